import { openRegions } from "../../src/azure/boundary";
import { placeOf } from "../../src/azure/place";
import { backupRegion, isBurstable, isReplica } from "../../src/azure/postgresql";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { allOf, anyOf, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: PostgresqlCluster, context: Context): Finding {
  const { boundary, singleRegionByLaw } = context.objectives;
  if (singleRegionByLaw) return { outcome: "not-applicable", because: "by law its data stays in one region" };
  const cannot = anyOf(
    () => isReplica(cluster),
    () => isBurstable(cluster), // has neither; cosmos-pg-dedicated-compute speaks of these
  );
  if (cannot) return "not-applicable";
  const { certain, open } =
    context.neighbours?.referring("postgresql-cluster", "sourceResourceId") ??
    undecided("what stands beside it is not known");
  const place = () => placeOf(cluster, context);
  const elsewhere = (replica: PostgresqlCluster): boolean =>
    allOf(
      () => isReplica(replica),
      () => placeOf(replica, context).name !== place().name,
    );
  const recovers = anyOf(
    () =>
      allOf(
        () => cluster.enableGeoBackup === true,
        () => backupRegion(place()) !== undefined,
      ),
    () => some(certain, ({ props }) => elsewhere(props)),
  );
  if (recovers) return "pass";
  if (open) throw open;
  if (boundary && openRegions(boundary).length < 2)
    return { outcome: "fail", advice: `${boundary.declaredAs} holds no second region that every subscription may use` };
  return "fail";
}
