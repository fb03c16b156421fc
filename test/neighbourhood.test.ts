/** References between resources of a stack: by name, by id, by what the program says it made them of. */
import { expect, test } from "vitest";
import { Neighbourhood } from "../dist/src/kinds/neighbourhood.js";
import { hide, Unknown } from "../dist/src/known.js";
import type { Neighbour, Referred } from "../dist/src/rule.js";

type Given = Partial<Pick<Neighbour, "azureName" | "madeOf">> & { readonly to?: string; readonly hidden?: true };

const one = (kind: "cosmos-account" | "cosmos-container", name: string, { to, hidden, ...more }: Given = {}) => {
  const props = to === undefined ? {} : { accountName: to };
  if (hidden) hide(props, "accountName", "accountName", "not known until the update");
  return { urn: `urn:pulumi:dev::shop::${kind}::${name}`, name, kind, props, ...more } as Neighbour;
};
const account = (name: string, azureName?: string) =>
  one("cosmos-account", name, azureName === undefined ? {} : { azureName });
const container = (name: string, given: Given) => one("cosmos-container", name, given);

/** Who is found: names in order, then "?" where there may be others. */
const names = ({ certain, open }: Referred): string[] => {
  if (open) expect(open).toBeInstanceOf(Unknown);
  return [...certain.map(({ name }) => name), ...(open ? ["?"] : [])];
};
function hoodOf(...all: Neighbour[]): Neighbourhood {
  const hood = new Neighbourhood();
  for (const each of all) hood.add(each);
  return hood;
}
const accounts = (from: Neighbour, ...all: Neighbour[]) =>
  names(
    hoodOf(from, ...all)
      .seenFrom(from)
      .referred("accountName", "cosmos-account"),
  );
const containers = (to: Neighbour, ...all: Neighbour[]) =>
  names(
    hoodOf(to, ...all)
      .seenFrom(to)
      .referring("cosmos-container", "accountName"),
  );

const [a, b, nameless] = [account("a", "acc-a"), account("b", "acc-b"), account("n")];
const id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/databaseAccounts/ACC-A";
const madeOf = (of: Neighbour) => ({ accountName: [of.urn] });

test.each<[string, Neighbour, Neighbour[], string[]]>([
  ["by its name, in any case", container("c", { to: "Acc-A" }), [a, b], ["a"]],
  ["by its id", container("c", { to: id }), [a, b], ["a"]],
  ["in another stack", container("c", { to: "elsewhere" }), [a, b], []],
  ["perhaps the one whose name is not known", container("c", { to: "elsewhere" }), [a, nameless], ["?"]],
  [
    "the nameless one, which it was made of",
    container("c", { to: "x", madeOf: madeOf(nameless) }),
    [a, nameless],
    ["n"],
  ],
  ["not known, made of one", container("c", { hidden: true, madeOf: madeOf(b) }), [a, b], ["b"]],
  ["not known, and nothing tells", container("c", { hidden: true }), [a, b], ["?"]],
  ["not set", container("c", {}), [a, b], []],
])("what a resource refers to: %s", (_, from, all, expected) => {
  expect(accounts(from, ...all)).toEqual(expected);
  expect(accounts(from, ...all.toReversed())).toEqual(expected);
});

test.each<[string, Neighbour, Neighbour[], string[]]>([
  [
    "by name and by id",
    a,
    [container("d", { to: "acc-a" }), container("c", { to: id }), container("e", { to: "acc-b" })],
    ["c", "d"],
  ],
  ["made of it", a, [container("c", { hidden: true, madeOf: madeOf(a) })], ["c"]],
  ["made of another", a, [container("c", { hidden: true, madeOf: madeOf(b) })], []],
  ["one that does not tell", a, [container("c", { hidden: true }), container("d", { to: "acc-a" })], ["d", "?"]],
  ["a known name decides against what it was made of", a, [container("c", { to: "acc-b", madeOf: madeOf(a) })], []],
  ["to a nameless one, perhaps", nameless, [container("c", { to: "acc-b" })], ["?"]],
  ["to a nameless one, certainly", nameless, [container("c", { to: "x", madeOf: madeOf(nameless) })], ["c"]],
  ["nobody", a, [], []],
])("what refers to a resource: %s", (_, to, all, expected) => {
  expect(containers(to, b, ...all)).toEqual(expected);
  expect(containers(to, b, ...all.toReversed())).toEqual(expected);
});

