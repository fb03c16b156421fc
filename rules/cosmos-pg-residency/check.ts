import { copyOutside, isInside, outsideWords } from "../../src/azure/boundary";
import { placeOf } from "../../src/azure/place";
import { backupRegion, isReplica } from "../../src/azure/postgresql";
import { type Region, regionOf } from "../../src/azure/regions";
import type { PostgresqlCluster } from "../../src/kinds/postgresql-cluster";
import { allOf, find, undecided } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: PostgresqlCluster, context: Context): Finding {
  const { boundary, singleRegionByLaw } = context.objectives;
  const place = () => placeOf(cluster, context);
  const source = () => regionOf(cluster.sourceLocation ?? undecided("sourceLocation is not set"));
  /** Whether geo-redundant backups rest in a region of which this holds. */
  const backedUp = (where: (to: Region) => boolean): boolean =>
    allOf(
      () => cluster.enableGeoBackup === true,
      () => {
        const to = backupRegion(place());
        return to !== undefined && where(to);
      },
    );
  const wrong = find(
    [
      {
        holds: () => boundary !== undefined && !isInside(boundary, place()),
        because: () => outsideWords(boundary, place()),
      },
      {
        holds: () => backedUp((to) => singleRegionByLaw === true || copyOutside(boundary, place(), to)),
        because: () =>
          `its backups are copied to ${backupRegion(place())?.displayName} (${backupRegion(place())?.country})${singleRegionByLaw ? "; by law the data stays in one region" : ""}`,
      },
      {
        holds: () =>
          singleRegionByLaw === true &&
          allOf(
            () => isReplica(cluster),
            () => source().name !== place().name,
          ),
        because: () => "by law the data stays in one region, and this is a replica in another",
      },
    ],
    ({ holds }) => holds(),
  );
  const declared = boundary !== undefined || singleRegionByLaw === true;
  if (!wrong) return declared ? "pass" : "not-applicable";
  return {
    outcome: "fail",
    because: wrong.because(),
    ...(!declared && { advice: "no residency boundary is declared", severity: "medium" as const }),
  };
}
