import { isInside, outsideWords } from "../../src/azure/boundary";
import { roleOf } from "../../src/azure/documentdb";
import { placeOf } from "../../src/azure/place";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";
import { find } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

export function check(cluster: DocumentDbCluster, context: Context): Finding {
  const { boundary, singleRegionByLaw } = context.objectives;
  // The region stands in the program; only what is declared makes it wrong.
  if (!boundary && !singleRegionByLaw) return "not-applicable";
  const wrong = find(
    [
      {
        holds: () => boundary !== undefined && !isInside(boundary, placeOf(cluster, context)),
        because: () => outsideWords(boundary, placeOf(cluster, context)),
      },
      {
        holds: () => singleRegionByLaw === true && roleOf(cluster) === "replica elsewhere",
        because: () => "by law the data stays in one region, and this is a replica in another",
      },
    ],
    ({ holds }) => holds(),
  );
  return wrong ? { outcome: "fail", because: wrong.because() } : "pass";
}
