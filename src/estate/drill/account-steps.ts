/** What people do around the loss of a region of an account, besides what the tables say. */
import { inLineStep, type Step } from "../../drill";
import { type Around, after, before, during, keyBefore, keyDuring, nothing, type Situation } from "./situation";

const offlineWords = "Take the lost region offline";

export function aroundAccount({ part, loss, zone, keyed }: Situation): Around {
  if (part === "only region" || part === "all of its regions")
    return { ...nothing, before: [...measured, ...(keyed ? keyBefore : [])], next: keyed ? keyDuring : [] };
  const offers = loss?.person.some((words) => words.includes(offlineWords)) ?? false;
  const switches = offers && part !== "read region";
  const services = loss?.azure.some((words) => words.includes("in the order of priorities")) ?? false;
  const partition = loss?.azure.some((words) => words.includes("of each partition")) ?? false;
  if (zone) return { ...nothing, before: measured, next: [retry] };
  return {
    before: [
      ...(offers ? rehearsed : []),
      ...(services
        ? [
            before(
              "database operator",
              "For an exercise, switch service-managed failover off in the program, under a waiver that expires.",
              ["recovery-2026/drill"],
            ),
          ]
        : []),
      ...(partition
        ? [
            before(
              "database operator",
              "For an exercise, simulate the failure of a partition instead of a forced failover.",
              ["recovery-2026/drill-partition"],
            ),
          ]
        : []),
      before("application owner", "See that clients are given their preferred regions.", [
        "outage-2026/read-region/availability",
      ]),
      before(
        "network operator",
        "See that each of two regions has a private endpoint and a private DNS zone of its own, where the account is reached by private endpoints.",
        ["private-endpoints-2025/not-bound", "private-endpoints-2025/whole-region"],
      ),
      ...(keyed ? keyBefore : []),
      ...measured,
    ],
    hold: [
      during(
        "incident lead",
        "Hold all deployments of the stack: none may change the account while the region is out.",
        ["recovery-2026/no-control-plane"],
      ),
    ],
    first: offers
      ? [
          during(
            "database operator",
            "Write down where reads and writes go now; the metrics Region Offline and Region Online tell when that changes.",
            ["forced-failover-2025/metrics"],
            "show",
          ),
        ]
      : [],
    next: [
      ...(switches
        ? [
            during(
              "database operator",
              "See that the next region in the order of priorities takes the writes.",
              ["recovery-2026/next-priority"],
              "show",
            ),
          ]
        : []),
      retry,
      during(
        "network operator",
        "Where it is reached by private endpoints, see that private DNS leads to one that is left, and point DNS forwarders outside of Azure there.",
        ["recovery-2026/private-dns", "private-endpoints-2025/whole-region"],
      ),
      ...(keyed ? keyDuring : []),
    ],
    after: switches ? [...inLine, ...online] : [],
    back: switches ? wayBack(services) : [],
  };
}

const retry = during("application owner", "Have clients send again what was cut off.", ["recovery-2026/requests"]);
const measured: readonly Step[] = [
  before(
    "application owner",
    "Have the application say when reads and writes stop and return, and which write was the last to be acknowledged.",
    ["recovery-2026/drill-application"],
  ),
];
const rehearsed: readonly Step[] = [
  before(
    "incident lead",
    "For an exercise, choose an account like the real one: its region may stay offline for days.",
    ["recovery-2026/drill", "recovery-2026/recovered-region"],
  ),
  before("incident lead", "Write down who decides, who agrees to a loss of data and who acts.", [
    "recovery-2026/detect",
    "forced-failover-2025/warning",
  ]),
];
/** Azure's priority 0 is another region now than the one in the program. */
const inLine: readonly Step[] = [
  after("incident lead", inLineStep, [
    "recovery-2026/next-priority",
    "recovery-2026/no-control-plane",
    "recovery-2026/healthy-change",
  ]),
  after("database operator", "Refresh the stack.", ["recovery-2026/next-priority"], "refresh"),
  after(
    "database operator",
    "Write the failover order in the program as it is in Azure now; a preview then shows no change of the account.",
    ["recovery-2026/next-priority"],
    "preview",
  ),
];

/** Until it is safe to go back. */
const online: readonly Step[] = [
  after(
    "database operator",
    "Wait until the region is listed as online, with a support case if that takes more than a day or two.",
    ["recovery-2026/recovered-region"],
  ),
  after("application owner", "Read from the conflict feed what had not been replicated.", [
    "recovery-2026/conflict-feed",
  ]),
];

const wayBack = (services: boolean): readonly Step[] => [
  after(
    "database operator",
    `Move the writes back, which Azure does not do: by the program's failover order, when both regions are healthy and at a moment that you choose${services ? ": switch service-managed failover off for it, and on again" : ""}.`,
    [
      "recovery-2026/no-failback",
      "recovery-2026/safe-return",
      "recovery-2026/healthy-change",
      "forced-failover-2025/failover-off",
    ],
  ),
  after("application owner", "Set throughput back to what the traffic needs.", [
    "recovery-2026/capacity",
    "outage-2021/one-writer-failover/do-afterwards",
  ]),
  after("incident lead", "Let deployments go again, once a preview shows no change of the account.", [
    "recovery-2026/no-control-plane",
  ]),
];
