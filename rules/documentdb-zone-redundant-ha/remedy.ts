import { withHighAvailability } from "../../src/advice/clusters";
import { cluster, unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";

export const mend = unlessFrozen(
  (cluster: DocumentDbCluster): Remedy => ({
    does: "Set `highAvailability.targetMode: ZoneRedundantPreferred`; if Azure does not take that from a cluster that is there, switch high availability off and on again, or restore into a new one.",
    becomes: withHighAvailability(cluster),
  }),
  cluster,
);
