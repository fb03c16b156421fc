/** A change cannot excuse itself: with `--base-ref`, what is declared comes from the revision that the change goes into. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expand } from "../dist/src/azure/boundary.js";
import { loosened } from "../dist/src/config/loosened.js";
import type { Traced } from "../dist/src/config/policies.js";
import { policiesFor } from "../dist/src/config/policies.js";
import type { HadrConfig } from "../dist/src/config/schema.js";
import { loadRules } from "../dist/src/rules.js";
import { root } from "./engine/engine";

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-base-ref-"));
const project = join(folder, "infra");
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]): void => {
  const run = spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
  if (run.status !== 0) throw new Error(String(run.stderr));
};
const write = (name: string, text: string): void => writeFileSync(join(project, name), text);
const check = (...args: string[]) => judge("preview.json", ...args);
const judge = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, "dist", "src", "cli.js"), "check", ...args], {
    cwd: project,
    encoding: "utf8",
  });
interface Report {
  config: string | null;
  notices: string[];
  stacks: { rpoMinutes?: number; environment: string }[];
  verdicts: { rule: string; name: string; outcome: string; because?: string; waiver?: object; blocking: boolean }[];
}
const report = (...args: string[]): Report => JSON.parse(check("-f", "json", ...args).stdout) as Report;
const of = ({ verdicts }: Report, rule: string) => verdicts.filter((one) => one.rule === rule);

beforeAll(() => {
  mkdirSync(project);
  git("init", "-q", "-b", "main");
  copyFileSync(join(root, "fixtures", "second-preview", "preview.json"), join(project, "preview.json"));
  write("Pulumi.yaml", "name: azure-hadr-demo\nruntime: nodejs\n");
  write("Pulumi.dev.yaml", "config:\n  azure-hadr:rtoMinutes: 30\n");
  write("hadr.yaml", "rpoMinutes: 5\nresidency: { countries: [NL, IE] }\n");
  git("add", ".");
  git("commit", "-qm", "what was agreed on");
  git("checkout", "-qb", "change");
  write("Pulumi.dev.yaml", "config: {}\n");
  write(
    "hadr.yaml",
    `environment: development
rpoMinutes: 60
waivers:
  - { rule: cosmos-min-two-regions, resource: created, owner: me, reason: mine, until: 2999-12-31 }
`,
  );
});

describe("the declarations of the base revision hold", () => {
  test("without the flag the change excuses itself, with it it does not", () => {
    const [own, base] = [report(), report("--base-ref", "main")];
    expect(own.stacks[0]).toMatchObject({ environment: "development", rpoMinutes: 60 });
    expect(of(own, "cosmos-min-two-regions").find(({ name }) => name === "created")?.waiver).toBeDefined();
    expect(base.stacks[0]).toMatchObject({ environment: "production", rpoMinutes: 5, rtoMinutes: 30 });
    expect(base.config).toBe("main:infra/hadr.yaml");
    const created = of(base, "cosmos-min-two-regions").find(({ name }) => name === "created");
    expect(created).toMatchObject({ outcome: "fail", blocking: true });
    expect(created).not.toHaveProperty("waiver");
  });

  test("a waiver in the program holds once it stands there, above the same resource", () => {
    const preview = JSON.parse(readFileSync(join(project, "preview.json"), "utf8"));
    const step = preview.steps.find(({ urn }: { urn: string }) => urn.endsWith("::created"));
    step.newState.sourcePosition = "project:///index.ts#2,1";
    write("placed.json", JSON.stringify(preview));
    write(
      "index.ts",
      "// azure-hadr:ignore cosmos-min-two-regions until=2999-12-31 owner=me -- mine\nnew A('created');\n",
    );
    const say = (...args: string[]) => {
      const { stdout } = judge("placed.json", "-c", "none.yaml", "-f", "json", ...args);
      const found = of(JSON.parse(stdout) as Report, "cosmos-min-two-regions");
      return found.find(({ name }) => name === "created")?.waiver !== undefined;
    };
    write("none.yaml", "");
    expect([say(), say("--base-ref", "main"), say("--base-ref", "change")]).toEqual([true, false, false]);
    // The file of declarations is new as well; what stands in the program is told beside it.
    const against = JSON.parse(judge("placed.json", "-f", "json", "--base-ref", "main").stdout) as Report;
    expect(of(against, "stack-declarations-are-kept")[0]?.because).toContain(
      "cosmos-min-two-regions is waived for created until 2999-12-31 by me (index.ts:1:4)",
    );
    git("add", "infra/index.ts");
    git("commit", "-qm", "answered for");
    expect([say("--base-ref", "main"), say("--base-ref", "change")]).toEqual([false, true]);
  });

  test("and what it takes back is a finding of its own, that points out", () => {
    expect(of(report(), "stack-declarations-are-kept")).toEqual([]);
    const [finding, ...more] = of(report("--base-ref", "main"), "stack-declarations-are-kept");
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ outcome: "fail", blocking: false });
    for (const words of [
      "environment from production to development",
      "rpoMinutes from 5 to 60",
      "rtoMinutes 30 is not declared any more",
      "the boundary (countries NL, IE) is not declared any more",
      "cosmos-min-two-regions is waived for created until 2999-12-31 by me",
    ])
      expect(finding?.because).toContain(words);
  });

  test("what an overlapping pattern takes back is told by the resource", () => {
    const declared = readFileSync(join(project, "hadr.yaml"), "utf8");
    const entries = (pattern: string) => `stacks:\n  - { resource: "${pattern}", rpoMinutes: 5 }\n`;
    write("hadr.yaml", entries("created*"));
    git("commit", "-qam", "for some");
    write("hadr.yaml", entries("created?"));
    try {
      const [found] = of(report("--base-ref", "HEAD"), "stack-declarations-are-kept");
      expect(found?.because).toContain("for created: rpoMinutes 5 is not declared any more");
      expect(found?.because?.match(/rpoMinutes/g)).toHaveLength(1);
    } finally {
      git("reset", "-q", "HEAD~1");
      write("hadr.yaml", declared);
    }
  });

  test("a baseline that the change brings excuses nothing, and what it takes in is told", () => {
    const run = spawnSync(
      process.execPath,
      [join(root, "dist", "src", "cli.js"), "baseline", "preview.json", "-c", "none.yaml"],
      { cwd: project, encoding: "utf8" },
    );
    expect([run.status, run.stdout]).toEqual([0, ""]);
    const [own, base] = [report("-c", "none.yaml"), report("--base-ref", "main")];
    const excused = ({ verdicts }: Report) => verdicts.filter((one) => "excused" in one).length;
    expect(excused(own)).toBeGreaterThan(0);
    expect(excused(base)).toBe(0);
    expect(of(base, "stack-declarations-are-kept")[0]?.because).toMatch(
      new RegExp(`the baseline takes in ${excused(own)} more findings \\(.+ on .+ and \\d+ more\\)`),
    );
    rmSync(join(project, "hadr-baseline.json"));
  });

  test("links lead where the base revision has them lead, not where the change turns them", () => {
    const lax = join(project, "lax");
    mkdirSync(lax);
    writeFileSync(join(lax, "hadr.yaml"), "environment: development\n");
    git("add", "infra/lax");
    git("commit", "-qm", "lax elsewhere");
    const declared = readFileSync(join(project, "hadr.yaml"), "utf8");
    rmSync(join(project, "hadr.yaml"));
    symlinkSync(join("lax", "hadr.yaml"), join(project, "hadr.yaml"));
    try {
      const turned = report("--base-ref", "main");
      expect(turned.config).toBe("main:infra/hadr.yaml");
      expect(turned.stacks[0]).toMatchObject({ environment: "production", rpoMinutes: 5 });
      git("add", "infra/hadr.yaml");
      git("commit", "-qm", "a link");
      expect(report("--base-ref", "HEAD").stacks[0]).toMatchObject({ environment: "development" });
      git("reset", "-q", "--soft", "HEAD~2");
      git("reset", "-q");
    } finally {
      rmSync(join(project, "hadr.yaml"));
      write("hadr.yaml", declared);
      rmSync(lax, { recursive: true });
    }
  });

  test("a file that the base revision lacks holds nothing yet, and the report says so", () => {
    git("checkout", "-q", "--orphan", "empty");
    git("rm", "-rqf", "--cached", ".");
    git("commit", "-q", "--allow-empty", "-m", "nothing");
    git("symbolic-ref", "HEAD", "refs/heads/change");
    git("reset", "-q");
    const base = report("--base-ref", "empty");
    expect(base.config).toBeNull();
    expect(base.stacks[0]).toMatchObject({ environment: "production" });
    expect(base.notices.join(" ")).toContain("hadr.yaml is not in empty");
  });

  test.each([
    ["nosuch", /no such revision here; fetch it first/],
    ["--output=x", /no such revision here/],
  ])("--base-ref %s is refused", (revision, words) => {
    const run = check(`--base-ref=${revision}`);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(words);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
  });

  test("a declaration that is in the revision and cannot be read is not taken for one that is not there", () => {
    const { stdout } = spawnSync("git", ["rev-parse", "main:infra/hadr.yaml"], { cwd: folder, encoding: "utf8" });
    const object = join(folder, ".git", "objects", stdout.slice(0, 2), stdout.slice(2).trim());
    renameSync(object, `${object}.away`); // as in a partial clone
    try {
      const run = check("--base-ref", "main");
      expect([run.status, run.stdout, run.stderr]).toEqual([
        2,
        "",
        "azure-hadr: main:infra/hadr.yaml: git cannot read it; fetch the revision whole\n",
      ]);
    } finally {
      renameSync(`${object}.away`, object);
    }
  });

  test("outside a repository it is refused", () => {
    const run = spawnSync(
      process.execPath,
      [join(root, "dist", "src", "cli.js"), "check", join(project, "preview.json"), "--base-ref", "main"],
      { cwd: tmpdir(), encoding: "utf8", env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } },
    );
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(/is in no git repository/);
  });
});

describe("what loosens", () => {
  const policies = (says: HadrConfig): ((resource?: string) => Traced) =>
    policiesFor({ says, at: () => "" }, { project: "shop", stack: "prod", today: "2026-11-22" });
  const between = (one: HadrConfig, other: HadrConfig): string[] =>
    loosened({ project: "shop", stack: "prod" }, policies(one), policies(other), loadRules());

  test.each<[what: string, strict: HadrConfig, loose: HadrConfig]>([
    ["a lower environment", {}, { environment: "staging" }],
    ["a longer target", { rtoMinutes: 5 }, { rtoMinutes: 6 }],
    ["no target", { slaTarget: { read: 99.99 } }, {}],
    ["a lower availability", { slaTarget: { write: 99.999 } }, { slaTarget: { write: 99.99 } }],
    ["a wider boundary", { residency: { countries: ["NL"] } }, { residency: { countries: ["NL", "IE"] } }],
    ["no boundary", { residency: { countries: ["NL"] } }, {}],
    ["a rule that advises", {}, { levels: { "cosmos-min-two-regions": "advisory" } }],
    ["a rule that is off", {}, { levels: { "cosmos-continuous-backup": "disabled" } }],
    ["a rule that is no longer raised", { levels: { "cosmos-continuous-backup": "mandatory" } }, {}],
    ["alerts said to be elsewhere", {}, { alertsManagedElsewhere: true }],
    ["unknown lets through", { failOnUnknown: true }, {}],
    ["for some resources alone", {}, { stacks: [{ resource: "carts-*", environment: "test" }] }],
    [
      "a freeze that ends",
      { outageFreeze: { regions: ["westeurope"], reason: "out", until: "2026-12-31" } },
      { outageFreeze: { regions: ["westeurope"], reason: "out", until: "2026-12-01" } },
    ],
  ])("%s, and the other way round nothing does", (_, strict, loose) => {
    expect(between(strict, loose)).toHaveLength(1);
    expect(between(loose, strict)).toEqual([]);
    expect(between(strict, strict)).toEqual([]);
  });

  test("one region by law takes one question away and asks others, so either way is for a person to see", () => {
    expect(between({}, { singleRegionByLaw: true })).toHaveLength(1);
    expect(between({ singleRegionByLaw: true }, {})).toHaveLength(1);
  });

  test("waivers and attestations: new, wider or longer ones, never those that end or go", () => {
    const waiver = { rule: "cosmos-min-two-regions", resource: "a", owner: "o", reason: "r", until: "2027-01-01" };
    const vouch = { rule: "cosmos-failover-is-rehearsed", scope: "*", by: "b", date: "2026-01-01", evidence: "e" };
    const one: HadrConfig = { waivers: [waiver], attestations: [{ ...vouch, until: "2027-01-01" }] };
    expect(between({}, one)).toHaveLength(2);
    expect(between(one, {})).toEqual([]);
    expect(between(one, { ...one, waivers: [{ ...waiver, until: "2027-02-01" }] })).toHaveLength(1);
    expect(between(one, { ...one, waivers: [{ ...waiver, until: "2026-12-01" }] })).toEqual([]);
    expect(between(one, { ...one, waivers: [{ ...waiver, resource: "*" }] })).toHaveLength(1);
    expect(between({ waivers: [{ ...waiver, resource: "*" }] }, { waivers: [waiver] })).toEqual([]);
    expect(between(one, { ...one, waivers: [{ ...waiver, resource: "a?" }] })).toHaveLength(1);
    expect(between({}, { waivers: [{ ...waiver, stack: "dev" }] })).toEqual([]);
    expect(between({}, { attestations: [{ ...vouch, scope: "*/dev", until: "2027-01-01" }] })).toEqual([]);
    expect(between({ waivers: [{ ...waiver, stack: "dev" }] }, { waivers: [waiver] })).toHaveLength(1);
  });

  test("another boundary of the same width is wider too", () => {
    expect(expand({ countries: ["NL"] }).regions.size).toBe(1);
    expect(between({ residency: { countries: ["NL"] } }, { residency: { countries: ["IE"] } })).toHaveLength(1);
  });
});
