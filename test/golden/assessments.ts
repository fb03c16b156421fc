/** Hand-built assessments that the tests of every report share. */
import { consequencesOf } from "../../dist/src/consequences/consequences.js";
import type { Assessment, Counts, Declared } from "../../src/assessment";
import type { Evidence, Excuse, Outcome, Related, Severity, Verdict, Waiver, Was } from "../../src/model";
import { accountOf, dimensions, gridOf } from "../consequence-table";
import { ruling } from "../support";
import { rules } from "./rules";

interface Draft {
  readonly severity?: Severity;
  readonly blocking?: boolean;
  readonly levelReason?: string;
  readonly because?: string;
  readonly evidence?: readonly Evidence[];
  readonly at?: readonly [file: string, line: number, column: number];
  readonly waiver?: Waiver;
  readonly expiredWaiver?: Waiver;
  readonly refusedWaiver?: Waiver;
  readonly was?: Was;
  readonly excused?: Excuse;
  readonly related?: readonly Related[];
  readonly stack?: string;
  readonly urn?: string;
}

export function verdict(ruleId: string, name: string, outcome: Outcome, draft: Draft = {}): Verdict {
  const { at, stack = "prod", urn, ...rest } = draft;
  const type = "azure-native:cosmosdb:DatabaseAccount";
  return {
    rule: ruleId,
    urn: urn ?? `urn:pulumi:${stack}::shop::${type}::${name}`,
    type,
    kind: "cosmos-account",
    name,
    project: "shop",
    stack,
    outcome,
    severity: rules.get(ruleId)?.severity ?? "high",
    blocking: false,
    evidence: [],
    ...rest,
    ...(at && { position: { file: at[0], line: at[1], column: at[2] } }),
  };
}

export const count = (verdicts: readonly Verdict[]): Counts => {
  const of = (outcome: Outcome) => verdicts.filter((one) => one.outcome === outcome).length;
  return {
    fail: of("fail"),
    unknown: of("unknown"),
    pass: of("pass"),
    notApplicable: of("not-applicable"),
    manual: of("manual"),
    waived: verdicts.filter(({ waiver }) => waiver).length,
    attested: verdicts.filter(({ attestation }) => attestation).length,
    excused: verdicts.filter(({ excused }) => excused).length,
    blocking: verdicts.filter(({ blocking, waiver, excused }) => blocking && !waiver && !excused).length,
  };
};

/** `kept`: how many of the verdicts the assessment still holds; the counts know all. */
export function assess(
  verdicts: readonly Verdict[],
  more: Partial<Assessment> = {},
  kept = verdicts.length,
): Assessment {
  return {
    tool: { name: "azure-hadr", version: "0.1.0" },
    date: "2026-11-22",
    inputs: [{ name: "preview.json", kind: "preview", digest: "ab".repeat(32), resources: 14, unseen: 0 }],
    rules,
    verdicts: verdicts.slice(0, kept),
    counts: count(verdicts),
    countsByRule: new Map([...rules.keys()].map((id) => [id, count(verdicts.filter((one) => one.rule === id))])),
    judged: new Set(verdicts.map(({ urn }) => urn)).size,
    stacks: [...new Set(verdicts.map(({ project, stack }) => `${project}/${stack}`))],
    switchedOff: [],
    uncovered: new Map(),
    ...more,
  };
}

export const waiver: Waiver = {
  rule: "cosmos-min-two-regions",
  resource: "archive-*",
  owner: "team-orders@example.com",
  reason: "Read-only archive, rebuilt from blobs within a day.",
  until: "2027-03-31",
};

/** What a stack was held against, as much as there can be. */
export const declared: Declared = {
  stack: "shop/prod",
  objectives: {
    environment: "production",
    criticality: "mission-critical",
    boundary: { regions: new Set(["westeurope", "northeurope"]), declaredAs: "geographies Europe" },
    rpoMinutes: 5,
    slaTarget: { read: 99.99 },
    levels: { "cosmos-min-two-regions": "mandatory" },
    failOnUnknown: false,
  },
  notes: ["geographies: Europe is narrower than it may sound."],
  unseen: ["The config of shop/prod was not seen."],
  resources: ["orders*"],
};

