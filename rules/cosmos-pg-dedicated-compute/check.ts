import { isBurstable } from "../../src/azure/postgresql";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import type { Context, Finding } from "../../src/rule";

/** What contradicts burstable compute is invalid everywhere: cosmos-pg-compatible-options. */
export function check(cluster: PostgresqlCluster, { objectives: { environment } }: Context): Finding {
  if (!isBurstable(cluster)) return "pass";
  return environment === "production"
    ? "fail"
    : { outcome: "not-applicable", because: `the environment is ${environment}` };
}
