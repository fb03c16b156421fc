/** Every place where data rests, the backups and the copies that no line of the program shows included. */
import { backupPair, backupRedundancy, backupType, writesEverywhere } from "../azure/account";
import { placeOf } from "../azure/place";
import { findRegion, normalise, type Region } from "../azure/regions";
import type { Resting } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import type { DigitalTwins } from "../kinds/digital-twins";
import { attempt, Unknown, undecided } from "../known";
import type { Context } from "../rule";
import { type Place, placesOf, writePlaces } from "./places";
import { said } from "./possible";

const everyRegion = ["copies-2025/each-region", "copies/each-region"];
const backupRows = ["backup-redundancy-2023/geo", "backup/redundancy"];

/** Each region of the account, then the copies of its backups; in the order of the names, each place once. */
export function accountFootprint(account: CosmosAccount): readonly Resting[] {
  const places = attempt(() => placesOf(account));
  if (places instanceof Unknown || places.length === 0) {
    const why = places instanceof Unknown ? said(places) : "no locations are set";
    const copy = backupCopy(account, undefined, why);
    return [{ as: "region", certain: false, why, rows: everyRegion }, ...copy];
  }
  const everywhere = attempt(() => writesEverywhere(account));
  const writes = writePlaces(places);
  const takesWrites = (place: Place): boolean =>
    everywhere === true || (everywhere === false && writes.all.length === 1 && writes.all[0] === place);
  return unique([
    ...places.map((place) => live(place, takesWrites(place))),
    ...places.flatMap((place) => backupCopy(account, place, whyNotBackedUp(place))),
  ]);

  /** Why it is not certain that the backups are taken in this region. */
  function whyNotBackedUp(place: Place): string | undefined {
    if (places instanceof Unknown || places.length === 1) return undefined;
    if (everywhere instanceof Unknown) return said(everywhere);
    if (everywhere) return "backups are taken in one of the write regions, and which is not stated";
    if (!writes.all.includes(place)) return "only once a failover makes it the write region (derived, not stated)";
    return writes.all.length === 1 ? undefined : said(writes.why);
  }
}

function live(place: Place, takesWrites: boolean): Resting {
  const as = takesWrites ? "write region" : "region";
  if (!(place.region instanceof Unknown)) return { region: place.region.name, as, certain: true, rows: everyRegion };
  if (place.name !== undefined) return { region: normalise(place.name), as, certain: true, rows: everyRegion };
  return { as, certain: false, why: said(place.region), rows: everyRegion };
}

/** The geo-redundant copy of the backups that are taken in a place, where there may be one. */
function backupCopy(account: CosmosAccount, place: Place | undefined, doubt: string | undefined): readonly Resting[] {
  const type = attempt(() => backupType(account));
  if (type === "continuous") return []; // rests in the account's own regions
  const redundancy = attempt(() => backupRedundancy(account));
  if (redundancy === "zone" || redundancy === "local") return [];
  const open = [type, redundancy].find((answer) => answer instanceof Unknown);
  const why = open instanceof Unknown ? said(open) : doubt;
  const region = place?.region;
  if (region === undefined || region instanceof Unknown) {
    const unnamed = why ?? (region ? said(region) : "the region is not known");
    return [{ as: "backup copy", certain: false, why: unnamed, rows: backupRows }];
  }
  const pair = attempt(() => backupPair(region, account));
  if (pair === undefined) return []; // nowhere to go
  if (!(pair instanceof Unknown)) return [copyIn(pair.name, "backup copy", why, backupRows)];
  return [copyIn(region.pair ?? undefined, "backup copy", why ?? said(pair), backupRows)];
}

const copyIn = (
  region: string | undefined,
  as: Resting["as"],
  why: string | undefined,
  rows: readonly string[],
): Resting => ({
  ...(region !== undefined && { region }),
  as,
  certain: why === undefined,
  ...(why !== undefined && { why }),
  rows,
});

const rank: readonly Resting["as"][] = ["write region", "region", "backup copy", "paired copy"];

/** Each place once, the certain of two alike; never in the order in which the program names them. */
function unique(all: readonly Resting[]): Resting[] {
  const key = ({ as, region = "" }: Resting) => `${rank.indexOf(as)} ${region}`;
  const places = new Map<string, Resting>();
  for (const resting of all) {
    const before = places.get(key(resting));
    if (!before || (resting.certain && !before.certain)) places.set(key(resting), resting);
  }
  return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resting]) => resting);
}

/** The region of an instance, and the pair that its data is copied to. */
export function twinsFootprint(instance: DigitalTwins, context: Context): readonly Resting[] {
  const rows = ["twins-2025/pair-copy", "twins-2025/residency"];
  const region = attempt(() => placeOf(instance, context));
  if (region instanceof Unknown) {
    const why = said(region);
    return [
      { as: "write region", certain: false, why, rows: ["twins-2025/pair-copy"] },
      { as: "paired copy", certain: false, why, rows },
    ];
  }
  return [
    { region: region.name, as: "write region", certain: true, rows: ["twins-2025/pair-copy"] },
    pairedCopy(region),
  ];
}

function pairedCopy(region: Region): Resting {
  const rows = ["twins-2025/pair-copy", "twins-2025/residency"];
  if (region.pair === null) {
    const why = `${region.displayName} has no pair, and no document says whether a copy is kept elsewhere`;
    return copyIn(undefined, "paired copy", why, ["pairs-2026/nonpaired", ...rows]);
  }
  const pair = attempt(() => findRegion(region.pair!) ?? undecided("the pair is not in the region table"));
  const why = region.builtInResidency
    ? `${region.displayName} may have built-in data residency; the document names no regions`
    : region.builtInResidency === null
      ? `no source says whether ${region.displayName} has built-in data residency`
      : pair instanceof Unknown
        ? said(pair)
        : undefined;
  return copyIn(region.pair, "paired copy", why, why === undefined ? rows : ["twins-2025/built-in-residency", ...rows]);
}
