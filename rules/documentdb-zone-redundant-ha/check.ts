import { highAvailability, isReplica } from "../../src/azure/documentdb";
import { placeOf } from "../../src/azure/place";
import { hasZones } from "../../src/azure/regions";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import { anyOf } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: DocumentDbCluster, context: Context): Finding {
  const without = anyOf(
    () => isReplica(cluster),
    () => highAvailability(cluster) === "none", // documentdb-ha speaks of these
  );
  if (without) return "not-applicable";
  if (highAvailability(cluster) === "zones") return "pass";
  return hasZones(placeOf(cluster, context)) ? "fail" : "not-applicable";
}
