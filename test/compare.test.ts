/** What a change does: before and after, verdicts that are new, fixed or unchanged, and a gate on what is new alone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AssessOptions, assess, type Reading } from "../dist/src/assess.js";
import type { Assessment, InputKind } from "../dist/src/assessment.js";
import { expand } from "../dist/src/azure/boundary.js";
import type { ResourceChange } from "../dist/src/comparison.js";
import { gate } from "../dist/src/gate.js";
import type { Objectives, RawResource } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";

const rules = loadRules();
const type = "azure-native:cosmosdb:DatabaseAccount";
const urnOf = (name: string, token = type): string => `urn:pulumi:prod::shop::${token}::${name}`;

/** Inputs of an account in those regions, the first one written to. */
const account = (regions: readonly string[], more: object = {}): Record<string, unknown> => ({
  resourceGroupName: "shop",
  databaseAccountOfferType: "Standard",
  enableAutomaticFailover: true,
  backupPolicy: { type: "Continuous" },
  locations: regions.map((locationName, failoverPriority) => ({
    locationName,
    failoverPriority,
    isZoneRedundant: true,
  })),
  ...more,
});
const one = account(["westeurope"]);
const two = account(["westeurope", "northeurope"]);
const three = account(["westeurope", "northeurope", "francecentral"]);

const created = (name: string, inputs: object): RawResource => raw(name, "create", inputs);
const exists = (name: string, inputs: object): RawResource => raw(name, "exists", inputs);
const same = (name: string, inputs: object): RawResource => raw(name, "same", inputs, inputs);
const updated = (name: string, before: object, inputs: object): RawResource => raw(name, "update", inputs, before);
const deleted = (name: string, before: object): RawResource => raw(name, "delete", before, before);
function raw(name: string, operation: RawResource["operation"], inputs: object, before?: object): RawResource {
  const was = before && operation !== "same" ? { before: { inputs: before as Record<string, unknown> } } : {};
  return { urn: urnOf(name), type, operation, inputs: inputs as Record<string, unknown>, ...was };
}

const reading = (resources: readonly RawResource[], kind: InputKind): Reading => ({
  resources,
  kind: () => kind,
  input: () => ({ name: kind, kind, resources: resources.length, unseen: 0 }),
});

interface Given {
  readonly base?: readonly RawResource[];
  readonly kind?: InputKind;
  readonly newOnly?: boolean;
  readonly objectives?: Partial<Objectives>;
}
function judged(resources: readonly RawResource[], given: Given = {}): Assessment {
  const { base, kind = "preview", newOnly = false, objectives } = given;
  const policy = {
    objectives: { environment: "production", levels: {}, failOnUnknown: false, ...objectives } as Objectives,
    waivers: [],
  };
  const options: AssessOptions = {
    tool: { name: "azure-hadr", version: "0" },
    today: "2026-11-22",
    rules,
    keep: Number.POSITIVE_INFINITY,
    keepSettled: false,
    policyFor: () => () => policy,
    newOnly,
    ...(base && { base: { name: "base.json", readings: [reading(base, "export")], policyFor: () => () => policy } }),
  };
  return assess([reading(resources, kind)], options);
}

const of = ({ comparison }: Assessment, name: string): ResourceChange | undefined =>
  comparison?.resources.find((change) => change.name === name);
const wasOf = ({ verdicts }: Assessment, rule: string, name = "orders") =>
  verdicts.find((verdict) => verdict.rule === rule && verdict.name === name)?.was;

