import { isBurstable, isReplica } from "../../src/azure/postgresql";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { anyOf } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(cluster: PostgresqlCluster): Finding {
  const beside = anyOf(
    () => isReplica(cluster),
    () => isBurstable(cluster), // has none; cosmos-pg-dedicated-compute speaks of these
  );
  if (beside) return "not-applicable";
  return cluster.enableHa === true ? "pass" : "fail";
}
