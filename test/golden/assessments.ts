/** Hand-built assessments that the tests of every report share. */
import type {
  Assessment,
  CitedDocument,
  Counts,
  Evidence,
  Outcome,
  Rule,
  Severity,
  Verdict,
  Waiver,
} from "../../src/model";

export const documents: ReadonlyMap<string, CitedDocument> = new Map(
  [
    {
      id: "cosmos-ha-2021",
      title: "High availability in Azure Cosmos DB",
      publisher: "Microsoft",
      date: "2021-02-05",
      url: "https://learn.microsoft.com/azure/cosmos-db/high-availability",
      supersededBy: ["cosmos-reliability-2026"],
      sections: [
        { heading: "Availability guarantees", anchor: "slas-for-availability" },
        { heading: "Next steps", anchor: "" },
      ],
    },
    {
      id: "cosmos-reliability-2026",
      title: "Reliability in Azure Cosmos DB for NoSQL",
      publisher: "Microsoft",
      date: "2026-03-20",
      url: "https://learn.microsoft.com/azure/reliability/reliability-cosmos-db-nosql",
      sections: [{ heading: "Availability zone support", anchor: "availability-zone-support" }],
    },
  ].map((document) => [document.id, document]),
);

const rule = (id: string, more: Partial<Rule>): Rule => ({
  id,
  title: "A Cosmos DB account spans at least two regions",
  appliesTo: "cosmos-account",
  goal: "region-loss",
  severity: "high",
  rationale: "An account in one region has nowhere to go when that region is lost: clients can neither read nor write.",
  stakes: {
    sla: "Reads 99.99 % instead of 99.999 % (2021 and 2025 tables; the guide of 2026 prints no figures).",
    rpo: "Up to 240 minutes in a single region (2025 table): the interval of the default periodic backup.",
    rto: "Reads and writes are gone for as long as the outage lasts.",
  },
  remedy: "Add a second entry to `locations` with the next `failoverPriority`, in an update that changes nothing else.",
  cost: "About one more bill for request units and storage for each region added (2025).",
  cannotSee: "Regions added outside this program.",
  citations: [
    { document: "cosmos-ha-2021", section: "Availability guarantees", says: "Always at least two regions." },
    { document: "cosmos-reliability-2026", section: "Availability zone support" },
  ],
  check: () => "pass",
  ...more,
});

export const rules: ReadonlyMap<string, Rule> = new Map(
  [
    rule("cosmos-min-two-regions", {}),
    rule("cosmos-data-residency", {
      title: "A Cosmos DB account rests inside the declared boundary",
      goal: "data-residency",
      severity: "critical",
      basis: "declared",
      stakes: { residency: "All data rests in every region of the account, today and not only after a failover." },
      remedy: "Replace the region that is outside by one that is inside.",
      cost: "The traffic of copying the data once.",
      citations: [{ document: "cosmos-ha-2021", section: "Next steps" }],
    }),
    rule("cosmos-zone-redundant-write-region", {
      title: "The write region is zone redundant",
      goal: "zone-loss",
      severity: "medium",
      fixableInPlace: false,
      stakes: { sla: "99.99 % instead of 99.995 % (2025 table).", deployment: "Zones are fixed at creation." },
      remedy: "Add a zone redundant region, then move the writes to it.",
      cost: "25 % more for each zone redundant region (2025).",
      citations: [{ document: "cosmos-reliability-2026", section: "Availability zone support" }],
    }),
    (({ check: _, ...manual }) => manual)(
      rule("cosmos-failover-is-drilled", {
        title: "Failover of the account is drilled twice a year",
        severity: "medium",
        evidence: "The date and the minutes of the last drill.",
      }),
    ),
  ].map((one) => [one.id, one]),
);

interface Draft {
  readonly severity?: Severity;
  readonly blocking?: boolean;
  readonly levelReason?: string;
  readonly because?: string;
  readonly evidence?: readonly Evidence[];
  readonly at?: readonly [file: string, line: number, column: number];
  readonly waiver?: Waiver;
  readonly expiredWaiver?: Waiver;
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
    blocking: verdicts.filter(({ blocking, waiver }) => blocking && !waiver).length,
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
    uncovered: new Map([["azure-native:documentdb:CassandraCluster", 2]]),
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
export const hostile: Assessment = assess([
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
]);
