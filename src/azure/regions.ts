import { undecided } from "../known";
import table from "./regions.json";

/** One row of `regions.json`. `null`: no source states it. */
export interface Region {
  /** As Azure Resource Manager writes it, e.g. `westeurope`. */
  readonly name: string;
  /** E.g. `West Europe`. */
  readonly displayName: string;
  readonly cloud: string;
  readonly status: string;
  /** Azure's own boundary for data residency. Not a country: "Europe" is Ireland and the Netherlands. */
  readonly geography: string;
  readonly geographyGroup: string | null;
  readonly country: string;
  readonly countryCode: string;
  readonly euDataBoundary: boolean | null;
  /** The paired region. Directed: West US 3 is paired with East US, East US with West US. `null`: it has none. */
  readonly pair: string | null;
  readonly zones: boolean | null;
  readonly zonesAsOf: string | null;
  /** Set where sources contradict each other about zones; `zones` is then `null`. */
  readonly zonesDisputed?: string;
  readonly restrictedAccess: boolean | null;
  readonly builtInResidency: boolean | null;
  readonly cosmosResidencyRestricted: boolean | null;
  readonly cosmosBackupRedundancies: readonly string[] | null;
  readonly digitalTwins: boolean | null;
  /** Whether Cosmos DB is offered there. */
  readonly cosmosDb: boolean | null;
  /** Degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The recorded place is far from the city that the region is named after: not to be measured from. */
  readonly coordinatesSuspect?: boolean;
}

/** All regions, in every cloud. Source and date of each field are in `regions.json`. */
export const regions: readonly Region[] = table.regions;
/** The day of the region list that the table follows, `YYYY-MM-DD`. */
export const asOf: string = table.asOf;

/** How many whole months the list is old on a day, `YYYY-MM-DD`. */
export function age(day: string): number {
  const [year = 0, month = 0, date = 0] = asOf.split("-").map(Number);
  const [thisYear = 0, thisMonth = 0, thisDate = 0] = day.split("-").map(Number);
  return (thisYear - year) * 12 + thisMonth - month - Number(thisDate < date);
}

/** The cloud that is open to everybody, as the table names it. */
export const publicCloud = "AzureCloud";

const byName = new Map(regions.map((region) => [region.name, region]));

/** "West Europe", "WestEurope" and "westeurope" are one region. An estate has few names and many resources. */
export function normalise(name: string): string {
  let plain = normalised.get(name);
  if (plain === undefined) {
    plain = name.toLowerCase().replace(/\s+/g, "");
    if (normalised.size < 4096) normalised.set(name, plain);
  }
  return plain;
}
const normalised = new Map<string, string>();

/** The region of that name in any spelling, or undefined if the table does not list it. */
export const findRegion = (name: string): Region | undefined => byName.get(normalise(name));

/** The region of that name, a closed one too; leaves the decision open where the table does not list it. */
export const listedRegion = (name: string): Region =>
  findRegion(name) ?? undecided(`the region table of ${asOf} does not list this region`);

/** The same, and leaves the decision open where the region is closed. */
export function regionOf(name: string): Region {
  const region = listedRegion(name);
  return isClosed(region) ? undecided(`${region.displayName} is closed`) : region;
}

/** Whether nothing can stand there any more: the regions of the former German cloud. */
export const isClosed = ({ status }: Region): boolean => status === "closed";

/** Whether the region has availability zones; leaves the decision open where nobody says or sources disagree. */
export function hasZones(region: Region): boolean {
  if (region.zonesDisputed) return undecided(`sources disagree whether ${region.displayName} has zones`);
  return region.zones ?? undecided(`no source says whether ${region.displayName} has zones`);
}

/** Days from one `YYYY-MM-DD` to another. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
