import { kept, namedIn } from "../../src/azure/kept";
import type { CassandraCluster } from "../../src/kinds/cassandra";
import type { Context, Finding } from "../../src/rule";

export const check = (cluster: CassandraCluster, context: Context): Finding =>
  kept(cluster, context, "the cluster", namedIn);
