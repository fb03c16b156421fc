/** The flags of every day: what stands in the way, which rules are asked, how much is said, and what is said of mistakes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { afterAll, describe, expect, test } from "vitest";
import { asOf } from "../dist/src/azure/regions.js";
import { progress, silent } from "../dist/src/cli/progress.js";
import { didYouMean } from "../dist/src/nearest.js";
import { loadRules } from "../dist/src/rules.js";

const root = join(__dirname, "..");
const cli = join(root, "dist", "src", "cli.js");
const demo = join(root, "fixtures", "demo", "preview.json");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-everyday-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], options: { node?: readonly string[]; input?: string } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(options.node ?? []), cli, ...args], {
    cwd: folder,
    input: options.input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}
const check = (...args: string[]) => run(["check", "--as-of", "2026-11-22", ...args]);
const report = (...args: string[]) => JSON.parse(check("-f", "json", ...args).stdout);
function file(name: string, content: string | object): string {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
}
function refused(ran: ReturnType<typeof run>, message: string): void {
  expect(ran).toEqual({ status: 2, stdout: "", stderr: expect.stringContaining(message) });
  expect(ran.stderr.trimEnd().split("\n").length).toBe(1);
}

/** A preview of accounts, by name. */
const preview = (accounts: Readonly<Record<string, object>>) => {
  const type = "azure-native:cosmosdb:DatabaseAccount";
  const steps = Object.entries(accounts).map(([name, inputs]) => {
    const urn = `urn:pulumi:dev::shop::${type}::${name}`;
    return { op: "create", urn, newState: { type, urn, custom: true, inputs } };
  });
  return { steps, changeSummary: { create: steps.length } };
};
const oneRegion = { locations: [{ locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true }] };
const total = loadRules().size;
const isReport = new Ajv2020({ strict: false }).compile(
  JSON.parse(readFileSync(join(root, "schema", "report.schema.json"), "utf8")),
);