describe("of a preview, by what it says was there", () => {
  test("a region is removed: what follows before and after, and which findings come with it", () => {
    const result = judged([updated("orders", two, one)]);
    const change = of(result, "orders");
    expect(change).toMatchObject({ does: "changed" });
    expect(change?.was?.footprint.map(({ region }) => region)).toContain("northeurope");
    expect(change?.is?.footprint.map(({ region }) => region)).not.toContain("northeurope");
    expect(change?.appeared).toContain("cosmos-min-two-regions");
    expect(change?.worse.length).toBeGreaterThan(0);
    expect(change?.times).toEqual({ atLeast: 0.5, atMost: 0.5 });
    expect(wasOf(result, "cosmos-min-two-regions")).toBe("in order");
    expect(result.comparison).toMatchObject({ against: "what is deployed" });
    const [stack] = result.comparison?.stacks ?? [];
    expect(stack).toMatchObject({ stack: "shop/prod", resources: { changed: 1, created: 0, unchanged: 0 } });
    expect(stack?.fails.appeared).toBeGreaterThan(0);
  });

  test("a region is added: what was wrong is fixed, and nothing gets worse", () => {
    const result = judged([updated("orders", one, two)]);
    expect(of(result, "orders")).toMatchObject({ does: "changed", worse: [], appeared: [] });
    expect(of(result, "orders")?.mended).toContain("cosmos-min-two-regions");
    expect(result.comparison?.stacks[0]?.fails.mended).toBeGreaterThan(0);
  });

  test("nothing changes: nothing is listed, and all that is wrong was wrong", () => {
    const result = judged([same("orders", one)]);
    expect(result.comparison?.resources).toEqual([]);
    expect(result.comparison?.stacks[0]?.resources).toMatchObject({ unchanged: 1, changed: 0 });
    expect(wasOf(result, "cosmos-min-two-regions")).toBe("fail");
  });

  test("created and deleted: one side only, and what is deleted takes its findings along", () => {
    const result = judged([created("new", one), deleted("old", one)]);
    expect(of(result, "new")).toMatchObject({ does: "created" });
    expect(of(result, "new")).not.toHaveProperty("was");
    expect(wasOf(result, "cosmos-min-two-regions", "new")).toBe("absent");
    expect(of(result, "old")).toMatchObject({ does: "deleted", appeared: ["cosmos-account-is-kept"] });
    expect(of(result, "old")?.mended).toContain("cosmos-min-two-regions");
    expect(of(result, "old")).not.toHaveProperty("is");
  });

  test("what gets worse comes first, whatever the order of the input", () => {
    const changes = [
      created("new", two),
      updated("better", one, two),
      updated("worse", two, account(["westeurope", "northeurope"], { enableAutomaticFailover: false })),
    ];
    for (const order of [changes, changes.toReversed()])
      expect(judged(order).comparison?.resources[0]).toMatchObject({ name: "worse" });
  });

  test("those of one kind come by name, whatever the order of the input: reports show the first ones", () => {
    const names = ["orders-2", "orders-10", "orders-1"];
    const listed = (order: readonly string[]) =>
      judged(order.map((name) => created(name, two))).comparison?.resources.map(({ name }) => name);
    expect(listed(names)).toEqual(["orders-1", "orders-2", "orders-10"]);
    expect(listed(names.toReversed())).toEqual(listed(names));
  });

  test("data that comes to rest outside the boundary gets worse, and not where it rested there before", () => {
    const boundary = { regions: new Set(["westeurope", "francecentral"]), declaredAs: "two of them" };
    const crossing = [updated("orders", one, two), updated("carts", two, three)];
    const result = judged(crossing, { objectives: { boundary } });
    expect(of(result, "orders")?.worse).toContain("data rests in");
    expect(of(result, "orders")?.appeared).toContain("cosmos-data-residency");
    expect(of(result, "carts")?.worse).not.toContain("data rests in");
    expect(of(judged(crossing), "orders")?.worse).toEqual([]);
  });

  test("a state says nothing of what was before, so nothing is compared", () => {
    const result = judged([exists("orders", one)], { kind: "export" });
    expect(result).not.toHaveProperty("comparison");
    expect(result.verdicts.every((verdict) => verdict.was === undefined)).toBe(true);
  });
});

