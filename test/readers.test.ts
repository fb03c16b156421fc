/** An account that one stack owns and others only read: one resource of the estate, whatever order its stacks come in. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judge } from "../dist/src/cli/estate/judge.js";
import { line } from "../dist/src/cli/estate/line.js";
import { spool } from "../dist/src/cli/estate/spool.js";
import { drill } from "../dist/src/estate/drill/drill.js";
import { lostRegions } from "../dist/src/estate/drill/lost.js";
import { matrix } from "../dist/src/estate/drill/matrix.js";
import { counting, readBy } from "../dist/src/estate/owned.js";
import { survey } from "../dist/src/estate/survey/survey.js";
import type { EstateRecord, JudgedStack } from "../src/estate";
import { account, folderOf, ran } from "./estates";
import { nativeType } from "./support";

const top = mkdtempSync(join(tmpdir(), "azure-hadr-readers-"));
afterAll(() => rmSync(top, { recursive: true }));
folderOf(join(top, "bare"), { "hadr.yaml": "environment: production\n" });
const owned = "What another stack of the estate owns and this one only reads is counted there.";
const unowned = "What no stack of the estate owns and several read is counted with the first of them.";
const today = "2026-11-23";
const judged = judge({ cwd: join(top, "bare"), config: join(top, "bare", "hadr.yaml"), failOnUnknown: false, today });

type Inputs = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Inputs>>;
const orders = { accountName: "orders", resourceGroupName: "rg", ...account("westeurope", "northeurope") };
const twins = { resourceName: "plant", resourceGroupName: "rg", location: "westeurope" };

/** A stack's export: what it owns and what it only reads, by logical name. */
function exported(name: string, own: Resources, read: Resources = {}): string {
  const [project, stack] = name.split("/");
  const state = (logical: string, inputs: Inputs, external: boolean) => {
    const type = nativeType["resourceName" in inputs ? "digital-twins" : "cosmos-account"];
    const urn = `urn:pulumi:${stack}::${project}::${type}::${logical}`;
    return { urn, type, custom: true, external, inputs: external ? {} : inputs, outputs: inputs };
  };
  const resources = [
    ...Object.entries(own).map(([logical, inputs]) => state(logical, inputs, false)),
    ...Object.entries(read).map(([logical, inputs]) => state(logical, inputs, true)),
  ];
  return JSON.stringify({ version: 3, deployment: { manifest: { time: "2026-01-01T00:00:00Z" }, resources } });
}
/** A preview that deletes what the stack owned. */
function deleting(name: string, logical: string, inputs: Inputs): string {
  const { resources } = JSON.parse(exported(name, { [logical]: inputs })).deployment;
  const steps = resources.map((oldState: { urn: string }) => ({ op: "delete", urn: oldState.urn, oldState }));
  return JSON.stringify({ steps, duration: 1, changeSummary: { delete: 1 } });
}
function recordOf(bytes: string): JudgedStack {
  const record = judged({ name: "a.json", bytes: Buffer.from(bytes) });
  if (record?.record !== "azure-hadr/judged-stack/1") throw new Error(JSON.stringify(record));
  return record;
}
const stackOf = (...given: Parameters<typeof exported>): JudgedStack => recordOf(exported(...given));

/** As `report` and `drill` count them. */
async function together(...records: readonly EstateRecord[]): Promise<JudgedStack[]> {
  const spooled = spool();
  try {
    for (const record of records) spooled.add(line(record));
    return [...spooled.records()].map(await spooled.counted()) as JudgedStack[];
  } finally {
    spooled.close();
  }
}
/** `stack: name` of what counts as a holder of data. */
const holders = (stacks: readonly JudgedStack[]): string[] =>
  stacks.flatMap(({ stack, resources }) =>
    resources.flatMap(({ follows, name }) => (follows === undefined ? [] : [`${stack}: ${name}`])),
  );
const overviewOf = (records: readonly EstateRecord[]) => {
  const all = survey(today);
  for (const record of records) all.add(record);
  return all.end([]);
};

const owner = stackOf("platform/prod", { main: orders });
// Azure tells its names without regard to case; what is read is what Azure says.
const ledger = stackOf(
  "ledger/prod",
  { own: { ...orders, accountName: "ledger" } },
  { shared: { ...orders, accountName: "Orders" } },
);
const shop = stackOf("shop/prod", {}, { got: orders });

