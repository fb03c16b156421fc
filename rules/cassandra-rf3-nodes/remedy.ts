import type { Remedy } from "../../src/consequence";
import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import { amended } from "../../src/known";

export const mend = (center: CassandraDataCenter): Remedy => ({
  does: "Set `nodeCount: 3`.",
  becomes: amended(center, { properties: amended(center.properties ?? {}, { nodeCount: 3 }) }),
});
