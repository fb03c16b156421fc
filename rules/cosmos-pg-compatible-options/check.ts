import { placeOf } from "../../src/azure/place";
import { backupRegion, hasOwnKey, isBurstable, isReplica } from "../../src/azure/postgresql";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { allOf, anyOf, find, some, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: PostgresqlCluster, context: Context): Finding {
  const geo = () => cluster.enableGeoBackup === true;
  const { certain, open } =
    context.neighbours?.referring("postgresql-cluster", "sourceResourceId") ??
    undecided("what stands beside it is not known");
  const besideBackups = (replica: PostgresqlCluster): boolean =>
    allOf(
      () => isReplica(replica),
      () => placeOf(replica, context).name === backupRegion(placeOf(cluster, context))?.name,
    );
  const burstable = () => isBurstable(cluster);
  const standby = () => cluster.enableHa === true;
  const wrong = find(
    [
      {
        holds: () => allOf(standby, burstable),
        because: "burstable compute has no high availability",
      },
      {
        holds: () => allOf(geo, burstable),
        because: "burstable compute has no geo-redundant backup",
      },
      {
        holds: () => allOf(geo, () => hasOwnKey(cluster)),
        because: "geo-redundant backup is not supported with a key of your own",
      },
      {
        holds: () => allOf(geo, () => some(certain, ({ props }) => besideBackups(props))),
        because: "a replica stands in the region where the geo-redundant backups are kept",
      },
    ],
    ({ holds }) => holds(),
  );
  if (wrong) return { outcome: "fail", because: wrong.because };
  if (!anyOf(geo, standby)) return "not-applicable";
  if (!geo()) return "pass";
  if (open) throw open;
  return "pass";
}
