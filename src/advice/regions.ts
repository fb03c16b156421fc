/** Where else? Every region of the same cloud, the best answer first, with the reasons. */
import { copyOutside, isInside } from "../azure/boundary";
import { kilometres, roughly } from "../azure/distance";
import { figure, readable } from "../azure/facts";
import { findRegion, hasZones, type Region, regions } from "../azure/regions";
import type { Candidate } from "../consequence";
import { certainly } from "../known";
import type { Context } from "../rule";

/** Why a region cannot be taken; undefined: nothing is against it. */
export type Wall = (region: Region) => string | undefined;
/** How good a region is by one measure, 0 the best, and how that reads. */
export type Scale = (region: Region) => readonly [rank: number, reason?: string];

/** What a region is looked for. */
export interface Search {
  /** The region that it is to back up or to replace; distances are measured from it. */
  readonly from: Region;
  readonly service: "Cosmos DB" | "Digital Twins";
  /** Regions in use, and how that reads. */
  readonly taken: readonly Region[];
  readonly takenAs: string;
  readonly context: Context;
  /** What else can be against a region, asked last. */
  readonly walls?: readonly Wall[];
  /** What counts besides, after zones: where the service keeps copies on its own. */
  readonly copies?: Scale;
  /** Backs up `from`, so that it should not be hit by what hits `from`. */
  readonly apart?: boolean;
  /** The region replaces the one that is in use, so a law that wants a single region does not forbid it. */
  readonly replaces?: boolean;
}

/** The whole ranking, the best region, and what is in the way where there is none. */
export interface Ranking {
  readonly candidates: readonly Candidate[];
  readonly best?: Region;
  readonly obstacle: string;
}

/** Weighs every region of the cloud that `from` is in. A region that the table does not know is never among them. */
export function rank(search: Search): Ranking {
  const { from, context } = search;
  const walls = [...wallsOf(search), ...(search.walls ?? [])];
  const scales = scalesOf(search);
  const weighed = regions
    .filter((region) => region.cloud === from.cloud && region.status !== "closed")
    .map((region) => {
      return { region, excluded: against(region, walls), marks: scales.map((scale) => scale(region)) };
    })
    .sort((one, other) => {
      const behind = Number(one.excluded !== undefined) - Number(other.excluded !== undefined);
      return behind || compare(one.marks, other.marks) || (one.region.name < other.region.name ? -1 : 1);
    });
  const best = weighed.find(({ excluded }) => excluded === undefined)?.region;
  return {
    candidates: weighed.map(({ region, excluded, marks }) => {
      const distance = kilometres(from, region);
      return {
        region: region.name,
        ...(distance !== undefined && { kilometres: distance }),
        reasons: marks.flatMap(([, reason]) => reason ?? []),
        ...(excluded !== undefined && { excluded }),
      };
    }),
    ...(best && { best }),
    obstacle: obstacle(search, context.objectives.boundary?.declaredAs),
  };
}

/** The first thing that is against a region; later walls may rest on earlier ones. */
function against(region: Region, walls: readonly Wall[]): string | undefined {
  for (const wall of walls) {
    const why = wall(region);
    if (why !== undefined) return why;
  }
  return undefined;
}

type Mark = ReturnType<Scale>;

/** By the first measure that tells them apart. */
function compare(one: readonly Mark[], other: readonly Mark[]): number {
  for (let at = 0; at < one.length; at++) {
    const [own, others] = [one[at]?.[0] ?? 0, other[at]?.[0] ?? 0];
    if (own !== others) return own - others;
  }
  return 0;
}

const byLaw = "by law (`singleRegionByLaw`) the data stays in the one region that it was put in";

function obstacle({ context, service, replaces }: Search, declaredAs: string | undefined): string {
  if (context.objectives.singleRegionByLaw && !replaces) return byLaw;
  return declaredAs
    ? `the declared boundary, ${declaredAs}, holds no other region that fits`
    : `no other region of this cloud is known to offer ${service} to everybody and to fit`;
}

const isOffered = (service: Search["service"], { cosmosDb, digitalTwins }: Region): boolean | null =>
  service === "Cosmos DB" ? cosmosDb : digitalTwins;

