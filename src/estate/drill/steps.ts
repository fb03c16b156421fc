/** What people do before, during and after a loss, in that order: the sentences of the tables, and what goes with them. */
import type { Decision, Step } from "../../drill";
import { aroundAccount } from "./account-steps";
import { personSaid } from "./said";
import { type Around, after, before, during, keyBefore, keyDuring, nothing, type Situation } from "./situation";

/** All of them; nothing of what Azure refuses, or of which nothing follows. */
export function stepsOf(situation: Situation): readonly Step[] {
  const { kind, loss } = situation;
  if (!loss) return [];
  const said = personSaid(loss.person, kind);
  const own =
    kind === "cosmos-account"
      ? aroundAccount(situation)
      : kind === "digital-twins"
        ? aroundTwins(situation)
        : aroundCluster(situation);
  const watching = said.filter(({ by, when }) => by === "incident lead" && when === "during");
  const doing = said.filter((one) => one.when === "during" && !watching.includes(one));
  return [
    ...own.before,
    ...said.filter(({ when }) => when === "before"),
    ...watching,
    ...own.hold,
    ...decided(situation.decision),
    ...own.first,
    ...doing,
    ...own.next,
    ...own.after,
    // The way back, in several steps, is the same as the one sentence of the tables.
    ...(own.back.length > 0 ? own.back : said.filter(({ when }) => when === "after")),
  ];
}

function decided({ by, words, rows, consent }: Decision): readonly Step[] {
  if (by === "nobody") return [];
  return [
    during(by, `Decide: ${words}`, rows),
    ...(consent ? [during(consent.by, `Agree before anybody acts, in writing: ${consent.words}`, consent.rows)] : []),
  ];
}

function aroundTwins({ zone }: Situation): Around {
  if (zone) return nothing;
  return {
    ...nothing,
    before: [
      before(
        "incident lead",
        "Rehearse who watches, who is told and what clients do: nobody can start a failover, not even as a drill.",
        ["twins-2025/no-drill"],
      ),
      before(
        "data owner",
        "See where the paired region is: the data is copied there already, and runs there after a failover.",
        ["twins-2025/pair-copy", "twins-2025/residency", "twins-2025/no-choice"],
      ),
    ],
    next: [
      during(
        "incident lead",
        "Look under Health history for an issue whose name begins with Azure Digital Twins; its summary and its issue updates tell how it goes on.",
        ["twins-2025/history"],
      ),
      during("application owner", "See in Resource Health whether this instance is affected.", ["twins-2025/health"]),
    ],
    after: [
      after(
        "application owner",
        "See that twins, routes and history are complete: what is lost with a failover is not stated.",
        ["twins-2025/failover"],
      ),
    ],
  };
}

function aroundCluster({ kind, keyed, zone, loss }: Situation): Around {
  // Of a replica that is lost nothing is promoted: its primary goes on.
  const promotes = loss?.person.some((words) => words.startsWith("Promote the replica")) ?? false;
  const key = { before: keyed ? keyBefore : [], next: keyed ? keyDuring : [] };
  if (!kind.startsWith("cassandra-") && !promotes) return { ...nothing, ...key };
  if (kind === "documentdb-cluster")
    return {
      ...nothing,
      ...key,
      before: [
        before(
          "database operator",
          "See whether there is a replica in another region, and whether service-managed failover is on.",
          ["documentdb-replica-2025/reads", "documentdb-failover-2026/service-managed"],
          "replicas",
        ),
        ...key.before,
      ],
    };
  if (kind === "postgresql-cluster")
    return {
      ...nothing,
      ...key,
      before: [
        before("database operator", "See whether there is a replica in another region, and how far it is behind.", [
          "postgresql-replica-2023/lag",
        ]),
        ...key.before,
      ],
      first: zone
        ? []
        : [
            during(
              "database operator",
              "Have the replica's name at hand.",
              ["postgresql-replica-2023/promotion"],
              "promote",
            ),
          ],
    };
  return {
    ...nothing,
    ...key,
    before: [
      before("database operator", "See to which data centers each keyspace is copied.", ["cassandra-2023/keyspaces"]),
      ...key.before,
    ],
  };
}
