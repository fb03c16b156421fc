import { isHybrid } from "../../src/azure/cassandra";
import type { CassandraCluster } from "../../src/kinds/cassandra";
import type { Finding } from "../../src/rule";

export function check(cluster: CassandraCluster): Finding {
  const { repairEnabled } = cluster.properties ?? {};
  if (repairEnabled !== false) return "pass";
  return isHybrid(cluster) ? "not-applicable" : "fail";
}