describe("an owner and two stacks that read", () => {
  const sources = [
    [owner, ledger, shop],
    [shop, ledger, owner],
    [ledger, owner, shop],
  ];

  test.each(sources)("counts once, in any order of the sources (%#)", async (...records) => {
    const counted = await together(...records);
    expect(holders(counted)).toEqual(["ledger/prod: own", "platform/prod: main"]);
    const { headline, regions, links, holders: many, teams, boundaries } = overviewOf(counted);
    expect(headline.map(({ region, zone }) => [region.resources, zone.resources])).toEqual([[2, 2]]);
    expect(
      regions.map((one) => [one.region, one.writes, one.reads, one.production.resources, one.zones.zoned]),
    ).toEqual([
      ["northeurope", 0, 2, 2, 2],
      ["westeurope", 2, 0, 2, 2],
    ]);
    expect(regions.map(({ undeclared }) => undeclared)).toEqual([2, 2]);
    expect(links.map(({ resources }) => resources)).toEqual([2]);
    expect([many, teams[0]?.holders, boundaries.undeclared]).toEqual([2, 2, 2]);
  });

  test.each(sources)("is hit once in a drill, and whoever reads it is named (%#)", async (...records) => {
    const counted = await together(...records);
    const { all, byTeam, looked, stacks } = drill(counted, lostRegions(["westeurope"], false));
    expect([all.resources, all.stacks, looked.resources]).toEqual([2, 2, 2]);
    expect(Object.values(byTeam).map(({ resources }) => resources)).toEqual([2]);
    expect(stacks.map(({ stack, hits }) => [stack, hits.map(({ name, notes }) => [name, ...notes])])).toEqual([
      ["ledger/prod", [["own"]]],
      ["platform/prod", [["main", { words: "Read by ledger/prod, shop/prod: tell them.", rows: [] }]]],
    ]);
    expect(matrix(counted, false).regions.map((one) => one.all.resources)).toEqual([2, 2]);
  });

  test("the readers say where it counts, and their findings stay", async () => {
    const counted = await together(owner, ledger, shop);
    const notes = counted.map((one) => one.notes.filter((note) => note.includes("counted")));
    expect(notes).toEqual([[owned], [], [owned]]);
    const [, , after] = counted;
    expect(shop.findings.length).toBeGreaterThan(0);
    expect([after?.findings, after?.counts, after?.rules]).toEqual([shop.findings, shop.counts, shop.rules]);
  });

  test("of many readers three are named", async () => {
    const readers = ["a", "b", "c", "d", "e"].map((name) => stackOf(`${name}/prod`, {}, { got: orders }));
    const { stacks } = drill(await together(owner, ...readers), lostRegions(["westeurope"], false));
    expect(stacks.flatMap(({ hits }) => hits.map(({ notes }) => notes[0]?.words))).toEqual([
      "Read by a/prod, b/prod, c/prod and 2 more: tell them.",
    ]);
  });
});

describe("without an owner", () => {
  test("it counts with the only stack that reads it, as it was", async () => {
    const counted = await together(shop);
    expect(counted).toEqual([shop]);
    const { stacks } = drill(counted, lostRegions(["westeurope"], false));
    expect(stacks.flatMap(({ hits }) => hits.map(({ notes }) => notes[0]?.words))).toEqual([
      "Only read here: whoever owns it has to act.",
    ]);
  });

  test("of several it counts with the first by name, whatever came first", async () => {
    const other = stackOf("billing/prod", {}, { theirs: orders });
    for (const records of [
      [other, shop],
      [shop, other],
    ]) {
      const counted = await together(...records);
      expect(holders(counted)).toEqual(["billing/prod: theirs"]);
      expect(counted.map(({ notes }) => notes.filter((note) => note.includes("counted")))).toEqual([[], [unowned]]);
      expect(overviewOf(counted).headline[0]?.region.resources).toBe(1);
      expect(drill(counted, lostRegions(["westeurope"], false)).all.resources).toBe(1);
    }
  });

  test("an owner that deletes it owns nothing", async () => {
    const gone = recordOf(deleting("platform/prod", "main", orders));
    expect(gone.stack).toBe("platform/prod");
    expect(holders(await together(gone, shop))).toEqual(["shop/prod: got"]);
    const said = { ...owner, resources: owner.resources.map((one) => ({ ...one, operation: "delete" as const })) };
    expect(holders(await together(said, shop))).toContain("shop/prod: got");
  });

  test("a stack that reads it twice reads one", async () => {
    const counted = await together(stackOf("shop/prod", {}, { got: orders, again: orders }));
    expect(holders(counted)).toEqual(["shop/prod: got"]);
    expect(counted[0]?.notes.filter((note) => note.includes("counted"))).toEqual([]);
  });
});

