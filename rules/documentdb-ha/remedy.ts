import { withHighAvailability } from "../../src/advice/clusters";
import { cluster, unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { DocumentDbCluster } from "../../src/kinds/documentdb-cluster";

/** In place: the database goes on meanwhile. */
export const mend = unlessFrozen(
  (cluster: DocumentDbCluster): Remedy => ({
    does:
      cluster.properties?.nodeGroupSpecs === undefined
        ? "Set `highAvailability.targetMode: ZoneRedundantPreferred`."
        : "Set `enableHa: true` on every node group.",
    becomes: withHighAvailability(cluster),
  }),
  cluster,
);
