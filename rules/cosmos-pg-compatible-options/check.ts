import { backupRegion, hasOwnKey, isReplica } from "../../src/azure/postgresql";
import { placeOf } from "../../src/azure/twins";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { allOf, find, some, undecided } from "../../src/known";
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
  const wrong = find(
    [
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
  if (!geo()) return "not-applicable";
  if (open) throw open;
  return "pass";
}
