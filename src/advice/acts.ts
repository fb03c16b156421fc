/**
 * The updates that an account goes through, one act each. Azure takes a change of regions, of their order, and of other
 * properties in separate updates only (manage-with-bicep, 2022-02-18).
 */
import { consistency, locationsOf, regionAt, writesEverywhere } from "../azure/account";
import { figure, readable } from "../azure/facts";
import type { Region } from "../azure/regions";
import type { Step } from "../consequence";
import type { CosmosAccount, Location } from "../kinds/cosmos-account";
import { amended, certainly } from "../known";

/** One act: its words, and what it makes of the account. */
export interface Act extends Omit<Step, "after"> {
  readonly to?: (account: CosmosAccount) => CosmosAccount;
}

/** The steps of these acts, one after the other, and the account once the last one is taken. */
export function stepsOf(account: CosmosAccount, acts: readonly Act[]): { steps: Step[]; becomes: CosmosAccount } {
  let becomes = account;
  const steps = acts.map(({ to, ...words }) => {
    becomes = to ? to(becomes) : becomes;
    return { ...words, after: [{ name: "it", props: becomes }] };
  });
  return { steps, becomes };
}

/** The steps where there are several; one update speaks for itself. */
export const staged = (account: CosmosAccount, acts: readonly Act[]) => {
  const { steps, becomes } = stepsOf(account, acts);
  return { becomes, ...(steps.length > 1 && { steps }) };
};

const inOrder = (locations: readonly Location[]): Location[] =>
  [...locations].sort((one, other) => (one.failoverPriority ?? 0) - (other.failoverPriority ?? 0));
const isAt = (region: Region) => (location: Location) => regionAt(location).name === region.name;
const listed = (regions: readonly Region[]): string => regions.map(({ displayName }) => displayName).join(", ");

/** The account as `lineOf` sees it: every region with its priority, in that order. */
export const withLine = (account: CosmosAccount, line: readonly { readonly location: Location }[]): CosmosAccount =>
  amended(account, { locations: line.map(({ location }) => location) });

/** Adds a region at the end of the failover order. */
export function add(location: Location, meanwhile = false): Act {
  const zones = certainly(() => location.isZoneRedundant === true);
  const { displayName, country } = regionAt(location);
  return {
    does: `Add ${displayName}${zones ? " with zones" : ""}${meanwhile ? " for the time of the change" : ""}.`,
    costs: `About one more bill for request units and storage (2025)${meanwhile ? " while it is there" : ""}, and the transfer of all data.`,
    risks: `Writes may pause for a few seconds as the region joins (2026), and all data rests in ${country} too.`,
    verify: `${displayName} is online, its replication has caught up, and clients reach it by their private endpoints.`,
    to: (account) =>
      amended(account, {
        locations: [...locationsOf(account), amended(location, { failoverPriority: locationsOf(account).length })],
      }),
  };
}

/** Removes a region that stands last in the failover order. `alone`: the only one that is left for a while. */
export const remove = ({ displayName, name }: Region, alone?: Region): Act => ({
  does: `Remove ${displayName}.`,
  costs: "None: one bill less.",
  risks: `Writes may pause for a few seconds; what read from ${displayName} goes further.${alone ? ` Until ${displayName} is back, the account rests on ${alone.displayName} alone, and is gone if that is lost.` : ""}`,
  verify: `${displayName} is gone from the account, and clients answer as before.`,
  to: (account) =>
    amended(account, { locations: locationsOf(account).filter((location) => regionAt(location).name !== name) }),
});

/** Puts the regions into this order; the first one takes the writes, unless they go `everywhere`. */
export function order(before: readonly Region[], after: readonly Region[], everywhere = false): Act {
  const [writes] = after;
  const moves = !everywhere && writes !== undefined && before[0]?.name !== writes.name;
  return {
    does: moves
      ? `Move the writes to ${writes.displayName}: failover order ${listed(after)}.`
      : `Put the failover order to ${listed(after)}.`,
    costs: "None.",
    risks: moves
      ? "Writes stop for a moment, which retries get over. Azure refuses it while service-managed failover is on, and it fails while either region is out."
      : everywhere
        ? "None; every region takes writes as before."
        : "None; the writes stay where they are.",
    verify: moves
      ? `${writes.displayName} is the write region, and the application writes through it.`
      : "The account shows the new order.",
    to: (account) =>
      amended(account, {
        locations: inOrder(
          after.flatMap((region, failoverPriority) =>
            locationsOf(account)
              .filter(isAt(region))
              .map((location) => amended(location, { failoverPriority })),
          ),
        ),
      }),
  };
}

