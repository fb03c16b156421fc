/** Hand-built assessments of changes, for the tests of what the reviewer of a pull request reads. */
import fc from "fast-check";
import { consequencesOf } from "../../dist/src/consequences/consequences.js";
import type { Assessment, WaiverUse } from "../../src/assessment";
import type { Comparison, ResourceChange, StackChange } from "../../src/comparison";
import type { Consequences } from "../../src/consequence";
import type { Verdict } from "../../src/model";
import { ruling } from "../support";
import { assess, declared, verdict, waiver } from "./assessments";

const { context } = ruling();
const account = (regions: readonly string[], zoned: boolean, automatic: boolean): Consequences =>
  consequencesOf(
    "cosmos-account",
    {
      locations: regions.map((locationName, failoverPriority) => ({
        locationName,
        failoverPriority,
        isZoneRedundant: zoned,
      })),
      enableAutomaticFailover: automatic,
    },
    context,
  ) as Consequences;

/** Two regions with zones and failover, and one region without. */
export const strong = account(["westeurope", "northeurope"], true, true);
export const weak = account(["westeurope"], false, false);
const twins = consequencesOf("digital-twins", { location: "westeurope" }, context) as Consequences;

export function change(name: string, more: Partial<ResourceChange>): ResourceChange {
  const type = "azure-native:cosmosdb:DatabaseAccount";
  return {
    urn: `urn:pulumi:prod::shop::${type}::${name}`,
    kind: "cosmos-account",
    name,
    project: "shop",
    stack: "prod",
    does: "changed",
    worse: [],
    appeared: [],
    mended: [],
    remaining: [],
    ...more,
  };
}

const untouched: StackChange = {
  stack: "shop/prod",
  was: strong,
  is: strong,
  resources: { created: 0, changed: 0, replaced: 0, deleted: 0, unchanged: 3 },
  fails: { appeared: 0, mended: 0, remaining: 2 },
};

/** What gets worse from `strong` to `weak`. */
const worse = [
  "SLA of writes",
  "SLA of reads",
  "zone lost, reads",
  "zone lost, writes",
  "zone lost for good, data",
  "region lost, reads",
  "region lost, writes",
  "region lost for good, data",
  "copies",
];

export const comparison: Comparison = {
  against: "what is deployed",
  stacks: [
    {
      ...untouched,
      is: weak,
      times: { atLeast: 0.4, atMost: 2 },
      resources: { created: 1, changed: 2, replaced: 1, deleted: 1, unchanged: 9 },
      fails: { appeared: 3, mended: 1, remaining: 2 },
    },
    { ...untouched, stack: "shop/dev", resources: { ...untouched.resources, changed: 1 } },
    { ...untouched, stack: "blog/prod" },
  ],
  resources: [
    change("orders", {
      was: strong,
      is: weak,
      times: { atLeast: 0.4, atMost: 0.4 },
      worse,
      appeared: ["cosmos-min-two-regions", "cosmos-zone-redundant-write-region"],
      remaining: ["cosmos-data-residency"],
      position: { file: "src/index.ts", line: 14, column: 17 },
    }),
    change("pumps", { does: "deleted", kind: "digital-twins", was: twins }),
    change("stock", { does: "replaced", was: strong, is: strong }),
    change("sessions", {
      was: weak,
      is: strong,
      times: { atLeast: 2.5, atMost: 2.5 },
      mended: ["cosmos-min-two-regions"],
    }),
    change("carts", { does: "created", is: weak, appeared: ["cosmos-min-two-regions"] }),
  ],
};

export const nearlyOver: WaiverUse = {
  waiver: { ...waiver, until: "2026-12-03", at: "hadr.yaml:12:5" },
  covers: 1,
  daysLeft: 12,
};
const idle: WaiverUse = {
  waiver: { ...waiver, resource: "gone-*", owner: "team-gone", at: "hadr.yaml:19:5" },
  covers: 0,
  daysLeft: 130,
};

const verdicts: readonly Verdict[] = [
  verdict("cosmos-min-two-regions", "orders", "fail", {
    blocking: true,
    was: "in order",
    because: "its only region is West Europe",
    evidence: [{ path: "locations[0].locationName", value: "West Europe" }],
    at: ["src/index.ts", 14, 17],
    outlook: {
      now: weak,
      mended: strong,
      times: { atLeast: 2.5, atMost: 2.5 },
      remedy: { does: "Add North Europe to the account, with zones." },
    },
  }),
  verdict("cosmos-zone-redundant-write-region", "orders", "fail", { was: "in order", at: ["src/index.ts", 14, 17] }),
  verdict("cosmos-min-two-regions", "carts", "fail", { blocking: true, was: "absent" }),
  verdict("cosmos-data-residency", "carts", "unknown", { was: "absent", because: "a name is not known" }),
  verdict("cosmos-data-residency", "orders", "fail", {
    blocking: true,
    was: "fail",
    because: "East US is outside countries DE, NL",
    refusedWaiver: { ...waiver, rule: "cosmos-data-residency", resource: "orders" },
  }),
  verdict("cosmos-min-two-regions", "stock", "fail", { blocking: true, was: "fail", excused: "baseline" }),
  verdict("cosmos-data-residency", "stock", "unknown", { blocking: true, was: "unknown", excused: "not new" }),
  verdict("cosmos-min-two-regions", "archive-2019", "fail", { blocking: true, was: "fail", waiver: nearlyOver.waiver }),
];

