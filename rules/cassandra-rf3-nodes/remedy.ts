import { dataCenter, unlessFrozen } from "../../src/advice/freeze";
import type { Remedy } from "../../src/consequence";
import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import { amended } from "../../src/known";

export const mend = unlessFrozen(
  (center: CassandraDataCenter): Remedy => ({
    does: "Set `nodeCount: 3`.",
    becomes: amended(center, { properties: amended(center.properties ?? {}, { nodeCount: 3 }) }),
  }),
  dataCenter,
);
