/** Objectives at the command line: where they are declared, what the report says of them, and `azure-hadr objectives`. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const cli = join(__dirname, "..", "dist", "src", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-objectives-"));
afterAll(() => rmSync(folder, { recursive: true }));
let projects = 0;

/** A project's folder with these files. */
function project(files: Record<string, string | object>): string {
  const own = join(folder, `project-${++projects}`);
  mkdirSync(own);
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(own, name), typeof content === "string" ? content : JSON.stringify(content));
  return own;
}
const run = (cwd: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
};

const type = "azure-native:cosmosdb:DatabaseAccount";
const urn = (name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
const oneRegion = { locations: [{ locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true }] };
const preview = (config: object, ...names: string[]) => ({
  config,
  steps: names.map((name) => ({
    op: "create",
    urn: urn(name),
    newState: { type, urn: urn(name), custom: true, inputs: oneRegion },
  })),
  changeSummary: { create: names.length },
});
const state = (...names: string[]) => ({
  version: 3,
  deployment: { resources: names.map((name) => ({ type, urn: urn(name), custom: true, inputs: oneRegion })) },
});
const pulumi = "name: shop\nruntime: nodejs\n";

interface Report {
  verdicts: { rule: string; name: string; blocking: boolean; levelReason?: string; attestation?: object }[];
  stacks: { name: string; environment: string; notes: string[]; unseen: string[]; rpoMinutes?: number }[];
  summary: { attested: number };
}
/** Whether one region is in the way of each account, and what is said of the stack. */
function check(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = run(cwd, "check", "input.json", "--as-of", "2026-11-22", "-f", "json", ...args);
  if (status === 2) throw new Error(stderr);
  const report = JSON.parse(stdout) as Report;
  const own = report.verdicts.filter(({ rule }) => rule === "cosmos-min-two-regions");
  return { ...report, status, blocks: Object.fromEntries(own.map(({ name, blocking }) => [name, blocking])) };
}

describe("check", () => {
  test("a preview's config is followed, and what would loosen is said", () => {
    const said = (words: string) => `The stack says of itself (input.json: config): ${words}.`;
    const cwd = project({
      "input.json": preview({ "azure-hadr:environment": "test", "azure-hadr:rpoMinutes": "5" }, "orders"),
    });
    expect(check(cwd)).toMatchObject({
      blocks: { orders: false },
      stacks: [
        {
          name: "shop/prod",
          environment: "test",
          rpoMinutes: 5,
          notes: [said("environment test, rpoMinutes 5")],
          unseen: [],
        },
      ],
    });
    writeFileSync(join(cwd, "hadr.yaml"), "environment: production\nrpoMinutes: 60\n");
    const held = check(cwd);
    expect(held).toMatchObject({ blocks: { orders: true }, stacks: [{ environment: "production", rpoMinutes: 5 }] });
    expect(held.stacks[0]?.notes).toEqual([
      said("rpoMinutes 5"),
      "input.json: config: environment test would loosen production (hadr.yaml:1:1) and was not followed.",
    ]);
  });
  test("an export's is read where it lies; elsewhere every report says that it was not seen", () => {
    const cwd = project({ "input.json": state("orders"), "Pulumi.yaml": pulumi });
    const own = "config:\n  azure-hadr:environment: staging\n";
    expect(check(cwd).stacks[0]?.unseen).toEqual([
      "The config of shop/prod was not seen (there is no Pulumi.prod.yaml), so azure-hadr:* in it was not followed.",
    ]);
    for (const format of ["text", "sarif"]) {
      const said = run(cwd, "check", "input.json", "-f", format).stdout.replace(/\s+/g, " ");
      expect(said).toContain("The config of shop/prod was not seen");
    }
    writeFileSync(join(cwd, "Pulumi.prod.yaml"), own);
    expect(check(cwd)).toMatchObject({ blocks: { orders: false }, stacks: [{ environment: "staging", unseen: [] }] });
    const elsewhere = project({ "input.json": state("orders") });
    expect(check(elsewhere, "--cwd", cwd)).toMatchObject({ stacks: [{ environment: "staging" }] });
    expect(check(elsewhere).stacks[0]?.unseen[0]).toContain("no Pulumi.yaml here or above");
  });
  test("a preview knows its own: the file beside it is not asked", () => {
    const cwd = project({
      "input.json": preview({}, "orders"),
      "Pulumi.yaml": pulumi,
      "Pulumi.prod.yaml": "config:\n  azure-hadr:environment: staging\n",
    });
    expect(check(cwd)).toMatchObject({ blocks: { orders: true }, stacks: [{ environment: "production", unseen: [] }] });
  });
  test.each([
    [
      { "azure-hadr:enviroment": "test" },
      'input.json: config: azure-hadr:enviroment: no such objective (did you mean "environment"?)',
    ],
    [{ "azure-hadr:environment": "[secret]" }, "is a secret, and an objective has to be readable"],
  ])("what cannot be followed ends with 2 and one line: %j", (config, words) => {
    const cwd = project({ "input.json": preview(config, "orders") });
    const { status, stdout, stderr } = run(cwd, "check", "input.json");
    expect([status, stdout, stderr.split("\n").length]).toEqual([2, "", 2]);
    expect(stderr).toContain(words);
  });
  test("entries by tag need --tag, and the report says so where they could have matched", () => {
    const cwd = project({
      "input.json": preview({}, "orders"),
      "hadr.yaml": "stacks:\n  - { tags: { env: dev* }, environment: development }\n",
    });
    const without = check(cwd);
    expect([without.blocks, without.stacks[0]?.unseen]).toEqual([{ orders: true }, [expect.stringContaining("--tag")]]);
    const given = check(cwd, "--tag", "env=dev-1", "--tag", "team=a=b");
    expect([given.blocks, given.stacks[0]?.unseen]).toEqual([{ orders: false }, []]);
    expect(check(cwd, "--tag", "env=prod").blocks).toEqual({ orders: true });
    expect(run(cwd, "check", "input.json", "--tag", "env")).toMatchObject({ status: 2, stdout: "" });
    expect(check(cwd, "--tag", "team=a").stacks[0]?.unseen).toEqual([
      "Entries that ask for the tag env were not matched: no such tag was given (--tag env=value).",
    ]);
    const twice = run(cwd, "check", "input.json", "--tag", "env=dev", "--tag", "env=prod");
    expect([twice.status, twice.stdout, twice.stderr.split("\n").length]).toEqual([2, "", 2]);
    expect(twice.stderr).toContain("The tag env is given twice, as dev and as prod.");
    expect(run(cwd, "check", "input.json", "--tag", "env=prod", "--tag", "env=prod").status).toBe(1);
  });
  test("one stack in two inputs is refused, in whatever order; two stacks are not", () => {
    const other = JSON.stringify(state("orders")).replaceAll("::shop::", "::blog::");
    const cwd = project({ "a.json": preview({}, "orders"), "b.json": state("orders"), "c.json": other });
    for (const [one = "", two = ""] of [
      ["a.json", "b.json"],
      ["b.json", "a.json"],
    ])
      expect(run(cwd, "check", one, "c.json", two)).toEqual({
        status: 2,
        stdout: "",
        stderr: `azure-hadr: shop/prod is in both ${one} and ${two}: judge them one at a time\n`,
      });
    expect(JSON.parse(run(cwd, "check", "a.json", "c.json", "-f", "json").stdout).stacks).toHaveLength(2);
  });
  test("entries by resource speak of the accounts of that name", () => {
    const cwd = project({
      "input.json": preview({}, "orders-eu", "carts"),
      "hadr.yaml": "stacks:\n  - { resource: carts, levels: { cosmos-min-two-regions: advisory } }\n",
    });
    expect(check(cwd).blocks).toEqual({ "orders-eu": true, carts: false });
    expect(check(cwd, "--fail-on-unknown").blocks).toEqual({ "orders-eu": true, carts: false });
    expect(check(cwd).stacks).toMatchObject([{ resources: ["carts"] }]);
    expect(run(cwd, "check", "input.json").stdout).toContain("other objectives for resources that match carts.");
  });
  test("attestations and what is declared about alerts", () => {
    const cwd = project({
      "input.json": preview({}, "orders"),
      "hadr.yaml": `
alertsManagedElsewhere: true
attestations:
  - { rule: cosmos-failover-is-rehearsed, scope: shop/*, by: team-sre, date: 2026-10-01, evidence: wiki/drill, until: 2027-01-31 }
`,
    });
    const { verdicts, summary } = check(cwd, "--verdicts", "all");
    const of = (id: string) => verdicts.find(({ rule }) => rule === id);
    expect(of("cosmos-failover-is-rehearsed")).toMatchObject({ outcome: "manual", attestation: { by: "team-sre" } });
    expect(of("stack-service-health-alert")).toMatchObject({ outcome: "not-applicable" });
    expect(summary.attested).toBe(1);
    const late = check(cwd, "--verdicts", "all", "--as-of", "2027-02-01");
    expect(late.summary.attested).toBe(0);
    expect(late.verdicts.find(({ rule }) => rule === "cosmos-failover-is-rehearsed")).toMatchObject({
      expiredAttestation: { evidence: "wiki/drill" },
    });
    expect(run(cwd, "check", "input.json", "--as-of", "2026-11-22").stdout).toMatch(
      /rules are for a person, 1 of them attested:/,
    );
    expect(run(cwd, "check", "input.json", "--as-of", "2027-02-01").stdout.replace(/\s+/g, " ")).toMatch(
      /rules are for a person, 1 attestation has run out:/,
    );
  });
});

describe("objectives", () => {
  const declared = `environment: staging
residency: { geographies: [Europe] }
stacks:
  - match: shop/prod*
    environment: production
    rpoMinutes: 5
  - match: shop/*
    resource: carts-*
    rpoMinutes: 60
  - tags: { tier: gold }
    rtoMinutes: 10
`;
  const cwd = project({
    "hadr.yaml": declared,
    "Pulumi.yaml": pulumi,
    "Pulumi.dev.yaml": "config: {}\n",
    "Pulumi.prod.yaml": "config:\n  azure-hadr:environment: test\n  azure-hadr:rpoMinutes: 1\n",
  });
  const rows = (...args: string[]) => {
    const { status, stdout, stderr } = run(cwd, "objectives", ...args);
    expect([status, stderr]).toEqual([0, ""]);
    return stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
  };

  test("each value, and which line said so", () => {
    expect(rows("shop/prod")).toEqual([
      "shop/prod",
      "environment | production | hadr.yaml:5:5 (match shop/prod*)",
      "not staging | hadr.yaml:1:1: overridden",
      "not test | Pulumi.prod.yaml:2:3: would loosen, so it is not followed",
      'residency | { geographies: ["Europe"] } | hadr.yaml:2:1',
      "rpoMinutes | 1 | Pulumi.prod.yaml:3:3",
      "not 5 | hadr.yaml:6:5 (match shop/prod*): overridden",
      "failOnUnknown | false | default",
      "Not declared: criticality, team, singleRegionByLaw, rtoMinutes, slaTarget, activeActive, alertsManagedElsewhere, outageFreeze.",
      "Inside the boundary: 2 regions: northeurope, westeurope.",
      "Other objectives for resources that match carts-* (--resource NAME).",
      "! geographies: Europe is narrower than it may sound: northeurope and westeurope; geographyGroups: Europe names 13.",
      "countries: [IE, NL] says the same plainly; geographyGroups: [Europe] or euDataBoundary: true is the wider.",
      "? The tags of shop/prod are not in the input, so entries with tags were not matched (--tag name=value gives them).",
      "",
    ]);
  });
  test("by resource and by tag", () => {
    const said = rows("prod", "--resource", "carts-1", "--tag", "tier=gold");
    expect(said.join()).not.toContain("Other objectives");
    expect(said[0]).toBe("carts-1 of shop/prod");
    expect(said).toContain("rpoMinutes | 1 | Pulumi.prod.yaml:3:3");
    expect(said).toContain("not 60 | hadr.yaml:9:5 (match shop/*, resource carts-*): overridden");
    expect(said).toContain("rtoMinutes | 10 | hadr.yaml:11:5 (tag tier=gold)");
    expect(rows("shop/dev", "--resource", "carts-1")).toContain(
      "rpoMinutes | 60 | hadr.yaml:9:5 (match shop/*, resource carts-*)",
    );
  });
  test("without a stack: those of the project here", () => {
    expect(rows().filter((line) => line.startsWith("shop/"))).toEqual(["shop/dev", "shop/prod"]);
    expect(run(project({}), "objectives")).toMatchObject({ status: 2, stdout: "" });
    expect(run(project({ "Pulumi.yaml": pulumi }), "objectives").stderr).toContain("name one as shop/STACK");
    for (const name of ["a/b/c", "*/*", "/a", ""])
      expect(run(cwd, "objectives", name).stderr).toBe(`azure-hadr: ${name}: expected a stack as project/stack\n`);
    const nowhere = project({
      "Pulumi.yaml": `${pulumi}stackConfigDir: here\n`,
      here: "",
      "Pulumi.dev.deploy.yaml": "settings: {}\n",
    });
    expect(run(nowhere, "objectives").stderr).toBe(
      "azure-hadr: no stack: name one as shop/STACK (there is no Pulumi.STACK.yaml in here)\n",
    );
    writeFileSync(join(nowhere, "Pulumi.yaml"), pulumi);
    expect(run(nowhere, "objectives").stderr).toContain("no Pulumi.STACK.yaml beside Pulumi.yaml"); // a deployment's settings
  });
  test("a freeze that has ended does not hold", () => {
    const frozen = project({
      "hadr.yaml": "outageFreeze: { regions: [westeurope], reason: out, until: 2026-12-24 }\n",
    });
    const said = (day: string) => run(frozen, "objectives", "a/b", "--as-of", day).stdout;
    expect(said("2026-12-24")).not.toContain("has ended");
    expect(said("2026-12-25")).toMatch(/outageFreeze +not \{.*hadr\.yaml:1:1: has ended\n/);
  });
  test("for programs", () => {
    const { stacks } = JSON.parse(run(cwd, "objectives", "shop/prod", "--json").stdout);
    expect(stacks).toHaveLength(1);
    expect(stacks[0].objectives.find(({ name }: { name: string }) => name === "environment")).toEqual({
      name: "environment",
      by: [{ value: "production", at: "hadr.yaml:5:5", entry: "match shop/prod*" }],
      overridden: [{ value: "staging", at: "hadr.yaml:1:1" }],
      refused: { value: "test", at: "Pulumi.prod.yaml:2:3" },
    });
    expect(stacks[0].resources).toEqual(["carts-*"]);
    expect(stacks[0].boundary.regions).toEqual(["northeurope", "westeurope"]);
    expect(stacks[0].warnings[0].suggestion).toContain("euDataBoundary: true");
  });
});
