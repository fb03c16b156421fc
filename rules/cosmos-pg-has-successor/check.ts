import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import type { Finding } from "../../src/rule";

export function check({ pointInTimeUTC }: PostgresqlCluster): Finding {
  if (pointInTimeUTC !== undefined) return { outcome: "not-applicable", because: "a restore begins nothing new" };
  return { outcome: "fail", advice: "an existing cluster goes on; what begins now belongs in the successor" };
}
