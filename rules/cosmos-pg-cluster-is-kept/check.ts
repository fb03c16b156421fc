import { kept } from "../../src/azure/kept";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: PostgresqlCluster, context: Context): Finding =>
  kept(
    cluster,
    context,
    "the cluster",
    (was) => was.location,
    (was) => was.sourceResourceId !== undefined && was.pointInTimeUTC === undefined,
  );
