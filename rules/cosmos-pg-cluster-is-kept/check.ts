import { kept, namedIn } from "../../src/azure/kept";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: PostgresqlCluster, context: Context): Finding =>
  kept(
    cluster,
    context,
    "the cluster",
    namedIn,
    (was) => was.sourceResourceId !== undefined && was.pointInTimeUTC === undefined,
  );