/** Switches service-managed failover on or off. */
export const failover = (on: boolean): Act => ({
  does: `Switch service-managed failover ${on ? "on" : "off"}.`,
  costs: "None.",
  risks: on
    ? "A failover can lose writes that were not replicated yet."
    : "Until it is on again, a lost write region stays lost until a person takes it offline.",
  verify: `The account shows \`enableAutomaticFailover: ${on}\`.`,
  to: (account) => amended(account, { enableAutomaticFailover: on }),
});

/** Least staleness window that Azure accepts. */
export const staleness = (several: boolean): { writes: number; seconds: number } => {
  const count = several ? "several-regions" : "one-region";
  return { writes: figure(`staleness-2025/${count}/writes`), seconds: figure(`staleness-2025/${count}/seconds`) };
};

/** Widest staleness window that Azure accepts. */
const widest = { writes: figure("staleness-arm-2026/most/writes"), seconds: figure("staleness-arm-2026/most/seconds") };

/** The account with a staleness window no tighter than that, and no wider than Azure takes. */
export function widened(account: CosmosAccount, floor: { writes: number; seconds: number }): CosmosAccount {
  const policy = account.consistencyPolicy ?? {};
  return amended(account, {
    consistencyPolicy: amended(policy, {
      maxStalenessPrefix: Math.min(Math.max(policy.maxStalenessPrefix ?? 0, floor.writes), widest.writes),
      maxIntervalInSeconds: Math.min(Math.max(policy.maxIntervalInSeconds ?? 0, floor.seconds), widest.seconds),
    }),
  });
}

/** Before an account in one region has several: the window that Azure then asks for. */
export const widening = (account: CosmosAccount): Act[] =>
  tooTight(account)
    ? [
        {
          does: `Widen the staleness window to ${readable(floor.writes)} writes and ${floor.seconds} s, the least over several regions.`,
          costs: "None.",
          risks: "Reads may be that far behind, and a lost region may take that many writes with it.",
          verify: "The account shows the new window.",
          to: (now: CosmosAccount) => widened(now, floor),
        },
      ]
    : [];

/** The same, and one region that writes. */
export const makeReady = (account: CosmosAccount): Act[] => [
  ...widening(account),
  ...(writesEverywhere(account) ? [writing(false)] : []),
];

/** Once it is back in one region: as it was. */
export const goBack = (account: CosmosAccount): Act[] => [
  ...(writesEverywhere(account) ? [writing(true)] : []),
  ...(tooTight(account)
    ? [
        {
          does: "Put the staleness window back.",
          costs: "None.",
          risks: "None in a single region.",
          verify: "The account shows the old window.",
          to: (now: CosmosAccount) => amended(now, { consistencyPolicy: account.consistencyPolicy }),
        },
      ]
    : []),
];

const floor = staleness(true);

function tooTight(account: CosmosAccount): boolean {
  if (certainly(() => consistency(account) !== "boundedstaleness")) return false;
  const { maxStalenessPrefix = 0, maxIntervalInSeconds = 0 } = account.consistencyPolicy ?? {};
  return maxStalenessPrefix < floor.writes || maxIntervalInSeconds < floor.seconds;
}

/** In one region the setting does nothing; in several it makes a write region of each. */
const writing = (on: boolean): Act => ({
  does: `Switch writing in several regions ${on ? "on" : "off"}.`,
  costs: "None in a single region.",
  risks: "None in a single region.",
  verify: `The account shows \`enableMultipleWriteLocations: ${on}\`.`,
  to: (account) => amended(account, { enableMultipleWriteLocations: on }),
});
