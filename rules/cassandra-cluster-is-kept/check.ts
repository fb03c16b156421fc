import { kept } from "../../src/azure/kept";
import type { CassandraCluster } from "../../src/kinds/cassandra";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: CassandraCluster, context: Context): Finding =>
  kept(cluster, context, "the cluster", (was) => was.location);