describe("--fail-on", () => {
  const name = () => file("one.json", preview({ orders: oneRegion }));
  type Said = { severity: string; blocking: boolean; outcome: string; levelReason?: string };
  const failing = (...args: string[]): Said[] =>
    report(name(), ...args).verdicts.filter(({ outcome }: Said) => outcome === "fail");

  test("everything of that severity or worse stands in the way, and nothing below", () => {
    const ranks = ["critical", "high", "medium", "low", "info"];
    expect(new Set(failing().map(({ severity }) => severity)).size).toBeGreaterThan(1);
    for (const [rank, least] of ranks.entries()) {
      const said = failing("--fail-on", least);
      for (const { severity, blocking } of said)
        expect([severity, blocking]).toEqual([severity, ranks.indexOf(severity) <= rank]);
      expect(check(name(), "--fail-on", least).status).toBe(said.some(({ blocking }) => blocking) ? 1 : 0);
    }
    expect(check(name(), "--fail-on", "critical").status).toBe(0);
    expect(failing("--fail-on", "blocking")).toEqual(failing());
  });
  test("what it lets through, and what it adds, says so in text and in json", () => {
    const ran = check(name(), "--fail-on", "critical");
    expect(ran.stdout).toMatch(/^✓ Nothing in the way/m);
    expect(ran.stdout).toMatch(/level +below --fail-on critical/);
    expect(ran.stdout).toContain("shop/dev: production; of failures, critical stands in the way.");
    const { stacks, ...whole } = report(name(), "--fail-on", "medium");
    expect(stacks[0].failOn).toBe("medium");
    expect([isReport({ ...whole, stacks }), isReport.errors]).toEqual([true, null]);
    expect(whole.verdicts.some(({ levelReason }: Said) => levelReason === "at or above --fail-on medium")).toBe(true);
  });
  test("what is not known is left to --fail-on-unknown, and hadr.yaml's advisory is overruled", () => {
    const open = file("open.json", preview({ orders: { locations: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }));
    const only = ["--only", "cosmos-min-two-regions"];
    expect(check(open, ...only, "--fail-on", "info").status).toBe(0);
    expect(check(open, ...only, "--fail-on", "critical", "--fail-on-unknown").status).toBe(1);
    const advisory = file("advisory.yaml", "levels: { cosmos-min-two-regions: advisory }\n");
    expect(check(name(), ...only, "-c", advisory).status).toBe(0);
    expect(check(name(), ...only, "-c", advisory, "--fail-on", "high").status).toBe(1);
  });
});

describe("--only and --skip", () => {
  const name = () => file("one.json", preview({ orders: oneRegion }));
  const rulesOf = ({ verdicts }: { verdicts: { rule: string }[] }) => [...new Set(verdicts.map(({ rule }) => rule))];

  test("one rule alone, several, a pattern", () => {
    const all = rulesOf(report(name(), "--verdicts", "all"));
    expect(rulesOf(report(name(), "--verdicts", "all", "--only", "cosmos-min-two-regions"))).toEqual([
      "cosmos-min-two-regions",
    ]);
    const several = rulesOf(
      report(name(), "--verdicts", "all", "--only", "cosmos-backup-*", "--only", "cosmos-min-two-regions"),
    );
    expect(several.sort()).toEqual(all.filter((id) => /^cosmos-(?:backup-.*|min-two-regions)$/.test(id)).sort());
    const rest = rulesOf(report(name(), "--verdicts", "all", "--skip", "cosmos-backup-*"));
    expect(rest.sort()).toEqual(all.filter((id) => !id.startsWith("cosmos-backup-")).sort());
    const both = rulesOf(report(name(), "--verdicts", "all", "--only", "cosmos-*", "--skip", "cosmos-min-two-regions"));
    expect(both.sort()).toEqual(all.filter((id) => id.startsWith("cosmos-") && id !== "cosmos-min-two-regions").sort());
  });
  test("what is left out does not stand in the way, and every format says that less was asked", () => {
    const args = [name(), "--skip", "cosmos-min-two-regions"];
    const notice = `Left out by --skip: cosmos-min-two-regions; ${total - 1} of ${total} rules were asked.`;
    const { notices, ...whole } = report(...args);
    expect(notices).toEqual([notice]);
    expect([isReport({ ...whole, notices }), isReport.errors]).toEqual([true, null]);
    expect(check(...args).stdout.replace(/\n {2}/g, " ")).toContain(notice);
    expect(check(...args, "-f", "sarif").stdout).toContain(notice);
    expect(report(name())).toHaveProperty("notices", []);
    expect(report(name(), "--only", "*")).toHaveProperty("notices", []);
    expect([
      check(name()).status,
      check(name(), "--only", "cosmos-failover-priorities", "--only", "cosmos-zones-*").status,
    ]).toEqual([1, 0]);
  });
  test("--only names what was asked, and says of a rule that ships switched off that it may not have been", () => {
    expect(report(name(), "--only", "cosmos-min-two-regions").notices).toEqual([
      `Left out by --only: all but cosmos-min-two-regions; 1 of ${total} rules was asked.`,
    ]);
    const off = [...loadRules().values()].find(({ disabled }) => disabled !== undefined)?.id ?? "";
    expect(report(name(), "--only", off).notices).toEqual([
      `Left out by --only: all but ${off}; 1 of ${total} rules was asked.`,
      `${off} ships switched off: it was asked only where \`levels\` gives it a level.`,
    ]);
    expect(report(name(), "--only", "cosmos-min-two-regions", "--skip", "adt-*").notices[0]).toMatch(
      /^Left out by --only and --skip: all but cosmos-min/,
    );
  });
  test("a name that is none, and nothing left: exit 2", () => {
    for (const flag of ["--only", "--skip"]) {
      refused(
        check(name(), flag, "cosmos-min-two-region"),
        `${flag}: no rule has the id "cosmos-min-two-region" (did you mean "cosmos-min-two-regions"?)`,
      );
      refused(check(name(), flag, "kosmos-*"), `${flag}: no rule has the id "kosmos-*"`);
      refused(check(name(), flag, ""), `${flag}: no rule has the id ""`);
    }
    refused(check(name(), "--skip", "*"), "--only and --skip leave no rule to ask");
    refused(check(name(), "--only", "adt-*", "--skip", "a*"), "leave no rule to ask");
  });
});

describe("--quiet", () => {
  const quiet = (...args: string[]) => check(demo, "-q", ...args).stdout;
  const last = (text: string) => text.trimEnd().split("\n").at(-1);

  test("what stands in the way and the last line, the same as without it", () => {
    const whole = check(demo);
    const ran = check(demo, "--quiet");
    expect([ran.status, ran.stderr, last(ran.stdout)]).toEqual([whole.status, "", last(whole.stdout)]);
    const headings = ran.stdout.match(/^\S.* ─+$/gm)?.map((line) => line.replace(/ ─+/, ""));
    expect([headings, ran.stdout.startsWith("In the way ─")]).toEqual([["In the way"], true]);
    const blocking = (text: string) => text.match(/^ {2}✗ .*$/gm);
    expect(blocking(ran.stdout)).toEqual(blocking(whole.stdout));
    expect(ran.stdout).not.toMatch(/is for a person|· advice/);
  });
  test("nothing in the way: one line", () => {
    const name = file("one.json", preview({ orders: oneRegion }));
    expect(check(name, "-q", "--fail-on", "critical").stdout).toMatch(/^✓ Nothing in the way · .*\n$/);
  });
  test("what is not known stands there only where it is in the way", () => {
    expect(quiet()).not.toContain("Cannot be decided");
    expect(quiet("--fail-on-unknown")).toContain("Cannot be decided");
    const type = "azure-native:resources:Resource";
    const urn = `urn:pulumi:dev::shop::${type}::any`;
    const name = file("any.json", {
      steps: [{ op: "create", urn, newState: { type, urn, custom: true, inputs: {} } }],
    });
    const words = /Resource \(1\): .*in the\s+way\./s;
    const plain = check(name, "-q");
    const insisting = check(name, "-q", "--fail-on-unknown");
    expect([plain.status, words.test(plain.stdout), insisting.status, words.test(insisting.stdout)]).toEqual([
      0,
      false,
      1,
      true,
    ]);
  });
  test("other formats, and errors, are what they are", () => {
    expect(quiet("-f", "json")).toBe(check(demo, "-f", "json").stdout);
    expect(quiet("-f", "sarif")).toBe(check(demo, "-f", "sarif").stdout);
    refused(check("no-such.json", "-q"), "no-such.json: no such file");
  });
});

describe("progress", () => {
  /** What is written while chunks of 10 MB come every so many milliseconds. */
  function written(isTTY: boolean, pace: number, times: number): string[] {
    const words: string[] = [];
    let time = 5;
    const told = progress({ isTTY, write: (text) => words.push(text) }, () => time);
    const chunk = new Uint8Array(10_000_000);
    function* chunks() {
      for (let count = 0; count < times; count++) {
        time += pace;
        yield chunk;
      }
    }
    for (const _ of told.resources(told.bytes(chunks()))) {
      // each piece counts as a resource
    }
    told.end();
    return words;
  }
  test("nothing in the first two seconds", () => {
    expect(written(true, 100, 19)).toEqual([]);
    expect(written(false, 100, 99)).toEqual([]);
  });
  test("a terminal: one line, rewritten a few times a second, taken away at the end", () => {
    const lines = written(true, 100, 40);
    expect(lines[0]).toBe("\razure-hadr: read 200 MB, 19 resources\u001b[K");
    expect(lines.at(-1)).toBe("\r\u001b[K");
    expect(lines.length).toBe(12);
    expect(lines.join("")).not.toContain("\n");
  });
  test("elsewhere: a plain line every ten seconds", () => {
    expect(written(false, 1_000, 2_500).slice(0, 2)).toEqual([
      "azure-hadr: read 100 MB, 9 resources\n",
      "azure-hadr: read 200 MB, 19 resources\n",
    ]);
    expect(written(false, 1_000, 2_500).at(-1)).toBe("azure-hadr: read 25,000 MB, 2,499 resources\n");
  });
  test("the clock is looked at once for each piece, whatever the number of resources", () => {
    let looks = 0;
    const told = progress({ write: () => {} }, () => looks++);
    for (const _ of told.resources(Array(1_000).keys())) expect(looks).toBe(1);
    for (const _ of told.bytes([new Uint8Array(3), new Uint8Array(3)])) expect(looks).toBeGreaterThan(1);
    expect(looks).toBe(3);
  });
  test("silence hands on what it is given", () => {
    const chunks = [new Uint8Array(1)];
    expect(silent.bytes(chunks)).toBe(chunks);
  });

  /** A clock on which every look is three seconds after the one before, and a terminal where wanted. */
  const clock = (isTTY: boolean): string[] => {
    const name = join(folder, `clock-${isTTY}.cjs`);
    writeFileSync(name, `let time = 0; performance.now = () => (time += 3_000); process.stderr.isTTY = ${isTTY};`);
    return ["--require", name];
  };
  /** `<` for back to the begin of the line, `>` for away with the rest of it. */
  const shown = (words: string) => words.replaceAll("\r", "<").replaceAll("\u001b[K", ">");
  const args = ["check", demo, "--as-of", "2026-11-22", "--exit-zero"];
  test("a check tells it on standard error alone, also where the input turns out to be cut off", () => {
    const plain = run(args).stdout;
    const live = run(args, { node: clock(true) });
    expect([live.status, live.stdout === plain]).toEqual([0, true]);
    expect(shown(live.stderr)).toMatch(/^(?:<azure-hadr: read \d+ KB, \d+ resources>)+<>$/);
    const logged = run(args, { node: clock(false) }).stderr;
    expect(logged).not.toContain("\u001b");
    file("cut.json", readFileSync(demo, "utf8").slice(0, -500));
    const cut = run(["check", "cut.json"], { node: clock(true) });
    expect([cut.status, shown(cut.stderr)]).toEqual([
      2,
      expect.stringMatching(/<>azure-hadr: cut\.json:[^<>]*: cut off[^<>]*\n$/),
    ]);
  });
  test("never with --quiet", () => {
    expect(run([...args, "-q"], { node: clock(true) }).stderr).toBe("");
  });
});

describe("mistakes are met with what was meant", () => {
  test.each([
    [["chek"], "Did you mean check?"],
    [["check", "--formt", "json"], "Did you mean --format?"],
    [["check", "-f", "sarfi"], 'did you mean "sarif"?'],
    [["check", "--color", "alwasy"], 'did you mean "always"?'],
    [["check", "--verdicts", "al"], "Expected one of open, all"],
    [["check", "--fail-on", "hihg"], 'did you mean "high"?'],
    [["rules", "--manul"], "Did you mean --manual?"],
    [["explain", "cosmos-min-two-region"], 'did you mean "cosmos-min-two-regions"?'],
    [["explain", "--resorce", "x"], "Did you mean --resource?"],
    [["objectives", "--jsno"], "Did you mean --json?"],
    [["policy-config", "--outptu", "x"], "Did you mean --output?"],
    [["policy-config", "--remediate", "cosmos-min-two-region"], 'did you mean "cosmos-min-two-regions"?'],
    [["init", "--outptu", "x"], "Did you mean --output?"],
    [["completion", "bsh"], 'did you mean "bash"?'],
  ])("%j", (args, message) => refused(run(args), message));
  test("a region and a rule in hadr.yaml", () => {
    const name = file("one.json", preview({ orders: oneRegion }));
    refused(
      check(name, "-c", file("regions.yaml", "residency: { regions: [westeurpoe] }\n")),
      'did you mean "westeurope"?',
    );
    refused(
      check(name, "-c", file("levels.yaml", "levels: { cosmos-min-two-region: advisory }\n")),
      'did you mean "cosmos-min-two-regions"?',
    );
  });
  test("two letters that swapped places are near, other letters are not", () => {
    expect(didYouMean("sarfi", ["text", "json", "sarif"])).toBe(' (did you mean "sarif"?)');
    expect(didYouMean("xzrif", ["text", "json", "sarif"])).toBe("");
  });
});

describe("the age of what is known", () => {
  const name = () => file("one.json", preview({ orders: oneRegion }));
  const on = (day: string, ...args: string[]) => run(["check", name(), "--as-of", day, ...args]);
  const [year = "", rest = ""] = [asOf.slice(0, 4), asOf.slice(4)];
  const anniversary = `${Number(year) + 1}${rest}`;
  const later = (days: number) => new Date(Date.parse(anniversary) + days * 86_400_000).toISOString().slice(0, 10);

  test("--version says of which day the regions are", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(run(["--version"])).toEqual({ status: 0, stdout: `${version}\nregion data of ${asOf}\n`, stderr: "" });
  });
  test("for a year nothing is said; from then on it is, in every report and on standard error", () => {
    expect(on(anniversary).stderr).toBe("");
    expect(on(anniversary).stdout).not.toContain("region data");
    const words = `The region data is of ${asOf}, 12 months old: update azure-hadr.`;
    const ran = on(later(1));
    expect([ran.status, ran.stderr]).toEqual([1, `azure-hadr: ${words}\n`]);
    expect(ran.stdout).toContain(words);
    expect(JSON.parse(on(later(1), "-f", "json").stdout).notices).toEqual([words]);
    expect(on(later(1), "-f", "sarif").stdout).toContain(words);
    expect(on(later(62)).stderr).toContain(", 14 months old");
  });
});

describe("azure-hadr alone", () => {
  test("prints its help on standard output and, since nothing was judged, ends with 2", () => {
    const { status, stdout, stderr } = run([]);
    expect([status, stdout, stderr]).toEqual([2, run(["--help"]).stdout, ""]);
    expect(run(["help"])).toEqual({ status: 0, stdout, stderr: "" });
  });
});
