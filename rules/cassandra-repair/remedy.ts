import { ring, unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { CassandraCluster } from "../../src/kinds/cassandra";
import { amended } from "../../src/known";

export const mend = unlessFrozen(
  (cluster: CassandraCluster): Remedy => ({
    does: "Set `repairEnabled: true`.",
    becomes: amended(cluster, { properties: amended(cluster.properties ?? {}, { repairEnabled: true }) }),
  }),
  ring,
);
