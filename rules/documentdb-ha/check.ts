import { highAvailability, isReplica, isSmall } from "../../src/azure/documentdb";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import { anyOf } from "../../src/known";
import type { Finding } from "../../src/rule";

export function check(cluster: DocumentDbCluster): Finding {
  // Neither has any: of small tiers documentdb-production-tier speaks.
  const cannot = anyOf(
    () => isReplica(cluster),
    () => isSmall(cluster),
  );
  if (cannot) return "not-applicable";
  return highAvailability(cluster) === "none" ? "fail" : "pass";
}