describe("only what is certainly the same is one", () => {
  test("two stacks that both say it is theirs keep it", async () => {
    const twice = stackOf("old/prod", { main: orders });
    const counted = await together(owner, twice, shop);
    expect(holders(counted)).toEqual(["old/prod: main", "platform/prod: main"]);
    expect(counted[2]?.notes).toContain(owned);
  });

  test("of an account the name is enough, of anything else the group and the place are needed", async () => {
    const read = stackOf("shop/prod", {}, { got: twins });
    const kept = async (own: Inputs, stack = read) =>
      holders(await together(stackOf("platform/prod", { main: own }), stack)).length;
    expect(await kept({ ...twins, resourceGroupName: "RG" })).toBe(1);
    expect(await kept({ ...twins, resourceGroupName: "other" })).toBe(2);
    expect(await kept({ ...twins, location: "northeurope" })).toBe(2);
    const nowhere = { resourceName: "plant", location: "westeurope" };
    expect(await kept(nowhere)).toBe(2);
    expect(await kept(nowhere, stackOf("shop/prod", {}, { got: nowhere }))).toBe(2);
    const { resourceGroupName: _, ...anywhere } = orders;
    expect(await kept(orders, stackOf("shop/prod", {}, { got: anywhere }))).toBe(1);
    expect(await kept({ ...orders, accountName: "carts" }, shop)).toBe(2);
  });

  test("of Cassandra nothing is, and neither is what has no name", () => {
    const as = (change: object): JudgedStack => ({
      ...shop,
      resources: shop.resources.map((one) => ({ ...one, ...change })),
    });
    expect(readBy(shop)).toHaveLength(1);
    for (const change of [
      { kind: "cassandra-cluster" },
      { azureName: undefined },
      { azureName: "" },
      { follows: undefined },
    ])
      expect(readBy(as(change))).toEqual([]);
  });

  test("nothing is kept of what nobody reads", () => {
    const all = counting(new Set());
    all.add(owner);
    expect(all.counted(owner)).toEqual(owner);
    expect("reads" in line(owner)).toBe(false);
  });
});

describe("at the command line", () => {
  const folder = join(top, "estate");
  const at = ["--as-of", today];
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  beforeAll(() => {
    folderOf(folder, {
      "exports/a.json": exported("shop/prod", {}, { got: orders }),
      "exports/b.json": exported("platform/prod", { main: orders }),
      "exports/c.json": exported("ledger/prod", {}, { got: orders }),
      "hadr.yaml": "stacks:\n  - match: '*/*'\n    environment: production\n  - match: shop/*\n    team: shop\n",
    });
  });

  test("report and drill count it once, of sources and of the parts of a sharded run", () => {
    for (const index of [1, 2])
      ran(
        folder,
        "check",
        "exports",
        "-f",
        `ndjson=part-${index}.ndjson`,
        "--shard",
        `${index}/2`,
        "--exit-zero",
        ...at,
      );
    const sources = [["exports"], ["part-2.ndjson", "part-1.ndjson"]];
    const [whole, parts] = sources.map((inputs, run) => {
      const formats = ["json", "ndjson", "html"].flatMap((format) => ["-f", `${format}=${run}.${format}`]);
      expect(ran(folder, "report", ...inputs, ...formats, ...at)).toMatchObject({ status: 0, stderr: "" });
      expect(ran(folder, "drill", ...inputs, "--region", "westeurope", "-f", `json=${run}.drill`, ...at).status).toBe(
        0,
      );
      return ["json", "ndjson", "html", "drill"].map((format) => read(`${run}.${format}`));
    });
    expect(parts).toEqual(whole);
    const { headline, holders: many, stacks, notes } = JSON.parse(read("0.json"));
    expect([stacks, many, headline[0].region.resources]).toEqual([3, 1, 1]);
    expect(notes).toContainEqual({
      note: owned,
      stacks: 2,
    });
    const result = JSON.parse(read("0.drill"));
    expect([result.all.resources, result.stacks.map(({ stack }: JudgedStack) => stack)]).toEqual([
      1,
      ["platform/prod"],
    ]);
  });

  test("records and tables are those of each stack alone", () => {
    const alone = ran(folder, "check", "exports", "-f", "ndjson", "--exit-zero", ...at).stdout.split("\n");
    expect(read("0.ndjson").split("\n").sort()).toEqual(alone.sort());
    for (const said of [owned, unowned]) expect(alone.join()).not.toContain(said);
  });
});
