import type { CassandraDataCenter } from "../../src/kinds/cassandra";
import { undecided } from "../../src/known";
import type { Finding } from "../../src/rule";

/** Copies of each row that low recovery figures ask for; each needs a node. */
const replicationFactor = 3;

export function check({ properties }: CassandraDataCenter): Finding {
  const nodes = properties?.nodeCount ?? undecided("nodeCount is not set");
  if (nodes === 0) return { outcome: "not-applicable", because: "it has no nodes" };
  if (nodes >= replicationFactor) return "pass";
  return {
    outcome: "fail",
    advice: "derived from the replication factor; the document counts no nodes",
    because: `it has ${nodes === 1 ? "one node" : `${nodes} nodes`}`,
  };
}
