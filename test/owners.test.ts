/** Who owns a stack: hadr.yaml, the stack's own config, its tags, a list; in this order. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { csvRows } from "../dist/src/config/csv.js";
import { ownersIn, taggedOwner } from "../dist/src/config/owners.js";
import { type Facts, policiesFor } from "../dist/src/config/policies.js";
import type { HadrConfig } from "../dist/src/config/schema.js";

const message = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
};
const ownerOf = (text: string, name: string) => {
  const [project = "", stack = ""] = name.split("/");
  return ownersIn(text, "owners.csv")(project, stack)?.says;
};

describe("comma-separated values", () => {
  const cells = (text: string) => csvRows(text, "x.csv").map((row) => [row.line, ...row.cells]);
  test.each<[string, unknown[][]]>([
    ["", []],
    [
      "a,b\nc,d",
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
    [
      "\ufeffa,b\r\n\r\nc,\r\n",
      [
        [1, "a", "b"],
        [3, "c", ""],
      ],
    ],
    [
      '"a,b","say ""no"""\n"two\nlines",x\ny,z',
      [
        [1, "a,b", 'say "no"'],
        [2, "two\nlines", "x"],
        [4, "y", "z"],
      ],
    ],
    ['"",\n,\n"x"', [[3, "x"]]],
    ["a,", [[1, "a", ""]]],
  ])("%j", (text, rows) => expect(cells(text)).toEqual(rows));
  test.each([
    ['a,b\n"x', "x.csv:2: not CSV: expected a cell, in quotes if it has any in it"],
    ['a"b', "x.csv:1: not CSV: expected a cell, in quotes if it has any in it"],
    ['"a"b', "x.csv:1: not CSV: expected a cell, in quotes if it has any in it"],
  ])("%j is refused", (text, why) => expect(message(() => csvRows(text, "x.csv"))).toBe(why));
  test("a long cell takes no more than its length", () => {
    const long = '""'.repeat(2_000_000);
    expect(csvRows(`"${long}"`, "x.csv")[0]?.cells[0]).toHaveLength(2_000_000);
  });
});

describe("a list of owners", () => {
  const list = `Criticality , stack,team,cost centre
low,shop/*,shop,1
,shop/prod,"Payments, EU",2
business-critical,prod,ops,3
,billing/dev*,billing,4
STANDARD,billing/dev,,5
`;
  test.each<[string, object | undefined]>([
    ["shop/dev", { team: "shop", criticality: "low" }],
    // The most specific row that has a word decides each: eight letters, then four, then four.
    ["shop/prod", { team: "Payments, EU", criticality: "business-critical" }],
    ["other/prod", { team: "ops", criticality: "business-critical" }],
    ["billing/dev", { team: "billing", criticality: "standard" }],
    ["billing/dev2", { team: "billing" }],
    ["nobody/dev", undefined],
  ])("%s", (name, says) => {
    if (says) expect(ownerOf(list, name)).toEqual(says);
    else expect(ownerOf(list, name)).toBeUndefined();
  });
  test.each([
    ["", 'owners.csv:1: expected a first row with a column "stack"'],
    ["team;stack\n", 'owners.csv:1: expected a first row with a column "stack"'],
    ["\nstack,owner\n", "owners.csv:2: expected a column team, environment, criticality"],
    ["stack,team,Team\n", "owners.csv:1: two columns are named team"],
    ["stack,team\na/b,c,d", "owners.csv:2: expected 2 cells, and these are 3"],
    ["stack,team\n,c", 'owners.csv:2: expected a pattern on project/stack, such as shop/prod*, not ""'],
    ["stack,team\na/b/c,c", 'owners.csv:2: expected a pattern on project/stack, such as shop/prod*, not "a/b/c"'],
    [
      "stack,environment\na/b,prod",
      'owners.csv:2: environment: expected one of production, staging, test, development, not "prod" (did you mean "production"?)',
    ],
    [
      "stack,criticality\n\na/b,urgent",
      'owners.csv:3: criticality: expected one of mission-critical, business-critical, standard, low, not "urgent"',
    ],
  ])("%j is refused", (text, why) => expect(message(() => ownersIn(text, "owners.csv"))).toBe(why));
  test("of two rows alike, words have a stricter one and teams have none", () => {
    const two = (column: string, one: string, other: string) => `stack,${column}\na/b,${one}\na/b,${other}\n`;
    expect(ownerOf(two("environment", "test", "staging"), "a/b")).toEqual({ environment: "staging" });
    expect(ownerOf(two("team", "x", "x"), "a/b")).toEqual({ team: "x" });
    expect(message(() => ownerOf(two("team", "x", "y"), "a/b"))).toBe(
      'owners.csv:2 and owners.csv:3: for a/b: team is "x" and "y", and neither entry is more specific',
    );
  });
});

describe("tags", () => {
  const said = (tags: Record<string, string>) => {
    const { asides, unfit } = taggedOwner(new Map(Object.entries(tags)));
    return [asides[0]?.says, ...unfit];
  };
  test("say it by name, better so with ours in front", () => {
    expect(said({ team: "payments", environment: "Test", other: "x" })).toEqual([
      { team: "payments", environment: "test" },
    ]);
    expect(said({ environment: "test", "azure-hadr:environment": "staging" })).toEqual([{ environment: "staging" }]);
    expect(said({ team: " ", other: "x" })).toEqual([undefined]);
  });
  test("that are no word of ours are told and change nothing", () =>
    expect(said({ "azure-hadr:environment": "dev", environment: "development", criticality: "low" })).toEqual([
      { criticality: "low" },
      'The tag azure-hadr:environment was not followed: expected one of production, staging, test, development, not "dev" (did you mean "development"?).',
    ]));
});

describe("which of them decides", () => {
  const all: Facts = {
    project: "shop",
    stack: "prod",
    tags: new Map([
      ["team", "by-tag"],
      ["environment", "test"],
    ]),
    owners: ownersIn("stack,team,environment,criticality\nshop/*,by-list,development,low\n", "owners.csv"),
    own: { says: { environment: "staging", team: "itself" }, at: () => "Pulumi.prod.yaml:2:3" },
  };
  const policy = (says: HadrConfig, facts: Partial<Facts>) =>
    policiesFor(
      { says, at: () => "hadr.yaml:1:1" },
      Object.fromEntries(Object.entries({ ...all, ...facts }).filter(([, value]) => value)) as unknown as Facts,
    )();
  const decided = (says: HadrConfig, facts: Partial<Facts> = {}) => {
    const { team, environment, criticality } = policy(says, facts).objectives;
    return [team, environment, criticality];
  };
  const none = undefined as never;
  test("hadr.yaml, then the stack's own config, then tags, then the list, each for itself", () => {
    expect(decided({ team: "declared", environment: "development" })).toEqual(["declared", "staging", "low"]);
    expect(decided({})).toEqual(["itself", "staging", "low"]);
    expect(decided({}, { own: none })).toEqual(["by-tag", "test", "low"]);
    expect(decided({ environment: "production" }, { own: none })).toEqual(["by-tag", "production", "low"]);
    expect(decided({}, { own: none, tags: none })).toEqual(["by-list", "development", "low"]);
    expect(decided({}, { own: none, tags: none, owners: none })).toEqual([undefined, "production", undefined]);
    expect(decided({}, { own: none, owners: none, tags: new Map([["environment", "prod"]]) })).toEqual([
      undefined,
      "production",
      undefined,
    ]);
  });
  test("it says so, and what they said in vain is kept", () => {
    expect(policy({}, {}).notes).toEqual([
      "The stack says of itself (Pulumi.prod.yaml): environment staging, team itself.",
      "owners.csv:2 says criticality low.",
    ]);
    expect(policy({}, { own: none }).notes).toEqual([
      "Its tags say team by-tag, environment test.",
      "owners.csv:2 says criticality low.",
    ]);
    expect(
      policy({}, {})
        .told.find(({ name }) => name === "team")
        ?.overridden.map(({ at }) => at),
    ).toEqual(["tag team", "owners.csv:2"]);
  });
  test("for the resources that an entry names, too", () => {
    const says: HadrConfig = { stacks: [{ match: "shop/*", resource: "cache-*", criticality: "standard" }] };
    const policyOf = policiesFor({ says, at: () => "hadr.yaml:1:1" }, { ...all });
    expect(policyOf("cache-1").objectives).toMatchObject({ criticality: "standard", team: "itself" });
    expect(policyOf("orders").objectives).toMatchObject({ criticality: "low", team: "itself" });
  });
});

describe("at the command line", () => {
  const folder = mkdtempSync(join(tmpdir(), "azure-hadr-owners-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const account = {
    urn: "urn:pulumi:prod::shop::azure-native:cosmosdb:DatabaseAccount::orders",
    custom: true,
    type: "azure-native:cosmosdb:DatabaseAccount",
    inputs: { location: "westeurope", locations: [{ locationName: "westeurope" }] },
  };
  const state = { version: 3, deployment: { resources: [account] } };
  for (const [name, content] of Object.entries({
    "plain.json": JSON.stringify(state),
    "tagged.json": JSON.stringify({ stack: "shop/prod", tags: { environment: "test", env: "x" }, ...state }),
    "owners.csv": "stack,team,environment\nshop/*,payments,development\n",
    "bad.csv": "stack,environment\nshop/*,dev\n",
    "hadr.yaml": "stacks: [{ tags: { env: x }, residency: { regions: [northeurope] } }]\n",
  }))
    writeFileSync(join(folder, name), content);
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, "../dist/src/cli.js"), ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  test("levels follow the environment, for one input as for an estate", () => {
    for (const format of [
      ["-f", "json"],
      ["-f", "ndjson"],
    ]) {
      expect(run("check", "plain.json", ...format).status).toBe(1);
      expect(run("check", "plain.json", "--owners", "owners.csv", ...format).status).toBe(0);
    }
    const [record] = run("check", "plain.json", "--owners", "owners.csv", "-f", "ndjson").stdout.split("\n");
    expect(JSON.parse(record as string)).toMatchObject({ team: "payments", environment: "development" });
  });
  test("tags in front of an export match entries before the first resource is judged", () => {
    const blocked = (...args: string[]) =>
      JSON.parse(run("check", ...args, "-f", "json").stdout).verdicts.flatMap(
        ({ rule, blocking }: { rule: string; blocking: boolean }) => (blocking ? [rule] : []),
      );
    expect(blocked("plain.json")).not.toContain("cosmos-data-residency");
    expect(blocked("tagged.json")).toEqual(["cosmos-data-residency"]);
    expect(run("check", "tagged.json").stdout).not.toContain("were not matched");
  });
  test("objectives shows who said it", () => {
    const { stdout } = run("objectives", "shop/prod", "--owners", "owners.csv", "--tag", "team=ops");
    expect(stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "))).toEqual(
      expect.arrayContaining([
        "team | ops | tag team",
        "not payments | owners.csv:2: overridden",
        "environment | development | owners.csv:2",
      ]),
    );
  });
  test("a list that is wrong is refused before anything is judged", () => {
    const why =
      'azure-hadr: bad.csv:2: environment: expected one of production, staging, test, development, not "dev" (did you mean "development"?)\n';
    for (const args of [
      ["check", "plain.json", "-f", "ndjson"],
      ["check", "plain.json"],
      ["objectives", "shop/prod"],
    ])
      expect(run(...args, "--owners", "bad.csv")).toEqual({ status: 2, stdout: "", stderr: why });
    expect(run("report", ".", "--owners", "none.csv")).toEqual({
      status: 2,
      stdout: "",
      stderr: "azure-hadr: none.csv: no such file\n",
    });
  });
});
