import { isBurstable } from "../../src/azure/postgresql";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { allOf, anyOf } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: PostgresqlCluster, { objectives: { environment } }: Context): Finding {
  // Not supported on burstable compute, whatever the environment.
  const contradicts = allOf(
    () => isBurstable(cluster),
    () =>
      anyOf(
        () => cluster.enableHa === true,
        () => cluster.enableGeoBackup === true,
      ),
  );
  if (contradicts)
    return { outcome: "fail", because: "burstable compute has no high availability and no geo-redundant backup" };
  if (!isBurstable(cluster)) return "pass";
  return environment === "production"
    ? "fail"
    : { outcome: "not-applicable", because: `the environment is ${environment}` };
}