function wallsOf({ taken, takenAs, service, context, replaces }: Search): Wall[] {
  const { boundary, outageFreeze, singleRegionByLaw } = context.objectives;
  const frozen = outageFreeze && outageFreeze.until >= context.today ? outageFreeze : undefined;
  return [
    ({ name }) => (taken.some((one) => one.name === name) ? takenAs : undefined),
    () => (singleRegionByLaw && !replaces ? byLaw : undefined),
    (region) =>
      boundary && !isInside(boundary, region) ? `outside the declared boundary: ${boundary.declaredAs}` : undefined,
    (region) => {
      const offered = isOffered(service, region);
      if (offered === null) return `no source says whether ${service} is offered there`;
      return offered ? undefined : `${service} is not offered there`;
    },
    ({ restrictedAccess }) => {
      if (restrictedAccess === null) return "no source says whether every subscription may use it";
      return restrictedAccess ? "open to some subscriptions only" : undefined;
    },
    ({ name }) => (frozen?.regions.includes(name) ? `frozen until ${frozen.until} (\`outageFreeze\`)` : undefined),
  ];
}

function scalesOf({ from, service, context, copies, apart }: Search): Scale[] {
  const { boundary } = context.objectives;
  const [isolation, far] = [figure("pairs-2025/isolation"), figure("strong-2025/distance")];
  return [
    boundary
      ? (region) => (isInside(boundary, region) ? [0, `inside the declared boundary, ${boundary.declaredAs}`] : [1])
      : border(from),
    zones,
    ...(copies ? [copies] : []),
    ({ restrictedAccess }) => (restrictedAccess === false ? [0, "open to every subscription"] : [1]),
    (region) => (isOffered(service, region) ? [0, `${service} is offered there`] : [1]),
    ...(apart
      ? [
          (region: Region): readonly [number, string?] => {
            const distance = kilometres(from, region);
            if (distance === undefined) return [2];
            if (distance > far)
              return [3, `farther than ${readable(far)} km, over which Azure refuses Strong consistency`];
            return distance >= isolation
              ? [0]
              : [1, `nearer than the ${isolation} km that Microsoft prefers between paired regions`];
          },
        ]
      : []),
    (region) => {
      const distance = roughly(from, region);
      if (distance === undefined) return [Number.POSITIVE_INFINITY, `how far from ${from.displayName}: not recorded`];
      const sure = kilometres(from, region) === undefined ? "perhaps " : "";
      return [distance, `${sure}${readable(distance)} km from ${from.displayName}`];
    },
  ];
}

/** Where no boundary is declared, data crosses a border only where no region this side of it fits, and it is said. */
function border(from: Region): Scale {
  return ({ countryCode, country, geography, geographyGroup }) => {
    if (countryCode === from.countryCode) return [0, `in the same country, ${country}`];
    const abroad = `in another country, ${country}; no boundary is declared`;
    if (geography === from.geography) return [1, `in the same Azure geography, ${geography}, though ${abroad}`];
    if (geographyGroup !== null && geographyGroup === from.geographyGroup) return [2, abroad];
    return [3, abroad];
  };
}

const zones: Scale = (region) => {
  if (certainly(() => hasZones(region))) return [0, "has availability zones"];
  return certainly(() => !hasZones(region))
    ? [2, "has no availability zones"]
    : [1, "nobody says for certain whether it has availability zones"];
};

/** Where the copies go that follow the pair; `undefined`: no document says. */
export const pairOf = ({ pair }: Region): Region | undefined => (pair === null ? undefined : findRegion(pair));

/** Copies follow the pair: best where they stay where they may be, then where nobody says where they go. */
export const followsPair =
  (context: Context, what: string, target: (region: Region) => Region | undefined): Scale =>
  (region) => {
    const to = target(region);
    if (!to) return [1, `no document says where ${what} rest`];
    const place = `${what} rest in ${to.displayName} (${to.country})`;
    const { boundary } = context.objectives;
    if (!copyOutside(boundary, region, to)) return [0, place];
    return [2, `${place}, ${boundary ? "outside the boundary" : "another country"}`];
  };