describe("against another input", () => {
  test("two states: changed, gone and new; what is gone is judged as deleted", () => {
    const result = judged([exists("orders", one), exists("fresh", two), exists("stays", two)], {
      base: [exists("orders", two), exists("gone", two), exists("stays", two)],
      kind: "export",
    });
    expect(result.comparison).toMatchObject({ against: "base.json" });
    expect(result.comparison?.resources.map(({ name, does }) => [name, does]).sort()).toEqual([
      ["fresh", "created"],
      ["gone", "deleted"],
      ["orders", "changed"],
    ]);
    expect(wasOf(result, "cosmos-account-is-kept", "gone")).toBe("in order");
    expect(wasOf(result, "cosmos-min-two-regions")).toBe("in order");
  });

  test("what is gone is deleted also where nothing else of our kinds is left, and is not counted with what the input holds", () => {
    const storage = { ...exists("files", {}), type: "azure-native:storage:StorageAccount" };
    const left = { ...storage, urn: urnOf("files", storage.type) };
    const result = judged([left], { base: [exists("orders", two), left], kind: "export" });
    expect(wasOf(result, "cosmos-account-is-kept", "orders")).toBe("in order");
    expect(gate(result.counts)).toBe(1);
    expect(result.judged).toBe(0);
    const elsewhere = { ...left, urn: left.urn.replace("shop", "blog") };
    expect(gate(judged([elsewhere], { base: [exists("orders", two)], kind: "export" }).counts)).toBe(0);
  });

  test("a preview that does not mention a resource deletes nothing", () => {
    const result = judged([created("orders", two)], { base: [exists("orders", two), exists("elsewhere", two)] });
    expect(result.verdicts.filter(({ rule }) => rule === "cosmos-account-is-kept")).toEqual([]);
    expect(result.comparison?.stacks[0]).toMatchObject({
      resources: { deleted: 0, unchanged: 1 },
      fails: { mended: 0 },
    });
  });

  test("what is gone is judged as deleted, the last of a stack and what has its location from its group too", () => {
    const group = (name: string): RawResource => ({
      ...exists(name, { resourceGroupName: "shop", location: "westeurope" }),
      type: "azure-native:resources:ResourceGroup",
      urn: urnOf(name, "azure-native:resources:ResourceGroup"),
    });
    const twins: RawResource = {
      ...exists("twins", { resourceGroupName: "shop" }),
      type: "azure-native:digitaltwins:DigitalTwin",
      urn: urnOf("twins", "azure-native:digitaltwins:DigitalTwin"),
    };
    const base = [group("shop"), twins, exists("orders", one)];
    const kept = ({ verdicts }: Assessment) => verdicts.map(({ rule }) => rule).filter((id) => /-is-kept$/.test(id));
    expect(kept(judged([group("shop"), exists("orders", one)], { base, kind: "export" }))).toEqual([
      "adt-instance-is-kept",
    ]);
    expect(kept(judged([group("shop")], { base, kind: "export" })).sort()).toEqual([
      "adt-instance-is-kept",
      "cosmos-account-is-kept",
    ]);
  });

  test("an account that an alias leads into a component under another name is the same account", () => {
    const urn = `urn:pulumi:prod::shop::shop:index:Store$${type}::renamed`;
    const moved = { ...same("renamed", one), urn, formerly: urnOf("orders") };
    const base = [exists("orders", one)];
    const result = judged([moved], { base, newOnly: true });
    expect(result.comparison?.resources).toEqual([]);
    expect(wasOf(result, "cosmos-min-two-regions", "renamed")).toBe("fail");
    expect(gate(result.counts)).toBe(0);
    const { formerly: _, ...stranger } = moved;
    expect(wasOf(judged([stranger], { base, newOnly: true }), "cosmos-min-two-regions", "renamed")).toBe("absent");
  });

  test("the same account under the token of an older provider is the same account", () => {
    const old = { ...exists("orders", two), type: "azure-native:documentdb:DatabaseAccount" };
    const base = [{ ...old, urn: urnOf("orders", old.type) }];
    const result = judged([exists("orders", two)], { base, kind: "export" });
    expect(result.comparison?.resources).toEqual([]);
    expect(result.comparison?.stacks[0]?.resources).toMatchObject({ unchanged: 1, deleted: 0, created: 0 });
  });
});

