import { openRegions } from "../../src/azure/boundary";
import { isReplica, isSmall } from "../../src/azure/documentdb";
import { placeOf } from "../../src/azure/place";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import { allOf, anyOf, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: DocumentDbCluster, context: Context): Finding {
  const { boundary, environment, singleRegionByLaw } = context.objectives;
  if (singleRegionByLaw) return { outcome: "not-applicable", because: "by law its data stays in one region" };
  if (environment !== "production") return { outcome: "not-applicable", because: `the environment is ${environment}` };
  const cannot = anyOf(
    () => isReplica(cluster),
    () => isSmall(cluster), // has no replicas; documentdb-production-tier speaks of these
  );
  if (cannot) return "not-applicable";
  const { certain, open } =
    context.neighbours?.referring("documentdb-cluster", "properties.replicaParameters.sourceResourceId") ??
    undecided("what stands beside it is not known");
  const elsewhere = (replica: DocumentDbCluster): boolean =>
    allOf(
      () => isReplica(replica),
      () => placeOf(replica, context).name !== placeOf(cluster, context).name,
    );
  if (some(certain, ({ props }) => elsewhere(props))) return "pass";
  if (open) throw open;
  if (boundary && openRegions(boundary).length < 2)
    return { outcome: "fail", advice: `${boundary.declaredAs} holds no second region that every subscription may use` };
  return "fail";
}
