/** Questions that rules ask of what request units are given to, and of the account that it belongs to. */
import type { CosmosAccount } from "../kinds/cosmos-account";
import type { CosmosContainer } from "../kinds/cosmos-container";
import { anyOf, every, find, some, undecided } from "../known";
import type { Context, Neighbour } from "../rule";

/** The resources that declare its account, in the order of their URNs; leaves the decision open where none certainly does. */
export function accountsOf({ neighbours }: Context): readonly CosmosAccount[] {
  const { certain, open } = neighbours?.referred("accountName", "cosmos-account") ?? { certain: [] };
  if (certain.length > 0) return certain.map(({ props }) => props as CosmosAccount);
  if (open) throw open;
  return undecided("its account is not in this stack");
}

/** Whether that holds for its account; leaves the decision open where resources of the account's name disagree. */
export function accountIs(context: Context, holds: (account: CosmosAccount) => boolean): boolean {
  const accounts = accountsOf(context);
  const all = every(accounts, holds);
  if (all || !some(accounts, holds)) return all;
  return undecided("several resources have the name of its account, and differ");
}

/** How request units are given: as they are needed, or a number fixed by hand. */
export type Throughput = "autoscale" | "by hand";

/** How they are given to it itself; undefined: the program does not say. */
export function ownThroughput({ options }: CosmosContainer): Throughput | undefined {
  if (options?.autoscaleSettings !== undefined) return "autoscale";
  return options?.throughput === undefined ? undefined : "by hand";
}

/**
 * How they are given to one of the databases and containers of an account; undefined: to a database that leaves it to
 * its containers. A container that says nothing shares what its database has, or gets a fixed number of its own.
 */
export function throughputOf(one: Neighbour, all: readonly Neighbour[]): Throughput | undefined {
  const props = one.props as CosmosContainer;
  const own = ownThroughput(props);
  if (own !== undefined || props.level === "database") return own;
  const database = find(all, (other) => isDatabaseOf(other.props as CosmosContainer, other.urn, one));
  if (!database) return undecided(`the database of ${one.name} is not in this stack`);
  return ownThroughput(database.props as CosmosContainer) ?? "by hand";
}

const isDatabaseOf = (database: CosmosContainer, urn: string, { props, madeOf }: Neighbour): boolean =>
  database.level === "database" &&
  anyOf(
    () => madeOf?.databaseName?.includes(urn) === true,
    () => {
      const name = nameOf(props as CosmosContainer);
      return name !== undefined && name === nameOf(database);
    },
  );

/** The last segment of a name or resource id. */
const nameOf = ({ databaseName }: CosmosContainer): string | undefined => databaseName?.split("/").at(-1);
