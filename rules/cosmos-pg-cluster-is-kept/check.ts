import { kept, namedIn } from "../../src/azure/kept";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { certainly } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: PostgresqlCluster, context: Context): Finding =>
  kept(
    context,
    "the cluster",
    () => namedIn(cluster),
    certainly(() => cluster.sourceResourceId !== undefined && cluster.pointInTimeUTC === undefined),
  );
