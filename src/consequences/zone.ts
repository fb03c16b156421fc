/** What the loss of a zone means for an account: of whichever zone is the worst to lose. */
import { type Answer, type Loss, type Outage, outages } from "../consequence";
import { worseLoss, worseOutage } from "./compare";
import { fromBackup, nothing } from "./data";
import { type OneWriter, readRegionLoss, says, writeRegionLoss } from "./loss";
import { exactly, spanning } from "./merge";
import { isZoned, type Profile } from "./profile";

export function zoneLoss(profile: Profile): Loss {
  const zoned = isZoned(profile);
  if (profile.shape === "one-region" && !zoned) return onlyRegionOut(profile);
  const column = `zones-2025/${profile.shape}${zoned && profile.shape !== "many-writers" ? "-zones" : ""}`;
  const seconds = exactly<Outage>(
    "seconds",
    ["recovery-2026/zone", `${column}/zone-availability`],
    zoned && "the page of 2021 promised no interruption",
  );
  const writes = profile.shape === "one-writer" ? exposed(profile, seconds) : seconds;
  const kept = exactly(nothing, [`${column}/zone-data`, ...(zoned ? ["recovery-2026/zone"] : [])]);
  // Every region of many writers writes; of one writer, what only reads has nothing that the others have not.
  const whole = profile.shape === "many-writers" ? zoned : profile.zonedWrite;
  return {
    reads: seconds,
    writes,
    data: whole ? kept : spanning([kept, writeRegionLoss(profile).data], worseLoss, () => exposes),
    azure: ["Azure serves from the copies in other zones or regions."],
    person: writes.range ? ["Where a region goes down with the zone, act as when that region is lost."] : [],
  };
}

function onlyRegionOut({ backup }: Extract<Profile, { shape: "one-region" }>): Loss {
  const gone = exactly<Outage>("outage", ["recovery-2026/nonzonal", "zones-2025/one-region/zone-availability"]);
  const outlives = backup.is === "geo" || backup.is === "zone";
  return {
    reads: gone,
    writes: gone,
    data: fromBackup(backup, outlives, ["zones-2025/one-region/zone-data"]),
    azure: ["The account is back when the zone is."],
    person: [
      outlives
        ? "Wait for the zone, or ask support to restore a backup."
        : "Wait for the zone: the backup may be gone with it.",
      says.watch,
    ],
  };
}

/** A region that is not spread over zones may be lost with one of them. */
function exposed(profile: OneWriter, seconds: Answer<Outage>): Answer<Outage> {
  const lost = [
    ...(profile.zonedWrite ? [] : [writeRegionLoss(profile).writes]),
    ...(profile.zonedOthers === profile.regions - 1 ? [] : [readRegionLoss(profile).writes]),
  ];
  const withRegion = lost.map(({ worst, rows }) =>
    exactly(worse(worst, "seconds"), ["recovery-2026/nonzonal", ...rows]),
  );
  return spanning([seconds, ...withRegion], worseOutage, () => exposes);
}
const exposes = "all copies of a region without zone redundancy may stand in one zone";

const worse = (a: Outage, b: Outage): Outage => outages[Math.max(outages.indexOf(a), outages.indexOf(b))]!;
