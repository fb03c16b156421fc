/**
 * What follows for Azure Managed Instance for Apache Cassandra. A data center is asked alone, and knows its region, zones and
 * nodes; a cluster says nothing of that, since its data centers are resources of their own. How many copies there are, and
 * in which data centers, stands in the keyspaces, which no program shows.
 */
import { isHybrid, placeOfCenter } from "../azure/cassandra";
import { figure } from "../azure/facts";
import { hasZones } from "../azure/regions";
import type { Answer, Consequences, DataLoss, Loss, Outage, RowId } from "../consequence";
import type { CassandraCluster, CassandraDataCenter } from "../kinds/cassandra";
import { attempt, certainly, Unknown, undecided } from "../known";
import { between, exactly, type Figures, merge } from "./merge";
import { type Fork, possible, said } from "./possible";
import { watch } from "./replica";

/** What decides, and nothing else. */
interface Profile {
  readonly zoned: boolean;
  /** There are nodes for a copy in each of three zones. */
  readonly enough: boolean;
}

/** What follows; a range, with the reason, wherever a value that decides is not known. */
export const ofDataCenter = (center: CassandraDataCenter): Consequences => ({
  ...merge(
    possible((fork) => profileOf(center, fork)).map(({ value, ...open }) => ({
      value: { ...ofProfile(value), price: priceOf(center) },
      ...open,
    })),
  ),
  footprint: [footprintOf(center)],
});

const either = [true, false] as const;
const nodesOf = ({ properties }: CassandraDataCenter): number =>
  properties?.nodeCount ?? undecided("nodeCount is not set, and no document says how many there are then");

function profileOf(center: CassandraDataCenter, { ask }: Fork): Profile {
  const asked = ask(() => center.properties?.availabilityZone === true, either);
  const zoned = asked && ask(() => hasZones(placeOfCenter(center)), either);
  // Without zones the nodes decide nothing.
  return { zoned, enough: zoned && ask(() => nodesOf(center) >= figure("cassandra-2023/factor"), either) };
}

const sla = exactly<number | null>(null, ["cassandra-2023/sla"]);
const copies = exactly<number | null>(
  null,
  ["cassandra-2023/factor", "cassandra-2023/keyspaces"],
  "as many as the keyspaces say",
);
/** What decides, and is seen by nobody. */
const factor = "the replication factor is not known: keyspaces say it, which no program shows";

const ofProfile = (profile: Profile): Omit<Figures, "price"> => ({
  sla: { reads: sla, writes: sla },
  loss: { zone: zoneLoss(profile), writeRegion: regionLoss },
  copies,
});

function zoneLoss({ zoned, enough }: Profile): Loss {
  const send = "Send requests to a data center in another region, if there is one.";
  if (!zoned || !enough) {
    const rows: RowId[] = zoned ? ["cassandra-2023/factor"] : ["cassandra-2023/no-zones"];
    const why = zoned && `${figure("cassandra-2023/factor")} copies in different zones need as many nodes`;
    const gone = exactly<Outage>("not-stated", rows, why);
    return {
      reads: gone,
      writes: gone,
      data: exactly<DataLoss>({ is: "not-stated" }, rows, why),
      azure: ["Its nodes in the zone are back when the zone is; how many stand there is not stated."],
      person: [send, watch],
    };
  }
  const rows: RowId[] = ["cassandra-2023/factor", "cassandra-2023/conditions"];
  const kept = between<Outage>("none", "not-stated", factor, rows);
  return {
    reads: kept,
    writes: kept,
    data: between<DataLoss>({ is: "none" }, { is: "not-stated" }, factor, rows),
    azure: ["The nodes in the other zones go on, with every copy but one where the replication factor is 3."],
    person: [],
  };
}

const gone = exactly<Outage>(
  "outage",
  ["cassandra-2023/region", "cassandra-2023/writes"],
  "data centers in other regions, if there are any, go on with reads and writes; how long clients take to turn to them is not stated",
);
const regionLoss: Loss = {
  reads: gone,
  writes: gone,
  data: exactly<DataLoss>(
    { is: "everything" },
    ["cassandra-2023/everything", "cassandra-2023/backup", "cassandra-2023/recent"],
    "data centers in other regions, if keyspaces are copied to them, hold all but what had not reached them",
  ),
  azure: ["The data center is back when the region is; its backups are in the same region."],
  person: [
    "Send requests to a data center in another region, if there is one, and scale it where it is smaller.",
    watch,
  ],
};

/** Relative to one node of the same size. */
function priceOf(center: CassandraDataCenter): Consequences["price"] {
  const nodes = attempt(() => nodesOf(center));
  const rows: RowId[] = ["cassandra-2023/capacity"];
  const price =
    nodes instanceof Unknown
      ? between<number | null>(0, null, said(nodes), rows)
      : exactly<number | null>(
          nodes,
          rows,
          "derived: nodes of one size cost the same, and no page says what zones cost",
        );
  return { ...price, rate: "standard", of: "a data center" };
}

function footprintOf(center: CassandraDataCenter): Consequences["footprint"][number] {
  const as = "region";
  const rows: RowId[] = ["cassandra-2023/writes", "cassandra-2023/backup"];
  const place = attempt(() => placeOfCenter(center));
  return place instanceof Unknown
    ? { as, certain: false, why: said(place), rows }
    : { region: place.name, as, certain: true, rows };
}

/** A range from end to end: what its data centers make of it is not to be seen from here. */
export function ofCassandra(cluster: CassandraCluster): Consequences {
  const alone = certainly(() => !isHybrid(cluster));
  const why = `where its data centers stand is not known from the cluster alone: they are resources of their own${alone ? "" : ", and nodes outside the service may stand anywhere"}`;
  const best = "close to zero at best (2023)";
  const loss = (outage: Outage, lost: DataLoss, rows: readonly RowId[], azure: string, person: string[]): Loss => {
    const gone: Answer<Outage> = between<Outage>("none", outage, why, rows, best);
    const data = between<DataLoss>({ is: "none" }, lost, why, rows, best);
    return { reads: gone, writes: gone, data, azure: [azure], person };
  };
  return {
    sla: { reads: sla, writes: sla },
    loss: {
      zone: loss(
        "not-stated",
        { is: "not-stated" },
        ["cassandra-2023/conditions", "cassandra-2023/factor"],
        "Nodes in other zones and regions go on, each with the copies that it has.",
        [],
      ),
      writeRegion: loss(
        "outage",
        { is: "everything" },
        ["cassandra-2023/conditions", "cassandra-2023/writes", "cassandra-2023/recent", "cassandra-2023/everything"],
        "Data centers in other regions, if there are any, go on with reads and writes.",
        ["Have clients, or what balances their load, turn to a data center in another region, if there is one.", watch],
      ),
    },
    copies,
    footprint: [{ as: "region", certain: false, why, rows: ["cassandra-2023/keyspaces", "cassandra-2023/backup"] }],
    price: {
      ...exactly<number | null>(null, ["cassandra-2023/capacity"], "paid for its data centers"),
      rate: "standard",
    },
  };
}
