/** A small catalogue with the documents that it cites. */
import type { CitedDocument, Rule } from "../../src/rule";

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