/** Something of everything. */
export const mixed: Assessment = assess(
  [
    verdict("cosmos-data-residency", "orders", "fail", {
      blocking: true,
      because: "East US is outside countries DE, NL",
      evidence: [
        { path: "locations[0].locationName", value: "West Europe" },
        { path: "locations[1].locationName", value: "East US" },
      ],
      at: ["src/index.ts", 14, 17],
    }),
    verdict("cosmos-min-two-regions", "sessions", "fail", {
      blocking: true,
      because: "its only region is West Europe",
      evidence: [{ path: "locations[0].locationName", value: "West Europe" }],
      at: ["src/index.ts", 31, 18],
    }),
    verdict("cosmos-min-two-regions", "carts", "fail", {
      blocking: true,
      evidence: [{ path: "locations", value: "not set" }],
      expiredWaiver: { ...waiver, resource: "carts", until: "2026-06-30" },
    }),
    verdict("cosmos-min-two-regions", "geo", "fail", {
      severity: "low",
      levelReason: "countries SG holds no second region that every subscription may use",
      evidence: [{ path: "locations[0].locationName", value: "Southeast Asia" }],
    }),
    verdict("cosmos-min-two-regions", "archive-2019", "fail", { blocking: true, waiver }),
    verdict("cosmos-zone-redundant-write-region", "orders", "fail", {
      evidence: [
        { path: "locations[0].failoverPriority", value: 0 },
        { path: "locations[0].isZoneRedundant", value: "not set" },
      ],
      at: ["src/index.ts", 14, 17],
    }),
    verdict("cosmos-zone-redundant-write-region", "carts", "fail", {
      levelReason: "the account exists, and zones cannot be changed in place",
      evidence: [{ path: "locations[0].isZoneRedundant", value: false }],
    }),
    ...["cosmos-data-residency", "cosmos-min-two-regions", "cosmos-zone-redundant-write-region"].map((id) =>
      verdict(id, "reporting", "unknown", {
        because: "the whole account is not known until the update",
        evidence: [{ path: "locations", value: "not known until the update" }],
        at: ["src/reporting.ts", 7, 1],
      }),
    ),
    verdict("cosmos-data-residency", "sessions", "unknown", {
      blocking: true,
      because: "the name of a location is not known",
      evidence: [{ path: "locations[0].locationName", value: "a secret" }],
      at: ["src/index.ts", 31, 18],
    }),
    verdict("cosmos-data-residency", "archive-2019", "pass"),
    verdict("cosmos-zone-redundant-write-region", "archive-2019", "not-applicable"),
    ...["orders", "sessions", "carts"].map((name) => verdict("cosmos-failover-is-drilled", name, "manual")),
  ],
  {
    inputs: [{ name: "preview.json", kind: "preview", digest: "ab".repeat(32), resources: 14, unseen: 9 }],
    declared: [declared],
    switchedOff: [],
    uncovered: new Map([
      [
        "azure-native:documentdb:CassandraCluster",
        { count: 2, blocking: 0, why: "a Cosmos DB store that no rule covers yet" },
      ],
    ]),
  },
);

/** More failing resources than are shown or kept. */
export const many: Assessment = assess(
  Array.from({ length: 40 }, (_, index) =>
    verdict("cosmos-min-two-regions", `account-${index}`, "fail", {
      blocking: index < 38,
      ...(index === 0 && { waiver }),
      at: ["index.ts", index + 1, 1],
    }),
  ),
  {},
  20,
);

export const nothing: Assessment = assess([]);

/** What somebody would write who wants to own the log, the terminal or the reader. */
export const hostile: Assessment = assess(
  [
    verdict("cosmos-min-two-regions", "a\u001b[31mred\u001b[0m\nb\r| c |\u202eevil\u0007", "fail", {
      blocking: true,
      because: "::error file=x::pwned\n::set-env name=A::b ##vso[task.setvariable variable=a]b",
      evidence: [
        { path: "locations[0].loc\u0000ation", value: "x\u2028y\u200bz\u0085" },
        { path: "tags", value: "long ".repeat(100) },
      ],
      levelReason: "\u001b]8;;http://evil\u0007",
      expiredWaiver: { ...waiver, owner: "o\tw", reason: "r\u009bm" },
      at: ["index\u001b[2K.ts", 3, 5],
      urn: "urn:pulumi:prod::shop::t::a\u001b[31m|b\n",
    }),
    verdict("cosmos-min-two-regions", "w\u0008", "unknown", { because: "\u001b[2J", at: ["../../etc/passwd", 1, 1] }),
    verdict("cosmos-data-residency", "[x](javascript:alert(1))", "fail", {
      waiver: { ...waiver, reason: "\n::stop-commands::x" },
    }),
  ],
  {
    declared: [
      {
        ...declared,
        stack: "shop/\u001b[31mprod\n::set-env name=A::b",
        notes: ["\u001b[2K\n##vso[task.setvariable variable=a]b\u202e"],
        unseen: ["\u0007\n::stop-commands::x"],
      },
    ],
  },
);

