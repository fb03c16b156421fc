import { isReplica, isSmall } from "../../src/azure/documentdb";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: DocumentDbCluster, { objectives: { environment } }: Context): Finding {
  if (environment !== "production") return { outcome: "not-applicable", because: `the environment is ${environment}` };
  if (isReplica(cluster)) return "not-applicable"; // small tiers have none
  return isSmall(cluster) ? "fail" : "pass";
}