/** What stands in resource groups, where names need be unique only within one. */
const placed = (kind: "cassandra-cluster" | "cassandra-data-center", name: string, props: object, madeOf?: object) => {
  const own = { ...props };
  if ("resourceGroupName" in own && own.resourceGroupName === "?")
    hide(own, "resourceGroupName", "resourceGroupName", "not known until the update");
  const urn = `urn:pulumi:dev::shop::${kind}::${name}`;
  return { urn, name, kind, azureName: "main", props: own, ...(madeOf && { madeOf }) } as Neighbour;
};
const cluster = (name: string, resourceGroupName: string) => placed("cassandra-cluster", name, { resourceGroupName });
const center = (name: string, group: string | undefined, clusterName = "main", madeOf?: object) =>
  placed("cassandra-data-center", name, { clusterName, ...(group && { resourceGroupName: group }) }, madeOf);
const inGroup = (of: Neighbour, name: string): Neighbour => ({
  ...of,
  madeOf: { resourceGroupName: [`urn:pulumi:dev::shop::azure-native:resources:ResourceGroup::${name}`] },
});
const idIn = (group: string, type = "Microsoft.DocumentDB/cassandraClusters") =>
  `/subscriptions/s/resourceGroups/${group}/providers/${type}/main`;
const [east, west, hidden] = [cluster("e", "RG-E"), cluster("w", "rg-w"), cluster("h", "?")];

test.each<[string, Neighbour, Neighbour[], string[]]>([
  ["a name means the one of the same group", east, [west, center("c", "rg-e"), center("d", "rg-w")], ["c"]],
  [
    "an id means the one of its group",
    east,
    [west, center("c", "x", idIn("rg-e")), center("d", "x", idIn("rg-w"))],
    ["c"],
  ],
  ["an id of another type means something else", east, [center("c", "rg-e", idIn("rg-e", "Microsoft.X/things"))], []],
  ["a group that is not stated", east, [center("c", undefined)], ["c"]],
  ["a group that is not stated, of several", east, [west, center("c", undefined)], ["?"]],
  ["a hidden group may be another", east, [center("c", "?")], ["?"]],
  ["a known group may not be the hidden one", hidden, [center("c", "rg-e")], ["?"]],
  ["hidden groups", hidden, [center("c", "?")], ["?"]],
  ["hidden groups, made of one", inGroup(hidden, "a"), [inGroup(center("c", "?"), "a")], ["c"]],
  ["hidden groups, made of two", inGroup(hidden, "a"), [inGroup(center("c", "?"), "b")], ["?"]],
  ["hidden groups, of several", hidden, [east, center("c", "?")], ["?"]],
  ["hidden and known groups", hidden, [center("c", "?"), center("d", "rg-e")], ["?"]],
  ["a hidden group, made of it", hidden, [center("c", "rg-e", "main", { clusterName: [hidden.urn] })], ["c"]],
])("resource groups: %s", (_, to, all, expected) => {
  const found = (list: Neighbour[]) =>
    names(
      hoodOf(to, ...list)
        .seenFrom(to)
        .referring("cassandra-data-center", "clusterName"),
    );
  expect(found(all)).toEqual(expected);
  expect(found(all.toReversed())).toEqual(expected);
});
test.each([
  ["rg-e", "main", ["e"]],
  ["x", idIn("rg-w"), ["w"]],
  ["rg-e", idIn("rg-e", "Microsoft.X/things"), []],
  ["rg-other", "main", []],
  ["?", "main", ["e", "w"]],
])("from a data center in %s to %s", (group, name, expected) => {
  const from = center("c", group, name);
  const { certain } = hoodOf(from, east, west).seenFrom(from).referred("clusterName", "cassandra-cluster");
  expect(certain.map((one) => one.name)).toEqual(expected);
});
