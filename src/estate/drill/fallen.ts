/** What of one resource stands in what is lost, and what follows. */
import type { Consequences, DataLoss, Loss, Resting } from "../../consequence";
import { zoneLossIn } from "../../consequences/account";
import { exactly } from "../../consequences/merge";
import type { Lost, Part } from "../../drill";
import type { JudgedResource } from "../../estate";
import type { CosmosAccount } from "../../kinds/cosmos-account";
import { type Impact, impactsOf } from "../impact";
import { unveiled } from "../veil";
import { remainingLoss } from "./remaining";

/** A resource that is hit, or may be. */
export interface Fallen {
  readonly part: Part;
  /** Those of the lost regions in which something of it stands. */
  readonly regions: readonly string[];
  readonly loss?: Loss;
  readonly derived?: string;
  readonly doubt?: string;
}

/** Undefined: nothing of it stands there, and that is certain. Of what Azure refuses there is no loss. */
export function fallen(resource: JudgedResource, follows: Consequences, lost: Lost): Fallen | undefined {
  if (resource.kind === "cassandra-cluster") return centersFallen(resource, follows, lost);
  const isLost = ({ region }: Resting): boolean => region !== undefined && lost.regions.includes(region);
  const live = follows.footprint.filter(isLive);
  const open = live.find(({ region }) => region === undefined);
  const inIt = live.filter(isLost);
  if (follows.refused) {
    const there = follows.footprint.filter((one) => isLost(one) || (isLive(one) && one.region === undefined));
    return there.length === 0 ? undefined : { part: partOf(there), regions: regionsOf(there.filter(isLost)) };
  }
  if (inIt.length === 0) return open ? perhaps(follows, open, lost) : copiesFallen(follows, isLost);
  const impacts = impactsOf(follows).filter(({ region, as }) => as !== "copy" && lost.regions.includes(region));
  const [impact] = impacts as [Impact];
  const regions = ordered(
    resource,
    impacts.map(({ region }) => region),
  );
  const doubt = impact.doubt ?? (open && `another of its regions is not known, and may be lost too: ${open.why}`);
  const unsure = doubt === undefined ? {} : { doubt };
  if (lost.zone)
    return { part: impact.as, regions, loss: zoneLoss(resource, follows, regions[0] as string), ...unsure };
  const copies = regionsOf(follows.footprint.filter((one) => !isLive(one) && isLost(one)));
  // A copy that rests with the original is no other place to lose.
  const both = copies.some((region) => !regions.includes(region));
  const account = resource.kind === "cosmos-account";
  if (account && (regions.length > 1 || (impact.as === "only region" && both)))
    return { ...severalFallen(resource, follows, lost.regions, regions, impacts), regions, ...unsure };
  const own = impact.loss && (both && !account ? withoutCopies(resource, impact.loss) : { loss: impact.loss });
  return { part: impact.as, regions, ...own, ...unsure };
}

const isLive = ({ as }: Resting): boolean => as === "write region" || as === "region";
const regionsOf = (places: readonly Resting[]): readonly string[] => [
  ...new Set(places.flatMap(({ region }) => (region === undefined ? [] : [region]))),
];
const partOf = (places: readonly Resting[]): Part =>
  places.some(({ region, as }) => region !== undefined && (as === "write region" || as === "region"))
    ? "write or read region"
    : "not known";

/** In the order of priorities, where that is known. */
function ordered({ zones = [] }: JudgedResource, regions: readonly string[]): readonly string[] {
  const places = zones.map(({ region }) => region);
  const at = (region: string): number => (places.includes(region) ? places.indexOf(region) : places.length);
  return [...new Set(regions)].sort((one, other) => at(one) - at(other));
}

/** No region of it that is known is lost, and one is not known. */
function perhaps({ loss }: Consequences, { why }: Resting, { zone }: Lost): Fallen {
  const doubt = `may stand there: ${why ?? "its region is not known"}`;
  return { part: "not known", regions: [], loss: zone ? loss.zone : loss.writeRegion, doubt };
}

/** Nothing is interrupted while the place of a copy is out. */
function copiesFallen({ footprint }: Consequences, isLost: (one: Resting) => boolean): Fallen | undefined {
  const copies = footprint.filter((one) => !isLive(one) && isLost(one));
  const [first] = copies;
  if (!first) return undefined;
  const why = copies.every(({ certain }) => !certain) && first.why;
  return { part: "copy", regions: regionsOf(copies), ...(why && { doubt: why }) };
}

/** A cluster stands where its data centers do, and each of them is a resource of its own. */
function centersFallen({ dependants }: JudgedResource, { loss }: Consequences, lost: Lost): Fallen | undefined {
  const centers = dependants.filter(({ kind }) => kind === "cassandra-data-center");
  const there = centers.filter(({ region }) => typeof region === "string" && lost.regions.includes(region));
  const own = lost.zone ? loss.zone : loss.writeRegion;
  if (there.length > 0)
    return { part: "data center", regions: [...new Set(there.map(({ region }) => region as string))], loss: own };
  if (centers.length > 0 && centers.every(({ region }) => typeof region === "string")) return undefined;
  return {
    part: "not known",
    regions: [],
    loss: own,
    doubt: "may stand there: where its data centers stand is not known",
  };
}

/** Only an account has several regions, so of anything else the answer for any zone is that for this one. */
const zoneLoss = ({ kind, props }: JudgedResource, { loss }: Consequences, region: string): Loss =>
  kind === "cosmos-account" && props ? zoneLossIn(unveiled(props) as CosmosAccount, region) : loss.zone;

function severalFallen(
  { props }: JudgedResource,
  { footprint }: Consequences,
  gone: readonly string[],
  lost: readonly string[],
  impacts: readonly Impact[],
): Pick<Fallen, "part" | "loss" | "derived"> {
  const live = footprint.filter(isLive);
  const left = live.filter(({ region }) => region === undefined || !lost.includes(region));
  const all = left.length === 0;
  const writing = impacts.find(({ as }) => as !== "read region");
  const backups = footprint.flatMap(({ as, region, certain }) =>
    as === "backup copy" && region !== undefined ? [{ certain, lost: gone.includes(region) }] : [],
  );
  const { loss, derived } = remainingLoss(unveiled(props as object) as CosmosAccount, {
    lost,
    ...(writing && { writes: writing.region }),
    all,
    majority: left.length > lost.length,
    unheard: left.length > lost.length ? [] : left.flatMap(({ as, region }) => (as === "region" && region) || []),
    backups,
  });
  return {
    part: all && lost.length > 1 ? "all of its regions" : all ? "only region" : (writing?.as ?? "read region"),
    loss,
    derived,
  };
}

/** What is left where the copy that would have saved it is lost too: no document speaks of that. */
function withoutCopies({ kind }: JudgedResource, loss: Loss): Pick<Fallen, "loss" | "derived"> {
  if (kind === "digital-twins")
    return {
      loss: { ...loss, azure: [] },
      derived: "the paired region is lost too, so there is nowhere to fail over to, and no document speaks of that",
    };
  return {
    loss: {
      ...loss,
      data: exactly<DataLoss>({ is: "everything" }, loss.data.rows, "the copy of the backups is in a lost region too"),
      person: loss.person.filter((words) => !words.startsWith("Restore the backup")),
    },
    derived: "the copy of the backups is lost too, and no document speaks of that",
  };
}
