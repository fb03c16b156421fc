/** An account in another shape: more regions, zones, another consistency level, another way to fail over. */
import {
  consistency,
  hasPartitionFailover,
  isServerless,
  leavesZonesUnused,
  partitionFailover,
  writesEverywhere,
} from "../azure/account";
import { certainlyWithin } from "../azure/distance";
import { figure, readable } from "../azure/facts";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { amended, certainly } from "../known";
import type { Context } from "../rule";
import {
  called,
  maybeStrong,
  named,
  newLocation,
  type Place,
  searchRegion,
  settled,
  stuck,
  wantsFailover,
} from "./account";
import { type Act, add, failover, remove, staged, staleness, stepsOf, widening, withLine } from "./acts";
import { picks, sentence } from "./grow";
import type { Ranking } from "./regions";
import { bound, choose, failOverByPartition, type Level, withoutPartitionFailover, writeEverywhere } from "./settings";
import { broughtBack, standIn } from "./zones";

/** What is asked of an account; what is not mentioned stays. */
export interface Shape {
  /** At least so many; from one region to several with Strong consistency at least as many as its quorum needs. */
  readonly regions?: number;
  /** In every region that has them, of an account that has several regions. */
  readonly zones?: true;
  readonly level?: Level;
  /** Of bounded staleness: the widest window. */
  readonly seconds?: number;
  /** Every region takes writes. */
  readonly everywhere?: true;
  /** Per-partition automatic failover. */
  readonly partition?: true;
}

/** Every region takes writes, at the level that the account has or, where Azure refuses that, at a weaker one. */
export const whereAllWrite = ({ objectives: { rpoMinutes } }: Context): Shape[] =>
  [{}, { level: "Session" as const }, { level: "BoundedStaleness" as const, seconds: windowFor(rpoMinutes) }].map(
    (level) => ({ regions: 2, everywhere: true, ...level }),
  );
const windowFor = (minutes = 0): number => Math.max(minutes * 60, staleness(true).seconds);

/** Acts that belong together, and how they read. */
type Part = readonly [says: string, acts: readonly Act[]];

/** The account in this shape, or what stands in the way. `goal` is what the shape is for: a sentence. */
export function shaped(account: CosmosAccount, context: Context, shape: Shape, goal: string): Remedy {
  const { regions = 1, level } = shape;
  const line = settled(account, context);
  if (typeof line === "string") return stuck(goal, line);
  const places = line.map(({ region }) => region);
  const [home] = places as [Region];
  const alone = places.length === 1;
  const strong = level ? level === "Strong" : maybeStrong(account);
  const least = alone && regions > 1 && strong ? figure("strong-2025/dynamic-quorum") : regions;
  const missing = least - places.length;
  const far = level === "Strong" && tooFar(places); // what joins is near enough: searchRegion sees to it
  if (far) return stuck(goal, far);
  if (missing > 0 && isServerless(account)) return stuck(goal, "a serverless account has one region and gets no other");
  const then = level ? amended(account, { consistencyPolicy: { defaultConsistencyLevel: level } }) : account;
  const rankings = picks(places, missing, (taken) => searchRegion(then, taken, home, context));
  const found = rankings.flatMap(({ best }) => best ?? []);
  const last = rankings.at(-1);
  if (last && found.length < missing) return stuck(goal, last.obstacle, last);
  const all = [...places, ...found];

  const several = all.length > 1;
  // Neither Strong consistency nor per-partition failover goes with several write regions.
  const single = (strong || shape.partition) && !shape.everywhere;
  const givesUp = single && several && !certainly(() => !writesEverywhere(account));
  const leveled = level ? toLevel(account, level, shape.seconds) : [];
  // In one region a weaker level comes first: what joins then finds the window that Azure asks for.
  const early = alone && level !== "Strong";
  const zoned = shape.zones && several ? withZones(account, line, all, context) : undefined;
  const outdoes = shape.everywhere || level === "BoundedStaleness"; // neither goes with per-partition failover
  const drops = outdoes && certainly(() => hasPartitionFailover(account));
  const parts: Part[] = [
    ...(drops ? [part(`leave \`${partitionFailover}\` out`, withoutPartitionFailover)] : []),
    ...(givesUp ? [part("let one region take the writes", writeEverywhere(false))] : []),
    ...(early ? leveled : []),
    ...(alone && several && !(early && leveled.length > 0)
      ? [part("widen the staleness window", ...widening(account))]
      : []),
    part(`add ${found.map(called(places, context)).join(" and ")}`, ...found.map((region) => add(newLocation(region)))),
    ...(zoned ? [zoned.part] : []),
    ...(early ? [] : leveled),
    ...(shape.everywhere && !certainly(() => writesEverywhere(account))
      ? [part("let every region take writes", writeEverywhere(true))]
      : []),
    ...(shape.partition && !certainly(() => hasPartitionFailover(account))
      ? [part(`add \`${partitionFailover}\` to the account's capabilities`, failOverByPartition)]
      : []),
  ].filter(([, acts]) => acts.length > 0);
  const itself = withLine(account, line);
  const { becomes } = stepsOf(itself, actsOf(parts));
  if (several && (alone || givesUp) && wantsFailover(becomes))
    parts.push(part("switch service-managed failover on", failover(true)));
  const [first = zoned?.search] = rankings;
  return {
    does: parts.length > 0 ? listed(parts.map(([says]) => says)) : goal,
    ...(first && named(first)),
    ...staged(itself, actsOf(parts)),
  };
}

