import { ofPostgresql } from "../../src/consequences/postgresql";
import { isKept } from "../../src/consequences/regression";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: PostgresqlCluster, context: Context): Finding =>
  isKept(ofPostgresql(cluster, context), context);
