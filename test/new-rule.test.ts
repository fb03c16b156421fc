/** Adding a rule is adding one folder: begun by `npm run new-rule`, and nothing else but generated files is touched. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { loadRules } from "../dist/src/rules.js";

const root = join(__dirname, "..");
const copy = mkdtempSync(join(tmpdir(), "azure-hadr-new-rule-"));
afterAll(() => rmSync(copy, { recursive: true }));
const left = new Set(["node_modules", ".git", ".cache", "dist", "coverage"].map((name) => join(root, name)));
cpSync(root, copy, { recursive: true, filter: (path) => !left.has(path) });
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

const newRule = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, "tools", "new-rule.js"), ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};
const rules = join(copy, "rules");
const drop = (...ids: string[]) => {
  for (const id of ids) rmSync(join(rules, id), { recursive: true });
};

/** Path → digest of every file that is kept. */
function files(): Map<string, string> {
  const kept = readdirSync(copy, { recursive: true, encoding: "utf8" }).filter(
    (path) => !/^(?:node_modules|dist|\.cache)(?:\/|$)/.test(path) && statSync(join(copy, path)).isFile(),
  );
  const digest = (path: string) =>
    createHash("sha256")
      .update(readFileSync(join(copy, path)))
      .digest("hex");
  return new Map(kept.map((path) => [path, digest(path)]));
}