const part = (says: string, ...acts: readonly Act[]): Part => [says, acts];
const actsOf = (parts: readonly Part[]): Act[] => parts.flatMap(([, acts]) => acts);
const names = (regions: readonly Region[]): string => regions.map(({ displayName }) => displayName).join(" and ");
/** "Add A, choose B, then switch C on." */
function listed(says: readonly string[]): string {
  const [last = "", ...others] = [...says].reverse();
  return `${sentence(others.length > 0 ? `${others.reverse().join(", ")}, then ${last}` : last)}.`;
}

/** Two regions between which Azure may refuse Strong consistency. */
function tooFar(regions: readonly Region[]): string | undefined {
  const limit = figure("strong-2025/distance");
  for (const [at, one] of regions.entries())
    for (const other of regions.slice(at + 1))
      if (!certainlyWithin(limit, one, other))
        return `${names([one, other])} are not certainly within ${readable(limit)} km of each other, beyond which Azure refuses Strong consistency`;
  return undefined;
}

/** Nothing where the account has the level, and a window that is accepted and wide enough. */
function toLevel(account: CosmosAccount, level: Level, seconds?: number): Part[] {
  const has = certainly(() => consistency(account) === level.toLowerCase());
  if (level !== "BoundedStaleness") return has ? [] : [part(`choose ${level} consistency`, choose(level))];
  const floor = staleness(true);
  const most = Math.min(Math.floor(seconds ?? floor.seconds), figure("staleness-arm-2026/most/seconds"));
  const { maxStalenessPrefix = 0, maxIntervalInSeconds = most } = (has && account.consistencyPolicy) || {};
  const window = {
    writes: Math.max(maxStalenessPrefix, floor.writes),
    seconds: Math.min(Math.max(maxIntervalInSeconds, floor.seconds), most),
  };
  const kept =
    has && maxStalenessPrefix === window.writes && account.consistencyPolicy?.maxIntervalInSeconds === window.seconds;
  return kept
    ? []
    : [
        part(
          `${has ? "set the staleness window to" : "choose bounded staleness with a window of"} ${readable(window.seconds)} seconds`,
          bound(window),
        ),
      ];
}

/** The regions that leave their zones unused come back with them; a further one is there meanwhile, unless one joined. */
function withZones(
  account: CosmosAccount,
  line: readonly Place[],
  all: readonly Region[],
  context: Context,
): { readonly part: Part; readonly search?: Ranking } {
  const exposed = line.filter(({ location }) => certainly(() => leavesZonesUnused(location)));
  const { stand, search } = exposed.length > 0 && line.length === all.length ? standIn(account, line, context) : {};
  const acts = [
    ...(stand ? [add(newLocation(stand), true)] : []),
    ...broughtBack(account, [...all, ...(stand ? [stand] : [])], exposed),
    ...(stand ? [remove(stand)] : []),
  ];
  const says = `remove ${names(exposed.map(({ region }) => region))} and add ${exposed.length > 1 ? "them" : "it"} again with zones`;
  return {
    part: part(stand ? `${says} while ${called(all, context)(stand)} stands in` : says, ...acts),
    ...(search && { search }),
  };
}
