/** From the records of an estate to a drill: every resource asked what happens to it, and all of it counted. */
import {
  type Case,
  type Drill,
  drillVersion,
  type Hit,
  type HitStack,
  type Lost,
  type Part,
  recoveries,
  risks,
} from "../../drill";
import { type Dependant, type EstateRecord, type JudgedStack, missingVersion, type NotRead } from "../../estate";
import type { CountedResource } from "../owned";
import { leftOf, nextOf, notesOf, othersOf } from "./aside";
import { caseOf } from "./case";
import { commandsFor } from "./commands";
import { type Fallen, fallen } from "./fallen";
import { counting } from "./fare";

/** The records are read once; what is kept is what is hit. */
export function drill(records: Iterable<EstateRecord>, lost: Lost): Drill {
  const cases = casing();
  const stacks: HitStack[] = [];
  const missing: NotRead[] = [];
  const count = counting();
  const looked = { stacks: 0, resources: 0 };
  let [date, tool] = ["", ""];
  for (const record of records) {
    if (record.record === missingVersion) {
      missing.push(record);
      continue;
    }
    looked.stacks++;
    looked.resources += record.resources.filter(({ follows }) => follows !== undefined).length;
    if (record.date >= date) ({ date, tool } = record);
    const hit = stackHit(record, lost, cases.placeOf);
    if (!hit) continue;
    stacks.push(hit);
    count.add(
      hit,
      hit.hits.map((one) => cases.at(one.case)),
    );
  }
  const { all, places } = cases.sorted();
  const placed = stacks.map((stack) => ({
    ...stack,
    hits: stack.hits.map((one) => ({ ...one, case: places[one.case] as number })),
  }));
  return { record: drillVersion, lost, date, tool, looked, cases: all, stacks: placed, ...count.result(), missing };
}

/** What of a stack is hit; undefined: nothing. */
function stackHit(record: JudgedStack, lost: Lost, placeOf: (one: Case) => number): HitStack | undefined {
  const { stack, team, environment, criticality, source, targets } = record;
  const hits = record.resources.flatMap((resource) => hitOf(resource, record, lost, placeOf) ?? []);
  const beside = lost.zone ? [] : (record.beside ?? []).filter(({ region }) => inLost(region, lost) !== false);
  if (hits.length === 0) return undefined;
  const { rpoMinutes, rtoMinutes } = targets;
  return {
    stack,
    ...(team !== undefined && { team }),
    environment,
    ...(criticality && { criticality }),
    source: source.name,
    targets: { ...(rpoMinutes !== undefined && { rpoMinutes }), ...(rtoMinutes !== undefined && { rtoMinutes }) },
    hits,
    beside,
  };
}

function hitOf(
  resource: CountedResource,
  record: JudgedStack,
  lost: Lost,
  placeOf: (one: Case) => number,
): Hit | undefined {
  const follows = resource.follows === undefined ? undefined : record.consequences[resource.follows];
  if (!follows) return undefined;
  const dependants = resource.dependants.map((one) => ({ ...one, lost: lost.zone ? null : inLost(one.region, lost) }));
  const besides = !lost.zone && dependants.some((one) => one.lost === true && one.region !== undefined);
  const own =
    fallen(resource, follows, lost) ?? (besides ? ({ part: "beside it", regions: [] } satisfies Fallen) : undefined);
  if (!own) return undefined;
  const what = caseOf(resource, follows, own, lost.zone === true);
  const { urn, kind, name, azureName, resourceGroup, customerKey } = resource;
  const left = leftOf(resource, follows, own, lost);
  const writes = own.part === "write region" && what.steps.some(({ run }) => run === "offline");
  const next = writes ? nextOf(resource, own) : undefined;
  return {
    urn,
    kind,
    name,
    ...(azureName !== undefined && { azureName }),
    ...(resourceGroup !== undefined && { resourceGroup }),
    case: placeOf(what),
    regions: own.regions,
    left,
    ...(next !== undefined && { next }),
    ...(own.doubt !== undefined && { doubt: own.doubt }),
    notes: [...notesOf(resource, follows, own, record, lost), ...othersOf(resource)],
    dependants: dependants.map((one) => (one.region === undefined ? { ...one, lost: goesWith(own.part, lost) } : one)),
    ...(customerKey !== undefined && { customerKey }),
    commands: commandsFor(what.steps, {
      resource,
      stack: record.stack,
      live: record.source.kind === "graph",
      regions: own.regions,
    }),
  };
}

/** Whether a place is lost; `null`: not known; false for what stands nowhere of its own. */
const inLost = (region: Dependant["region"], { regions }: Lost): boolean | null =>
  region === null ? null : region !== undefined && regions.includes(region);

/** Whether what has no place of its own is lost with its resource; `null`: not known, as of whatever stands in one zone. */
const goesWith = (part: Part, { zone }: Lost): boolean | null =>
  zone || part === "not known" ? null : part === "only region" || part === "all of its regions";

/** Cases that many resources have in common, once. */
function casing() {
  const all: Case[] = [];
  const known = new Map<string, number>();
  return {
    placeOf(one: Case): number {
      const key = JSON.stringify(one);
      const at = known.get(key) ?? all.push(one) - 1;
      known.set(key, at);
      return at;
    },
    at: (place: number): Case => all[place] as Case,
    /** Those that somebody has to act on first, then the worst first; and where each of them went. */
    sorted() {
      const order = [...all.keys()].sort((one, other) => compare(all[one] as Case, all[other] as Case) || one - other);
      const places: number[] = [];
      order.forEach((from, to) => {
        places[from] = to;
      });
      return { all: order.map((at) => all[at] as Case), places };
    },
  };
}

const compare = (one: Case, other: Case): number =>
  Number(other.acts) - Number(one.acts) ||
  Number(decides(other)) - Number(decides(one)) ||
  recovers(other) - recovers(one) ||
  risks.indexOf(other.risk) - risks.indexOf(one.risk) ||
  (one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0);
const recovers = ({ recovery: { reads, writes } }: Case): number =>
  Math.max(recoveries.indexOf(reads), recoveries.indexOf(writes));
const decides = ({ decision }: Case): boolean => decision.consent !== undefined;
