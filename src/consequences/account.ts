/** From the profile of an account to its consequences. */
import { figure, readable, row } from "../azure/facts";
import { normalise } from "../azure/regions";
import type { Answer, Consequences, Loss, RowId } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { attempt, Unknown } from "../known";
import { lowerIsWorse } from "./compare";
import { accountFootprint } from "./footprint";
import { readRegionLoss, writeRegionLoss } from "./loss";
import { between, exactly, type Figures, merge, spanning } from "./merge";
import { type Place, placesOf, writePlaces } from "./places";
import { allKnown, type Possible, possible } from "./possible";
import { isZoned, type Profile, profileOf, zonedRegions } from "./profile";
import { remembered, visible } from "./remembered";
import { zoneLoss } from "./zone";

/** What follows for an account; a range, with the reason, wherever a value that decides is not known. */
export function ofAccount(account: CosmosAccount): Consequences {
  const profile = attempt(() => profileOf(account, allKnown));
  const figures = profile instanceof Unknown ? ofOpen(account) : ofProfile(profile);
  return { ...figures, footprint: accountFootprint(account) };
}

/** What the loss of a zone of one of its regions means: of whichever zone of it is the worst to lose. */
export function zoneLossIn(account: CosmosAccount, region: string): Loss {
  const places = attempt(() => placesOf(account));
  const here = places instanceof Unknown ? [] : places.filter((place) => isIn(place, region));
  if (places instanceof Unknown || here.length === 0) return ofAccount(account).loss.zone;
  const writes = writePlaces(places);
  const alone = possible((fork): Profile => {
    const profile = profileOf(account, fork);
    const [{ zoned }] = here as [Place];
    const own = zoned instanceof Unknown ? fork.oneOf([true, false], zoned) : zoned;
    // The others are not touched, so none of them can be the worse one.
    const others = profile.regions - 1;
    const maybe = here.some((place) => writes.all.includes(place));
    const isWrite = others === 0 || (maybe && (writes.all.length === 1 || fork.oneOf([true, false], writes.why)));
    return isWrite
      ? { ...profile, zonedWrite: own, zonedOthers: others }
      : { ...profile, zonedWrite: true, zonedOthers: own ? others : others - 1 };
  });
  return merge(alone.map(withFigures)).loss.zone;
}
const isIn = ({ region, name }: Place, wanted: string): boolean =>
  region instanceof Unknown ? name !== undefined && normalise(name) === wanted : region.name === wanted;

const ofOpen = remembered(
  (account: CosmosAccount) => merge(possible((fork) => profileOf(account, fork)).map(withFigures)),
  visible,
);
const withFigures = ({ value, ...open }: Possible<Profile>): Possible<Figures> => ({
  value: ofProfile(value),
  ...open,
});

/** What the tables say of one profile. */
const ofProfile = remembered((profile: Profile): Figures => {
  const refused = refusal(profile);
  return {
    ...(refused && { refused }),
    sla: { reads: sla(profile, "reads"), writes: sla(profile, "writes") },
    loss: {
      zone: zoneLoss(profile),
      writeRegion: writeRegionLoss(profile),
      ...(profile.shape === "one-writer" && { readRegion: readRegionLoss(profile) }),
    },
    copies: copies(profile.regions),
    price: price(profile),
  };
});

function refusal(profile: Profile): Consequences["refused"] {
  if (profile.serverless && profile.regions > figure("serverless-2025/one-region"))
    return { why: "a serverless account has one region", rows: ["serverless-2025/one-region"] };
  if (profile.shape === "many-writers" && profile.consistency.is === "strong")
    return { why: "strong consistency cannot be had with several write regions", rows: ["strong-2025/many-writers"] };
  if (profile.shape === "one-region") return undefined;
  const { consistency } = profile;
  if (consistency.is === "strong" && consistency.far)
    return {
      why: `strong consistency over more than ${readable(figure("strong-2025/distance"))} km, unless support allows it`,
      rows: ["strong-2025/distance"],
    };
  if (consistency.is === "bounded" && consistency.tight)
    return {
      why: "a staleness window that is tighter than it accepts",
      rows: ["staleness-2025/several-regions/writes", "staleness-2025/several-regions/seconds"],
    };
  return undefined;
}

function sla(profile: Profile, of: "reads" | "writes"): Answer<number> {
  const { shape } = profile;
  const cell = (id: RowId, ...rows: RowId[]) =>
    exactly(figure(id), [id, ...rows, `sla-2021/${shape}/${of}`], ...slaNotes(profile, of));
  const [plain, zoned] = [`zones-2025/${shape}/${of}`, `zones-2025/${shape}-zones/${of}`];
  if (shape === "many-writers" || zonedRegions(profile) === 0) return cell(plain);
  const best = cell(zoned, `zones-2021/${shape}-zones/${of}`);
  if (isZoned(profile)) return best;
  return spanning([best, cell(plain)], lowerIsWorse, () => "only some regions are spread over zones");
}

function slaNotes(profile: Profile, of: "reads" | "writes"): string[] {
  if (profile.shape === "one-region") return [];
  if (of === "writes")
    return "consistency" in profile && profile.consistency.is === "strong"
      ? ["verify: an older SLA text does not list writes with strong consistency over several regions"]
      : [];
  const past = row("zones-2021/one-writer-zones/reads");
  return profile.shape === "one-writer" && zonedRegions(profile) > 0
    ? [`${past.value} % in another table of ${past.date.slice(0, 4)}`]
    : [];
}

const copies = (regions: number): Answer<number> =>
  between(
    regions * figure("copies/each-region"),
    regions * figure("copies-2025/each-region"),
    `at least ${figure("copies-2025/each-region")} of ${figure("copies/each-region")} copies in each region are guaranteed`,
    ["copies-2025/each-region", "copies/each-region", "copies-2026/each-region"],
    "the guide of 2026 prints no number",
  );

/** Why zones have a range of prices: nobody sees how the throughput of collections is set. */
export const autoscaled = "zones cost nothing extra where throughput is autoscaled";

function price(profile: Profile): Consequences["price"] {
  const { shape, regions, serverless } = profile;
  if (shape === "many-writers") {
    const rows = ["price-many-writers-2026/each-region", "price-2025/many-writers", "price-2026/zones-waived"];
    return {
      ...exactly(regions * figure("price-many-writers-2026/each-region"), rows),
      rate: "multiple-region writes",
    };
  }
  const rate = shape === "one-writer" && profile.partition ? "business critical" : "standard";
  const tier: RowId[] = rate === "standard" ? [] : ["partition-failover-2026/price"];
  const least = regions * figure("price-2025/each-region");
  const zoned = zonedRegions(profile);
  if (zoned === 0) return { ...exactly(least, ["price-2025/each-region", ...tier]), rate };
  const [premium, surcharge]: [RowId, string] = ["price-2026/zones", "the guide of 2026 prints no figure"];
  if (serverless)
    return {
      ...exactly(figure("price-2025/serverless-zones"), ["price-2025/serverless-zones", premium], surcharge),
      rate,
    };
  const most = least + zoned * (figure("price-2025/zones") - figure("price-2025/each-region"));
  return {
    ...between(least, most, autoscaled, ["price-2025/zones", "price-2026/zones-waived", premium, ...tier], surcharge),
    rate,
  };
}
