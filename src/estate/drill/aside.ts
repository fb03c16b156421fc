/** What holds for one resource alone, beyond its case. */
import { findRegion } from "../../azure/regions";
import type { Consequences } from "../../consequence";
import { byPriority, placesOf } from "../../consequences/places";
import type { Lost, Said } from "../../drill";
import type { JudgedResource, JudgedStack } from "../../estate";
import type { CosmosAccount } from "../../kinds/cosmos-account";
import { attempt, Unknown } from "../../known";
import type { CountedResource } from "../owned";
import { unveiled } from "../veil";
import type { Fallen } from "./fallen";

/** The regions that are left, in the order of priorities where that is known. */
export function leftOf(
  { zones }: JudgedResource,
  { footprint }: Consequences,
  { regions }: Fallen,
  { zone }: Lost,
): readonly string[] {
  if (zone) return [];
  const live = footprint.filter(({ as }) => as === "write region" || as === "region").map(({ region }) => region);
  const known = (zones ? zones.map(({ region }) => region) : live).filter(
    (region): region is string => typeof region === "string",
  );
  return [...new Set(known)].filter((region) => !regions.includes(region));
}

/** Where its writes go once what is lost is taken offline; undefined: not known, since a priority or a region is not. */
export function nextOf({ props }: JudgedResource, { regions }: Fallen): string | undefined {
  const places = attempt(() => byPriority(placesOf(unveiled(props as CosmosAccount))));
  if (places === undefined || places instanceof Unknown) return undefined;
  const next = places.find(({ region }) => region instanceof Unknown || !regions.includes(region.name))?.region;
  return next instanceof Unknown ? undefined : next?.name;
}

/** Names of stacks that a sentence holds. */
const most = 3;

/** Who else has to hear of it: whoever owns what is only read here, and whoever reads it. */
export function othersOf({ operation, readers = [] }: CountedResource): readonly Said[] {
  const more = readers.length - most;
  const named = `${readers.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return [
    ...(operation === "read" ? [{ words: "Only read here: whoever owns it has to act.", rows: [] }] : []),
    ...(readers.length > 0 ? [{ words: `Read by ${named}: tell them.`, rows: [] }] : []),
  ];
}

/** Where the data of a Digital Twins instance goes. */
export function notesOf(
  { kind }: JudgedResource,
  { footprint }: Consequences,
  { part }: Fallen,
  { boundary }: JudgedStack,
  { regions, zone }: Lost,
): readonly Said[] {
  if (kind !== "digital-twins" || part === "beside it" || zone) return [];
  const pair = footprint.find(({ as, region }) => as === "paired copy" && region !== undefined);
  if (!pair?.region)
    return [
      {
        words: "Where its data goes is not known: no pair of its region is.",
        rows: ["pairs-2026/nonpaired", "twins-2025/failover"],
      },
    ];
  const name = findRegion(pair.region)?.displayName ?? pair.region;
  if (regions.includes(pair.region) && part !== "copy")
    return [{ words: `Its data is copied to ${name}, which is lost too.`, rows: pair.rows }];
  const goes = {
    words: `Its data is copied to ${name}, and runs there after a failover${pair.certain ? "" : `, unless ${pair.why ?? "it is not"}`}.`,
    rows: pair.rows,
  };
  if (part === "copy" || !boundary || boundary.regions.includes(pair.region)) return [goes];
  return [
    goes,
    { words: `That is outside of the declared boundary: ${boundary.declaredAs}.`, rows: ["twins-2025/residency"] },
  ];
}
