/** An account of which several regions are lost at once: what the documents say of one region, asked of what remains. */
import { normalise } from "../../azure/regions";
import type { Answer, DataLoss, Loss, Outage } from "../../consequence";
import { ofAccount } from "../../consequences/account";
import { worseLoss, worseOutage } from "../../consequences/compare";
import { exactly, spanning } from "../../consequences/merge";
import type { CosmosAccount, Location } from "../../kinds/cosmos-account";
import { attempt, Unknown } from "../../known";

/** What follows, and why no document states it. */
export interface Remaining {
  readonly loss: Loss;
  readonly derived: string;
  readonly all: boolean;
}

/**
 * `lost`: those of its regions that are, in the order of their priorities; `writes`: the one of them that takes
 * the writes, or may; `all`: no region is left; `majority`: more are left than are lost; `unheard`: those that are left and only read, where they and the one
 * that writes are no majority, so that no quorum can be had of them; `backups`: each copy of its backups, whether it is
 * certain that there is one, and whether its place is lost.
 */
export function remainingLoss(
  account: CosmosAccount,
  {
    lost,
    writes,
    all,
    majority,
    unheard,
    backups,
  }: {
    lost: readonly string[];
    writes?: string;
    all: boolean;
    majority: boolean;
    unheard: readonly string[];
    backups: readonly { readonly certain: boolean; readonly lost: boolean }[];
  },
): Remaining {
  const kept = writes ?? (lost[0] as string);
  const gone = new Set([...lost.filter((region) => region !== kept), ...(writes === undefined ? unheard : [])]);
  const { loss } = ofAccount(without(account, gone));
  if (!all) {
    const derived = `no document speaks of ${lost.length} regions lost at once: this is what they say of one, asked of the account without the others`;
    const own = one(loss);
    const strong = isStrong(own.data);
    const writing = writes !== undefined && strong && !majority ? withoutMajority(own.writes) : own.writes;
    return { loss: { ...own, writes: writing, data: strong ? several(own.data) : own.data }, derived, all };
  }
  const derived = "no document speaks of every region lost at once: this is what they say of an only region";
  const survives = backups.some(({ certain, lost: out }) => certain && !out);
  if (survives || !backups.some((copy) => copy.lost)) return { loss: loss.writeRegion, derived, all };
  return { loss: { ...loss.writeRegion, data: noBackup(loss.writeRegion.data), person: waiting }, derived, all };

  function one({ writeRegion, readRegion }: typeof loss): Loss {
    return writes === undefined && readRegion ? readRegion : writeRegion;
  }
}

const waiting = [
  "Wait for the region: no backup rests elsewhere.",
  "Watch Service Health: Microsoft notifies nobody by itself.",
];

const isStrong = ({ best, rows }: Answer<DataLoss>): boolean =>
  best.is === "none" && rows[0] === "rpo-2025/one-writer/strong";

/** A failover brings the write region elsewhere; another lost one stays in the quorum until somebody takes it offline. */
const withoutMajority = (writes: Answer<Outage>): Answer<Outage> =>
  spanning(
    [
      writes,
      exactly<Outage>("until-a-person-acts", [
        "recovery-2026/strong-two-regions",
        "recovery-2026/forced-failover",
        "strong-2025/dynamic-quorum",
      ]),
    ],
    worseOutage,
    () =>
      "of strong consistency the regions that are left are no majority, and what a failover makes of that is not said",
  );

/** The documents give what may be lost with one region; with several, a write that reached enough of them may be in none. */
function several(data: Answer<DataLoss>): Answer<DataLoss> {
  const unsaid = exactly<DataLoss>({ is: "not-stated" }, [...data.rows, "strong-2025/dynamic-quorum"]);
  return spanning(
    [data, unsaid],
    worseLoss,
    () => "strong consistency is said to lose nothing with one region, and nothing is said of several",
  );
}

/** The copy of the backups is lost with the rest. */
const noBackup = ({ rows }: Answer<DataLoss>): Answer<DataLoss> =>
  exactly<DataLoss>(
    { is: "everything" },
    [
      ...rows.filter((row) => row.startsWith("outage-2026/")),
      ...rows.filter((row) => row.startsWith("backup-redundancy-2023/")),
    ],
    "only if no place comes back",
    "the copy of the backups is in a lost region too",
  );

/** The same account without those regions; locations that nobody knows stay. */
function without(account: CosmosAccount, gone: ReadonlySet<string>): CosmosAccount {
  const list = attempt(() => account.locations);
  if (list instanceof Unknown || list === undefined) return account;
  const kept: Location[] = [];
  for (let at = 0; at < list.length; at++) {
    const location = attempt(() => list[at] as Location);
    const name = location instanceof Unknown ? location : attempt(() => location.locationName);
    if (name instanceof Unknown || name === undefined || !gone.has(normalise(name))) keep(kept, list, at);
  }
  // What is not known stays behind its trap: properties are handed on, not read.
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(account), locations: { value: kept, enumerable: true } },
  );
}

function keep(kept: Location[], list: readonly Location[], at: number): void {
  const own = Object.getOwnPropertyDescriptor(list, at);
  if (own) Object.defineProperty(kept, kept.length, { ...own, configurable: true });
}