describe("only what is new stands in the way", () => {
  test.each<[what: string, resources: RawResource[], code: 0 | 1]>([
    ["old debt that is left alone", [same("orders", one)], 0],
    ["old debt that is touched and stays", [updated("orders", one, account(["westeurope"], { tags: { a: "b" } }))], 0],
    ["old debt that is mended", [updated("orders", one, two)], 0],
    ["a new resource that fails", [same("orders", one), created("carts", one)], 1],
    ["an old resource that fails from now on", [updated("orders", two, one)], 1],
    ["a resource that is deleted", [same("orders", two), deleted("carts", two)], 1],
  ])("%s", (_, resources, code) => {
    const result = judged(resources, { newOnly: true });
    expect(gate(result.counts)).toBe(code);
    expect(result.counts.excused).toBe(result.verdicts.filter(({ excused }) => excused === "not new").length);
    expect(result.newOnly).toBe(true);
  });

  test("all of it is still told, and what is excused says so", () => {
    const [all, fresh] = [judged([same("orders", one)]), judged([same("orders", one)], { newOnly: true })];
    expect(fresh.verdicts.map(({ rule }) => rule)).toEqual(all.verdicts.map(({ rule }) => rule));
    expect(gate(all.counts)).toBe(1);
    expect(fresh.verdicts.every(({ excused }) => excused === "not new")).toBe(true);
  });

  test("zones that only a new account can have count again when it is replaced", () => {
    const flat = account(["westeurope", "northeurope"], {
      locations: [
        { locationName: "westeurope", failoverPriority: 0, isZoneRedundant: false },
        { locationName: "northeurope", failoverPriority: 1, isZoneRedundant: false },
      ],
    });
    const rule = "cosmos-zone-redundant-write-region";
    expect(rules.get(rule)?.fixableInPlace).toBe(false);
    expect(wasOf(judged([same("orders", flat)]), rule)).toBe("fail");
    expect(wasOf(judged([raw("orders", "replace", flat, flat)]), rule)).toBe("absent");
  });

  test("data that was outside already, and comes to rest in one more place outside, is new", () => {
    const boundary = expand({ countries: ["NL", "IE"] });
    const stays = updated("orders", account(["westeurope", "francecentral"]), account(["francecentral", "westeurope"]));
    const spreads = updated(
      "orders",
      account(["westeurope", "francecentral"]),
      account(["westeurope", "francecentral", "eastus"]),
    );
    const outside = (change: RawResource, objectives: Partial<Objectives>) =>
      judged([change], { newOnly: true, objectives }).verdicts.find(({ rule }) => rule === "cosmos-data-residency");
    expect(outside(stays, { boundary })).toMatchObject({ was: "fail", excused: "not new" });
    expect(outside(spreads, { boundary })).toMatchObject({ was: "in order", blocking: true });
    expect(outside(spreads, { boundary })).not.toHaveProperty("excused");
    expect(outside(stays, { singleRegionByLaw: true })).toMatchObject({ was: "fail", excused: "not new" });
    expect(outside(spreads, { singleRegionByLaw: true })).not.toHaveProperty("excused");
  });

  test("what was only advice and stands in the way now is new", () => {
    const boundary = expand({ countries: ["NL", "FR"] });
    const periodic = { backupPolicy: { type: "Periodic" } };
    const change = updated(
      "orders",
      account(["francecentral", "westeurope"], periodic),
      account(["westeurope", "francecentral"], periodic),
    );
    const { verdicts } = judged([change], { newOnly: true, objectives: { boundary } });
    const [verdict] = verdicts.filter(({ rule }) => rule === "cosmos-backup-geo-residency");
    expect(verdict).toMatchObject({ was: "in order", blocking: true });
  });

  test("a resource of another type under the name of an old one is new, whichever comes first", () => {
    const classic = "azure:cosmosdb/account:Account";
    const added = {
      urn: urnOf("orders", classic),
      type: classic,
      operation: "create",
      inputs: { resourceGroupName: "shop", geoLocations: [{ location: "westeurope", failoverPriority: 0 }] },
    } as const;
    for (const changes of [
      [same("orders", one), added],
      [added, same("orders", one)],
    ])
      for (const base of [undefined, [exists("orders", one)]]) {
        const { verdicts } = judged(changes, { newOnly: true, ...(base && { base }) });
        const found = verdicts.filter(({ rule }) => rule === "cosmos-min-two-regions");
        const told = found.map((one) => [one.type, one.was, one.excused]);
        expect(told).toContainEqual([classic, "absent", undefined]);
        expect(told).toContainEqual([type, "fail", "not new"]);
      }
  });

  test("what was unknown and is certain now is new; what was certain and is unknown now is not", () => {
    const hidden = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const open = account(["westeurope"], { locations: hidden });
    expect(wasOf(judged([updated("orders", open, one)]), "cosmos-min-two-regions")).toBe("unknown");
    expect(gate(judged([updated("orders", open, one)], { newOnly: true }).counts)).toBe(1);
    const strict = { newOnly: true, objectives: { failOnUnknown: true } };
    const result = judged([updated("orders", one, open)], strict);
    expect(result.verdicts.find(({ rule }) => rule === "cosmos-min-two-regions")).toMatchObject({
      outcome: "unknown",
      was: "fail",
      excused: "not new",
    });
  });
});