/** A change that makes something of everything. */
export const changing: Assessment = assess(verdicts, {
  comparison,
  config: "hadr.yaml",
  declared: [declared],
  stacks: ["shop/prod", "shop/dev", "blog/prod"],
  waivers: [nearlyOver, idle],
  baseline: {
    file: "hadr-baseline.json",
    entries: 4,
    droppable: [1, 2, 3].map((one) => ({
      fingerprint: String(one).repeat(32),
      rule: "cosmos-min-two-regions",
      kind: "cosmos-account",
      resource: `gone-${one}`,
      stack: "shop/prod",
    })),
  },
  notices: ["The rule cosmos-backup-continuous was left out by --skip."],
  uncovered: new Map([
    ["azure-native:documentdb:Thing", { count: 2, blocking: 0, why: "a Cosmos DB store that no rule covers yet" }],
  ]),
});

/** The same findings as ever, and nothing is touched. */
export const still: Assessment = assess(
  [verdict("cosmos-min-two-regions", "orders", "fail", { blocking: true, was: "fail", excused: "not new" })],
  {
    comparison: { against: "what is deployed", stacks: [untouched], resources: [] },
    newOnly: true,
    stacks: ["shop/prod"],
  },
);

const nasty = [
  "a|b`c`<img src=x onerror=alert(1)>\n| x | y |\n\n# heading",
  "@octocat #123 GH-4 shop/web#5 deadbeef00 https://evil.example www.evil.example [x](javascript:alert(1)) :tada:",
  "</details><script>alert(1)</script><!-- azure-hadr: other --> -->",
  "::error file=x::pwned ##vso[task.complete result=Failed]x\r\n::stop-commands::y",
  "*_~~\\|$x$\\`![i](http://e.example/i.png) &amp; &#64;me team@example.com\u202e\u200b\u0007",
];

/** Names, reasons and files that would be markup, commands, mentions or links. */
export const nastyChange: Assessment = assess(
  nasty.flatMap((name, index) => [
    verdict("cosmos-min-two-regions", name, "fail", {
      blocking: true,
      was: "in order",
      stack: nasty.at(index - 1) ?? "",
      because: nasty.at(index - 2) ?? "",
      levelReason: nasty.at(index - 3) ?? "",
      evidence: [{ path: name, value: nasty.at(index - 1) ?? "" }],
      at: [nasty.at(index - 4) ?? "", 3, 5],
      expiredWaiver: { ...waiver, owner: name, reason: nasty.at(index - 1) ?? "" },
    }),
    verdict("cosmos-data-residency", name, "unknown", { because: nasty.at(index - 2) ?? "" }),
    verdict("cosmos-min-two-regions", name, "fail", {
      waiver: { ...waiver, owner: name, reason: nasty.at(index - 1) ?? "", at: nasty.at(index - 2) ?? "" },
    }),
  ]),
  {
    comparison: {
      against: nasty[1] ?? "",
      stacks: nasty.map((stack) => ({ ...untouched, stack, resources: { ...untouched.resources, changed: 1 } })),
      resources: nasty.map((name, index) =>
        change(name, { stack: nasty.at(index - 1) ?? "", was: strong, is: weak, worse: worse.slice(index) }),
      ),
    },
    notices: nasty,
    stacks: nasty,
    waivers: nasty.map((owner) => ({ waiver: { ...waiver, owner, resource: owner }, covers: 0, daysLeft: 3 })),
    uncovered: new Map(nasty.map((type) => [type, { count: 1, blocking: 1, why: type }])),
  },
);
export { nasty };

/** Any text, and texts made of what the reader of a report would obey. */
export const anyName = (...parts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.array(fc.constantFrom(...parts)).map((all) => all.join("")),
  );

/** One finding and one resource that gets worse, of that name. */
export function called(name: string, because: string, file: string): Assessment {
  const found = verdict("cosmos-min-two-regions", name, "fail", { because, at: [file, 2, 3] });
  const worse = comparison.resources.map((own) => ({ ...own, name }));
  return assess([found], { comparison: { ...comparison, resources: worse } });
}
