/** What a violation says in `pulumi preview`. */
import { findRegion } from "../src/azure/regions";
import type { Outlook } from "../src/consequence";
import { changes, changeWords } from "../src/consequences/lines";
import { timesWords } from "../src/consequences/words";
import type { Verdict } from "../src/model";
import { pageUrl } from "../src/package";
import { printable } from "../src/printable";
import { type Rule, stakesOf } from "../src/rule";

/** Words that tell nothing but the configuration itself. Other text might be a secret that the program forgot to mark. */
const plain = new Set([
  "1 entry",
  ...(
    "not set,not known until the update,a secret,not a text,not a number,not true or false,not a list,not an object," +
    "Eventual,ConsistentPrefix,Session,BoundedStaleness,Strong,Periodic,Continuous,Geo,Local,Zone," +
    "EnableServerless,EnablePerPartitionAutomaticFailover,Custom,LastWriterWins,Enabled,Disabled,SameZone," +
    "ZoneRedundantPreferred,Default,GeoReplica,Replica,PointInTimeRestore,GeneralPurpose,MemoryOptimized," +
    "BurstableGeneralPurpose,BurstableMemoryOptimized,EventHub,EventGrid,ServiceBus,IdentityBased,KeyBased"
  ).split(","),
]);
const isPlain = (value: string | number | boolean): boolean =>
  typeof value !== "string" || plain.has(value) || /^\d+ entries$/.test(value) || findRegion(value) !== undefined;

/** What was read, without what `because` says already. */
const evidence = ({ evidence: read, because = "" }: Verdict): string =>
  read
    .filter(({ value }) => !(typeof value === "string" && value.includes(" ") && because.includes(value)))
    .map(({ path, value }) => `${path}: ${isPlain(value) ? value : "(a text)"}`)
    .join(", ");

/** What this resource loses and what the remedy makes of it, in a line or two. */
function atStake(outlook: Outlook): string[] {
  const { now, mended, remedy } = outlook;
  const words = changes(now, mended).map(changeWords);
  const price = timesWords(outlook);
  return [
    ...(remedy ? [`  Here: ${remedy.obstacle === undefined ? remedy.does : `nothing fits: ${remedy.obstacle}`}`] : []),
    ...(words.length > 0
      ? [
          `  ${mended ? "Now → then" : "Now"}: ${[...words, ...(price === undefined ? [] : [`price: ${price}`])].join("; ")}`,
        ]
      : []),
  ];
}

/** A few lines: what is wrong here (or cannot be decided), what is lost, what to do, where it is written. */
export function message(rule: Rule, verdict: Verdict): string {
  const open = verdict.outcome === "unknown";
  const because = verdict.because === undefined ? "" : `: ${verdict.because}`;
  const read = evidence(verdict);
  return [
    open ? `Cannot be decided yet, "${rule.title}"${because}.` : `Not so: "${rule.title}"${because}.`,
    ...(read === "" ? [] : [`  Read: ${read}`]),
    ...(verdict.outlook ? atStake(verdict.outlook) : []),
    ...(open ? [] : [...stakesOf(rule).map(([name, words]) => `  ${name}: ${words}`), `  Fix: ${rule.remedy}`]),
    ...(verdict.levelReason === undefined ? [] : [`  Level: ${verdict.levelReason}.`]),
    ...(verdict.expiredWaiver
      ? [`  The waiver of ${verdict.expiredWaiver.owner} ended on ${verdict.expiredWaiver.until}.`]
      : []),
    ...(verdict.refusedWaiver
      ? [
          `  The waiver of ${verdict.refusedWaiver.owner} is not followed: a declared boundary is waived only with allowResidencyWaivers.`,
        ]
      : []),
    `  Why: ${pageUrl(rule.id)}`,
  ]
    .map((line) => printable(line))
    .join("\n");
}