/** Accounts before and after: none, or one of a few shapes. */
const shapes = [undefined, one, two, three, account(["eastus", "westus"], { enableAutomaticFailover: false })];
const shape = fc.nat({ max: shapes.length - 1 });
const estate = fc.array(fc.tuple(shape, shape), { minLength: 1, maxLength: 6 });
const change = ([was, is]: readonly [number, number], at: number): RawResource[] => {
  const [before, after] = [shapes[was], shapes[is]];
  const name = `account-${at}`;
  if (!before && !after) return [];
  if (!before) return [created(name, after as object)];
  if (!after) return [deleted(name, before)];
  return [was === is ? same(name, before) : updated(name, before, after)];
};

test("whatever changes: what is new and what is not add up, and the order of the input makes no difference", () => {
  fc.assert(
    fc.property(estate, fc.boolean(), (pairs, newOnly) => {
      const changes = pairs.flatMap(change);
      const result = judged(changes, { newOnly });
      const fails = result.verdicts.filter(({ outcome }) => outcome === "fail");
      const [stack] = result.comparison?.stacks ?? [];
      if (changes.length === 0) return;
      expect(stack?.fails.appeared).toBe(fails.filter(({ was }) => was !== "fail").length);
      expect(stack?.fails.remaining).toBe(fails.filter(({ was }) => was === "fail").length);
      const listed = (result.comparison?.resources ?? []).flatMap(({ name, appeared }) =>
        appeared.map((id) => [name, id]),
      );
      const told = fails
        .filter(({ was, kind }) => was !== "fail" && kind !== "stack")
        .map(({ name, rule }) => [name, rule]);
      expect(listed.map(String).sort()).toEqual(told.map(String).sort());
      const turned = judged(changes.toReversed(), { newOnly });
      expect(turned.counts).toEqual(result.counts);
      expect(turned.comparison?.stacks).toEqual(result.comparison?.stacks);
    }),
  );
});

test("a preview judged against its own past and against that past as an input of its own says the same", () => {
  fc.assert(
    fc.property(estate, (pairs) => {
      const changes = pairs.flatMap(change).filter(({ operation }) => operation !== "delete");
      const past = pairs.flatMap(([was], at) => (shapes[was] ? [exists(`account-${at}`, shapes[was])] : []));
      const known = past.filter(({ urn }) => changes.some((raw) => raw.urn === urn));
      if (changes.length === 0) return;
      const [own, other] = [judged(changes), judged(changes, { base: known })];
      const told = ({ verdicts }: Assessment) =>
        verdicts.map(({ rule, urn, outcome, was }) => [rule, urn, outcome, was]);
      expect(told(other)).toEqual(told(own));
    }),
  );
});
