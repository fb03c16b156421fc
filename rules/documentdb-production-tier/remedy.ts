import { onTier, withHighAvailability } from "../../src/advice/clusters";
import { cluster, unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";

/** The least tier that has high availability, and that too. */
export const mend = unlessFrozen(
  (cluster: DocumentDbCluster): Remedy => ({
    does: "Scale to M30 or more, and switch on high availability.",
    becomes: withHighAvailability(onTier(cluster, "M30")),
  }),
  cluster,
);