const [first, ...others] = gridOf(dimensions).combinations.map((one) =>
  consequencesOf("cosmos-account", accountOf(one), ruling().context),
);
const last = others.at(-1);
if (!first || !last) throw new Error("no consequences");

/** A gate that a team lives with: a change, a baseline, waivers, and what is to be done about them. */
export const gated: Assessment = assess(
  [
    verdict("cosmos-data-residency", "orders", "fail", {
      blocking: true,
      was: "in order",
      because: "the endpoint hub is in East US",
      at: ["src/index.ts", 14, 17],
      related: [
        { urn: "urn:pulumi:prod::shop::hub", name: "hub", position: { file: "src/hub.ts", line: 3, column: 1 } },
        { urn: "urn:pulumi:prod::shop::lib", name: "lib", position: { file: "/usr/lib/x.js", line: 9, column: 9 } },
      ],
      refusedWaiver: { ...waiver, rule: "cosmos-data-residency" },
    }),
    verdict("cosmos-min-two-regions", "sessions", "fail", { blocking: true, was: "fail", excused: "not new" }),
    verdict("cosmos-min-two-regions", "carts", "fail", { blocking: true, was: "absent", excused: "baseline" }),
    verdict("cosmos-min-two-regions", "archive-2019", "fail", {
      blocking: true,
      was: "fail",
      waiver: { ...waiver, at: "hadr.yaml:12:5" },
    }),
    verdict("cosmos-min-two-regions", "scratch", "unknown", {
      was: "unknown",
      waiver: { ...waiver, resource: "scratch", at: "src/index.ts:13:1", inCode: true },
    }),
    verdict("cosmos-min-two-regions", "geo", "fail", { severity: "medium", was: "absent" }),
    verdict("cosmos-data-residency", "geo", "pass"),
  ],
  {
    newOnly: true,
    baseline: {
      file: "hadr-baseline.json",
      entries: 3,
      droppable: [
        {
          fingerprint: "0123456789abcdef0123456789abcdef",
          rule: "cosmos-min-two-regions",
          kind: "cosmos-account",
          resource: "gone",
          stack: "shop/prod",
        },
      ],
    },
    waivers: [
      { waiver: { ...waiver, at: "hadr.yaml:12:5" }, covers: 1, daysLeft: 130 },
      { waiver: { ...waiver, resource: "soon", until: "2026-12-01" }, covers: 1, daysLeft: 10 },
      { waiver: { ...waiver, resource: "over", until: "2026-11-21" }, covers: 2, daysLeft: 0 },
      { waiver: { ...waiver, resource: "nobody", at: "hadr.yaml:30:5" }, covers: 0, daysLeft: 130 },
    ],
    notices: ["1 rule was left out by --skip: cosmos-min-three-regions."],
    comparison: {
      against: "base.json",
      stacks: [
        {
          stack: "shop/prod",
          was: first,
          is: last,
          times: { atLeast: 1, atMost: 2.5 },
          resources: { created: 1, changed: 1, replaced: 0, deleted: 1, unchanged: 3 },
          fails: { appeared: 2, mended: 1, remaining: 1 },
        },
      ],
      resources: [
        {
          urn: "urn:pulumi:prod::shop::azure-native:cosmosdb:DatabaseAccount::orders",
          kind: "cosmos-account",
          name: "orders",
          project: "shop",
          stack: "prod",
          position: { file: "src/index.ts", line: 14, column: 17 },
          does: "changed",
          was: first,
          is: last,
          worse: ["SLA of writes"],
          appeared: ["cosmos-data-residency"],
          mended: ["cosmos-zone-redundant-write-region"],
          remaining: [],
        },
        {
          urn: "urn:pulumi:prod::shop::azure-native:cosmosdb:DatabaseAccount::gone",
          kind: "cosmos-account",
          name: "gone",
          project: "shop",
          stack: "prod",
          does: "deleted",
          was: first,
          worse: [],
          appeared: [],
          mended: ["cosmos-min-two-regions"],
          remaining: [],
        },
      ],
    },
  },
);