describe("a rule that is begun", () => {
  const { enum: kinds } = JSON.parse(readFileSync(join(root, "rules", "rule.schema.json"), "utf8")).properties
    .appliesTo as { enum: string[] };
  const begun = kinds.flatMap((kind) => [
    [`begun-${kind}`, kind],
    [`begun-${kind}-stack`, kind, "--scope", "stack"],
    [`begun-${kind}-change`, kind, "--scope", "change"],
    [`begun-${kind}-state`, kind, "--scope", "state"],
    [`begun-${kind}-regression`, kind, "--scope", "regression"],
  ]);

  test("compiles, whatever its kind and scope, and is not accepted before it is written", () => {
    expect(newRule("--check")).toEqual({ status: 0, stdout: "", stderr: "" });
    for (const [id = "", kind = "", ...more] of begun)
      expect([id, newRule(id, "--kind", kind, ...more).status]).toEqual([id, 0]);
    const checks = begun.map(([id = ""]) => join(rules, id, "check.ts"));
    const { config } = ts.readConfigFile(join(copy, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, copy);
    const program = ts.createProgram(checks, { ...options, noEmit: true });
    const wrong = ts.getPreEmitDiagnostics(program).map(({ messageText, file }) => [file?.fileName, messageText]);
    expect(wrong).toEqual([]);

    const { status, stderr } = newRule("--check");
    const lines = stderr.trimEnd().split("\n");
    expect([status, lines.length]).toEqual([1, begun.length]);
    expect(lines[0]).toMatch(
      /^rules\/begun-\S+ is not written yet: rule\.json \(title, .*, citations\), check\.ts, examples\.json \(fail, pass, unknown, not-applicable\)$/,
    );
    drop(...begun.map(([id = ""]) => id));
  });

  test("for a person it has no check", () => {
    expect(newRule("begun-manual", "--kind", "stack", "--manual").status).toBe(0);
    expect(readdirSync(join(rules, "begun-manual"))).toEqual(["rule.json"]);
    expect(newRule("--check").stderr).toContain("evidence");
    drop("begun-manual");
  });

  test.each([
    [[], /^usage: /],
    [["a-b"], /^usage: /],
    [["a-b", "c-d", "--kind", "stack"], /^usage: /],
    [["Cosmos_A", "--kind", "stack"], /^"Cosmos_A" is not kebab-case/],
    [["cosmos", "--kind", "stack"], /^"cosmos" is not kebab-case/],
    [["../a-b", "--kind", "stack"], /^"\.\.\/a-b" is not kebab-case/],
    [["cosmos-min-two-regions", "--kind", "cosmos-account"], /^rules\/cosmos-min-two-regions exists$/m],
    [["a-b", "--kind", "cosmos"], /^"cosmos" is no kind; there are cosmos-account, /],
    [["a-b", "--kind", "stack", "--scope", "all"], /^"all" is no scope: stack, change, regression, state, or none/],
    [["a-b", "--kind", "stack", "--scope", "alone"], /^"alone" is no scope/],
    [["a-b", "--kind", "stack", "--scope", "stack", "--manual"], /^a rule that a person answers for/],
    [["a-b", "--kind", "stack", "--nothing"], /--nothing/],
  ] as [string[], RegExp][])("%j is refused in one line, and nothing is written", (args, line) => {
    const before = files();
    const { status, stdout, stderr } = newRule(...args);
    expect([status, stdout, stderr.split("\n").length]).toEqual([2, "", 2]);
    expect(stderr).toMatch(line);
    expect(files()).toEqual(before);
  });
});

describe("a rule that is written", () => {
  const id = "cosmos-free-tier-is-not-for-production";
  const rule = {
    $schema: "../rule.schema.json",
    title: "An account of production does not run on the free tier",
    appliesTo: "cosmos-account",
    goal: "operations",
    severity: "low",
    rationale:
      "The free tier is there to try things out. What an organisation depends on in production is mostly larger, and should not be found at the limit of the tier on a bad day.",
    stakes: { rto: "Requests beyond the tier are billed or throttled, mostly when a region is out." },
    remedy: "Turn `enableFreeTier` off where the account is created.",
    cost: "The price of the request units that were free.",
    cannotSee: "Whether the account is used for production at all.",
    citations: [
      { document: "cosmos-ha-2021", section: "Next steps", says: "Nothing of this; it stands here for a source." },
    ],
  };
  const check = `import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context, Finding } from "../../src/rule";

export function check({ enableFreeTier, kind }: CosmosAccount, { objectives }: Context): Finding {
  if (objectives.environment !== "production" || kind === "Parse") return "not-applicable";
  return enableFreeTier ? "fail" : "pass";
}
`;
  const locations = [{ locationName: "westeurope", failoverPriority: 0 }];
  const examples = {
    fail: { "on the free tier": { properties: { locations, enableFreeTier: true } } },
    pass: {
      "not on it": { properties: { locations, enableFreeTier: false } },
      "not set": { properties: { locations } },
    },
    unknown: { "not known yet": { properties: { locations, enableFreeTier: "(unknown)" } } },
    "not-applicable": {
      "not production": {
        objectives: { environment: "test" },
        properties: { locations, enableFreeTier: true },
      },
    },
  };

  test("is a folder and generated files, and passes the tests that every rule has", () => {
    const run = (command: string, ...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8" });
      return { status, output: stdout + stderr };
    };
    const before = files();
    expect(newRule(id, "--kind", "cosmos-account").status).toBe(0);
    writeFileSync(join(rules, id, "rule.json"), JSON.stringify(rule));
    writeFileSync(join(rules, id, "check.ts"), check);
    writeFileSync(join(rules, id, "examples.json"), JSON.stringify(examples));
    expect(run("npm", "run", "pages")).toMatchObject({ status: 0 });

    const after = files();
    const touched = [...after].filter(([path, digest]) => before.get(path) !== digest).map(([path]) => path);
    const generated = ["rules/README.md", "schema/hadr.schema.json", "queries/README.md", "docs/finding.svg"];
    expect(touched.filter((path) => !generated.includes(path)).sort()).toEqual(
      ["README.md", "check.ts", "examples.json", "rule.json"].map((file) => join("rules", id, file)),
    );
    expect(touched).toEqual(expect.arrayContaining(generated.slice(0, 3)));
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);

    const page = readFileSync(join(rules, id, "README.md"), "utf8");
    expect(page).toContain("new cosmosdb.DatabaseAccount(");
    expect(page).toContain("import pulumi_azure_native as azure_native");
    expect(readFileSync(join(rules, "README.md"), "utf8")).toContain(`[${id}](${id}/README.md)`);

    const ran = run("npx", "vitest", "run", "test/rules.test.ts", "test/rule-data.test.ts", "-t", id);
    expect(ran, ran.output).toMatchObject({ status: 0 });
    const results = JSON.parse(readFileSync(join(copy, ".cache", "test-results.json"), "utf8"));
    expect(results.numPassedTests).toBeGreaterThan(8);
  }, 240_000);
});

test("no rule is named where the program could read its folder", () => {
  const ids = [...loadRules().keys()];
  const texts = ["src", "policies", "tools"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.[jt]s$/.test(path))
      .map((path) => join(root, folder, path)),
  );
  const naming = texts.flatMap((file) => {
    // What is said in prose, to a reader of a comment or of a finding, lists nothing.
    const code = readFileSync(file, "utf8").replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const named = ids.filter((id) => new RegExp(`(?<![\\w-])["']${id}["']`).test(code));
    return named.map((id) => `${relative(root, file)}: ${id}`);
  });
  expect(naming).toEqual([]);
});
