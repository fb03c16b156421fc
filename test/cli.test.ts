/** The command line as a user meets it: exit codes, streams, one-line errors, nothing half-written. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(__dirname, "..");
const cli = join(root, "dist", "src", "cli.js");
const fixture = (...path: string[]) => join(root, "fixtures", ...path);
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}
function run(
  args: readonly string[],
  options: { cwd?: string; input?: string | Buffer; env?: NodeJS.ProcessEnv } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: options.cwd ?? folder,
    input: options.input ?? "",
    env: { ...process.env, ...options.env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}
const check = (...args: string[]) => run(["check", "--as-of", "2026-11-22", ...args]);
function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A preview of one account, as small as they come. */
const preview = (
  inputs: object,
  more: object = {},
  type = "azure-native:cosmosdb:DatabaseAccount",
  name = "orders",
) => ({
  steps: [
    {
      op: "create",
      urn: `urn:pulumi:dev::shop::${type}::${name}`,
      newState: { type, urn: `urn:pulumi:dev::shop::${type}::${name}`, custom: true, inputs },
    },
  ],
  changeSummary: { create: 1 },
  ...more,
});
const good = preview({
  locations: [
    { locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true },
    { locationName: "northeurope", failoverPriority: 1, isZoneRedundant: true },
  ],
  enableAutomaticFailover: true,
  backupPolicy: { type: "Continuous" },
});
const bad = preview({
  locations: [{ locationName: "westeurope", failoverPriority: 0, isZoneRedundant: true }],
  backupPolicy: { type: "Periodic", periodicModeProperties: { backupStorageRedundancy: "Geo" } },
});

/** Refused: exit 2, nothing on standard output, one line on standard error, no stack trace. */
function refused({ status, stdout, stderr }: Ran, message: string | RegExp): void {
  expect(stderr).toMatch(message);
  expect([status, stdout, stderr.trimEnd().split("\n").length]).toEqual([2, "", 1]);
  expect(stderr).not.toMatch(/\n\s+at /);
}

describe("help", () => {
  test("fits a terminal of 80 columns, whatever command it is of", () => {
    const { stdout } = run(["--help"]);
    const names = [...stdout.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name]) => name as string);
    expect(names).toEqual(expect.arrayContaining(["check", "baseline", "completion", "help"]));
    for (const text of [stdout, ...names.map((name) => run(["help", name]).stdout)])
      expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
  test("of a command that there is not is refused in one line", () =>
    refused(run(["help", "chek"]), /did you mean "check"\?/));
});

describe("where it cannot write", () => {
  /** Through a shell, which says where the streams go. */
  const shell = (streams: string, ...args: string[]) =>
    spawnSync("sh", ["-c", `"$@" ${streams}`, "sh", process.execPath, cli, ...args], { cwd: folder, encoding: "utf8" });
  const input = () => file("now.json", JSON.stringify(preview({ location: "westeurope" })));

  test("a full disk behind standard output is one line and 2, not a finding", () => {
    const ran = shell("> /dev/full", "check", input(), "--exit-zero");
    expect([ran.status, ran.stderr]).toEqual([2, "azure-hadr: standard output: cannot be written: ENOSPC\n"]);
  });
  test("where standard error cannot be written to, the exit code stays", () =>
    expect(shell("2> /dev/full", "check", "no-such-file.json").status).toBe(2));
  test("/dev/stdout may be a pipe", () => {
    const ran = shell("| cat", "check", input(), "-q", "-f", "text=/dev/null", "-f", "json=/dev/stdout");
    expect(ran.stderr).toBe("");
    expect(JSON.parse(ran.stdout)).toHaveProperty("schemaVersion");
  });
});

describe("--base of other stacks", () => {
  const one = JSON.stringify(preview({ location: "westeurope" }));
  const other = one.replaceAll("::shop::", "::blog::");

  test("no stack on both sides: refused, since all would be new and nothing worse", () => {
    const [now, base] = [file("now.json", one), file("other.json", other)];
    expect(check(now, "--base", base)).toEqual({
      status: 2,
      stdout: "",
      stderr: `azure-hadr: ${base}: of blog/dev and not of shop/dev, so there is nothing to compare with\n`,
    });
  });

  test("a stack on one side alone is named", () => {
    const [now, base] = [file("now.json", one), file("other.json", other)];
    const { notices } = JSON.parse(check(now, "--base", base, "--base", now, "-f", "json").stdout) as {
      notices: string[];
    };
    expect(notices).toContain(`Of blog/dev in ${base} and ${now} nothing was judged, so nothing was compared.`);
    const back = JSON.parse(check(now, base, "--base", base, "-f", "json").stdout) as { notices: string[] };
    expect(back.notices).toContain(`Nothing of shop/dev is in ${base}, so all of it counts as new.`);
  });
});

describe("exit codes", () => {
  test("0: nothing stands in the way", () => {
    const ran = check(file("good.json", JSON.stringify(good)));
    expect([ran.status, ran.stderr]).toEqual([0, ""]);
    expect(ran.stdout).toMatch(/✓ 0 in the way|✓/);
  });
  test("1: something does; --exit-zero only reports", () => {
    const name = file("bad.json", JSON.stringify(bad));
    expect(check(name).status).toBe(1);
    expect(check(name, "--exit-zero")).toMatchObject({ status: 0, stderr: "" });
  });
  test("0: resources, but none of our kinds, and it says so", () => {
    const ran = check(file("other.json", JSON.stringify(preview({}, {}, "azure-native:storage:StorageAccount"))));
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/none of them/);
  });
  test("2: no resource at all, unless that is accepted", () => {
    const name = file("empty.json", JSON.stringify({ steps: [], changeSummary: {} }));
    refused(check(name), /empty\.json: holds no resource at all/);
    expect(check(name, "--allow-empty").status).toBe(0);
  });
  test("2: unchanged resources are not shown, unless that is accepted; 1 if a shown one blocks", () => {
    const hidden = (from: object) => JSON.stringify({ ...from, changeSummary: { create: 1, same: 4 } });
    const name = file("hidden.json", hidden(good));
    const ran = check(name);
    expect([ran.status, ran.stderr]).toEqual([
      2,
      expect.stringContaining("4 unchanged resources are not in the input"),
    ]);
    expect(ran.stdout).not.toBe(""); // what was judged is reported
    expect(check(name, "--allow-unseen").status).toBe(0);
    expect(check(file("hidden-bad.json", hidden(bad))).status).toBe(1);
  });
  test("unknown blocks only where asked", () => {
    const name = file("unknown.json", JSON.stringify(preview({ locations: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })));
    expect(check(name).status).toBe(0);
    expect(check(name, "--fail-on-unknown").status).toBe(1);
    expect(check(name, "-c", file("strict.yaml", "failOnUnknown: true")).status).toBe(1);
  });
  test("a rule that is switched off is not judged, and the report says so", () => {
    const name = file("bad.json", JSON.stringify(bad));
    const config = file("off.yaml", "levels: { cosmos-min-two-regions: disabled }");
    const ran = check(name, "-c", config);
    expect([ran.status, ran.stdout]).toEqual([
      0,
      expect.stringContaining("Switched off by configuration: cosmos-min-two-regions."),
    ]);
    expect(JSON.parse(check(name, "-c", config, "-f", "json").stdout).summary.switchedOff).toEqual([
      "cosmos-min-two-regions",
    ]);
  });
  test("what may be one of ours and does not tell stands in the way where the unknown does", () => {
    const inputs = { properties: { template: "[secret]" } };
    const name = file("hidden-template.json", JSON.stringify(preview(inputs, {}, "azure-native:resources:Deployment")));
    expect(check(name)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("azure-native:resources:Deployment (1)"),
    });
    expect(check(name, "--fail-on-unknown")).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/one of ours; in\s+the way\./),
    });
  });
  test("the format never changes the exit code", () => {
    const name = file("bad.json", JSON.stringify(bad));
    for (const format of ["text", "json", "sarif"])
      expect([format, check(name, "-f", format).status]).toEqual([format, 1]);
  });
});

describe("formats and files", () => {
  test("several outputs in one run", () => {
    const name = file("bad.json", JSON.stringify(bad));
    const ran = check(
      name,
      "-f",
      "text",
      "-f",
      `sarif=${join(folder, "out.sarif")}`,
      "-f",
      `json=${join(folder, "out.json")}`,
    );
    expect([ran.status, ran.stderr]).toEqual([1, ""]);
    expect(ran.stdout).toContain("cosmos-min-two-regions");
    expect(JSON.parse(readFileSync(join(folder, "out.sarif"), "utf8")).version).toBe("2.1.0");
    const { schemaVersion, verdicts, summary } = JSON.parse(readFileSync(join(folder, "out.json"), "utf8"));
    expect([schemaVersion, verdicts.map(({ rule }: { rule: string }) => rule)]).toEqual([
      "1.2",
      ["cosmos-min-two-regions", "cosmos-backup-geo-residency", "stack-declares-objectives"],
    ]);
    expect(summary.blocking).toBe(1);
  });
  test("every format tells of the same findings", () => {
    const to = (format: string) => join(folder, `same.${format}`);
    const named = ["sarif", "json", "junit", "csv", "gitlab"];
    const ran = check(fixture("demo", "preview.json"), ...named.flatMap((one) => ["-f", `${one}=${to(one)}`]));
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([1, "", ""]);
    const [sarif, json, junit, csv, gitlab] = named.map((one) => readFileSync(to(one), "utf8")) as string[];
    const { verdicts, summary } = JSON.parse(json ?? "");
    expect(verdicts).toHaveLength(summary.fail + summary.unknown);
    expect(JSON.parse(sarif ?? "").runs[0].results).toHaveLength(verdicts.length);
    expect(csv?.split("\r\n")).toHaveLength(verdicts.length + 2);
    expect(JSON.parse(gitlab ?? "")).toHaveLength(verdicts.length - summary.waived);
    expect(junit).toContain(`tests="${verdicts.length + 2}" failures="${summary.blocking}"`);
  });
  test("all reports are written or none", () => {
    const first = join(folder, "first-of-two.json");
    const ran = check(
      file("bad.json", JSON.stringify(bad)),
      "-f",
      `json=${good}`,
      "-f",
      "sarif=no-such-folder/x.sarif",
    );
    expect([ran.status, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toBe("azure-hadr: no-such-folder/x.sarif: cannot be written: no such folder\n");
    expect(existsSync(first)).toBe(false);
  });
  test("a link stays a link, a device a device, and declarations are never replaced", () => {
    const input = file("bad.json", JSON.stringify(bad));
    const target = file("target.json", "old");
    symlinkSync(target, join(folder, "link.json"));
    expect(check(input, "-f", `json=${join(folder, "link.json")}`, "--exit-zero").status).toBe(0);
    expect([
      lstatSync(join(folder, "link.json")).isSymbolicLink(),
      JSON.parse(readFileSync(target, "utf8")).schemaVersion,
    ]).toEqual([true, "1.2"]);
    expect(check(input, "-f", "json=/dev/null", "--exit-zero").status).toBe(0);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
    const yaml = file("declared.yaml", "environment: production\n");
    for (const args of [
      ["check", input, "-c", yaml, "-f", `json=${yaml}`],
      ["policy-config", "-c", yaml, "-o", yaml],
    ])
      expect(run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining("holds the declarations") });
    expect(readFileSync(yaml, "utf8")).toBe("environment: production\n");
  });
  test("--verdicts all adds what passed, did not apply or is for a person", () => {
    const outcomes = (...args: string[]) =>
      new Set(
        JSON.parse(check(file("bad.json", JSON.stringify(bad)), "-f", "json", ...args).stdout).verdicts.map(
          ({ outcome }: { outcome: string }) => outcome,
        ),
      );
    expect(outcomes()).toEqual(new Set(["fail"]));
    expect(outcomes("--verdicts", "all")).toEqual(new Set(["fail", "pass", "not-applicable", "manual"]));
  });
  test("nothing is written where a report cannot be", () => {
    const before = readdirSync(folder).length;
    const name = file("bad.json", JSON.stringify(bad));
    refused(
      check(name, "-f", "sarif=no/such/folder/out.sarif"),
      /no\/such\/folder\/out\.sarif: cannot be written: no such folder/,
    );
    expect(readdirSync(folder).filter((each) => each.endsWith(".part"))).toEqual([]);
    expect(readdirSync(folder).length - before).toBeLessThanOrEqual(1);
  });
  test("no escape codes in a pipe, colours where they are asked for", () => {
    const name = file("bad.json", JSON.stringify(bad));
    expect(check(name).stdout).not.toContain("\u001b");
    expect(check(name, "--color", "always").stdout).toContain("\u001b[");
  });
  test("a reader that closes early is no error", () => {
    const ran = spawnSync(
      "sh",
      ["-c", `"${process.execPath}" "${cli}" check "${fixture("demo", "preview.json")}" | head -n 1`],
      { encoding: "utf8" },
    );
    expect(ran.stderr).toBe("");
  });
});

describe("waivers", () => {
  const waiver = (until: string, more = "") =>
    file(
      "waived.yaml",
      `waivers:\n  - { rule: cosmos-min-two-regions, resource: ord*, owner: me, reason: because, until: ${until}${more} }\n`,
    );
  const name = () => file("bad.json", JSON.stringify(bad));
  test("until its day, and not a day longer", () => {
    expect(check(name(), "-c", waiver("2026-11-22")).status).toBe(0);
    const expired = check(name(), "-c", waiver("2026-11-21"));
    expect(expired.status).toBe(1);
    expect(expired.stdout).toContain("ended on 2026-11-21");
  });
  test("only where kind and stack match", () => {
    const idle = check(name(), "-c", waiver("2027-01-01", ", kind: digital-twins"));
    expect([idle.status, idle.stdout]).toEqual([2, ""]);
    expect(idle.stderr).toContain("cosmos-min-two-regions speaks of cosmos-account, never of digital-twins");
    expect(check(name(), "-c", waiver("2027-01-01", ", stack: shop/prod")).status).toBe(1);
    expect(check(name(), "-c", waiver("2027-01-01", ", kind: cosmos-account, stack: dev")).status).toBe(0);
  });
});

describe("bad input is one line", () => {
  beforeAll(() => mkdirSync(join(folder, "a-folder"), { recursive: true }));
  test.each([
    ["a file that is not there", ["check", "nowhere.json"], /nowhere\.json: no such file/],
    ["a file without a name", ["check", ""], /"": no such file/],
    ["a folder", ["check", "a-folder"], /a-folder: is a folder; expected a file/],
    ["no such command", ["chek"], /unknown command 'chek'/],
    ["no such flag", ["check", "--formt", "text"], /unknown option '--formt'.*/],
    ["no such format", ["check", "-f", "sarfi", "x.json"], /Expected one of text, json, sarif/],
    ["a format without its file", ["check", "-f", "sarif=", "x.json"], /Expected a file/],
    [
      "two formats on standard output",
      ["check", "-f", "text", "-f", "json", "x.json"],
      /only one format can go to standard output/,
    ],
    ["standard input twice", ["check", "-", "-"], /can be read only once/],
    ["a stack for a file", ["check", "--stack", "dev", "x.json"], /--stack/],
    ["a day that is none", ["check", "--as-of", "2026-02-30", "x.json"], /Expected a day/],
    ["no cap", ["check", "--cap", "0", "x.json"], /Expected a whole number/],
    [
      "no such rule",
      ["explain", "cosmos-min-two-region"],
      /no rule has the id "cosmos-min-two-region" \(did you mean "cosmos-min-two-regions"\?\)/,
    ],
    ["a configuration that is not there", ["check", "-c", "no.yaml", "x.json"], /no\.yaml: no such file/],
    ["a folder that is not there", ["check", "--cwd", "nowhere", "x.json"], /nowhere: no such folder/],
    ["no input and no project", ["check"], /no input: name a preview, an export or an event log/],
  ])("%s", (_, args, message) => refused(run(args), message));

  test("what a wrong flag meant", () => {
    expect(run(["check", "--allow-unsen"]).stderr).toContain("--allow-unseen");
  });
  test("a project, but no pulumi on PATH", () => {
    writeFileSync(join(folder, "a-folder", "Pulumi.yaml"), "name: x\nruntime: yaml\n");
    refused(run(["check"], { cwd: join(folder, "a-folder"), env: { PATH: "" } }), /pulumi is not on PATH/);
  });
  test("what a name or a key holds never becomes a line or a command of its own", () => {
    const evil = "x\n::error::pwned\u001b[31m ##vso[task.setvariable]y";
    for (const ran of [
      run(["check", evil]),
      check(file("good.json", JSON.stringify(good)), "-c", file("evil.yaml", `${JSON.stringify(evil)}: 1\n`)),
      check(
        file("good.json", JSON.stringify(good)),
        "-c",
        file("evil2.yaml", `residency: { countries: [${JSON.stringify(evil)}] }\n`),
      ),
    ]) {
      refused(ran, /x\\u000a/);
      expect(ran.stderr).not.toMatch(/##vso\[|(^|\s)::error::/);
      expect(ran.stderr).not.toContain("\u001b");
    }
    const named = preview({ locations: [{ locationName: "westeurope", failoverPriority: 0 }] }, {}, undefined, evil);
    for (const format of ["text", "json", "sarif"]) {
      const { stdout } = check(file("evil.json", JSON.stringify(named)), "-f", format);
      expect(stdout).toContain("pwned");
      expect(stdout).not.toContain("##vso[");
      expect(stdout).not.toContain("\u001b");
    }
  });
  test("two reports in one file, or a report over its own input", () => {
    const name = file("good.json", JSON.stringify(good));
    refused(check(name, "-f", "sarif=o", "-f", "json=o"), /two formats cannot go to one file/);
    refused(check(name, "-f", `json=${name}`), /cannot replace its own input/);
  });
  test("the second of two inputs is broken: nothing is reported of the first", () => {
    refused(
      check(file("bad.json", JSON.stringify(bad)), file("cut.json", JSON.stringify(bad).slice(0, -10))),
      /cut\.json/,
    );
  });
  test("nothing is written when the input is refused", () => {
    const out = join(folder, "never.sarif");
    refused(check(file("cut.json", "{"), "-f", `sarif=${out}`), /cut\.json/);
    expect(existsSync(out)).toBe(false);
  });
  test("a wrong hadr.yaml beside the project is found, and named", () => {
    const project = mkdtempSync(join(folder, "project-"));
    writeFileSync(join(project, "hadr.yaml"), "enviroment: test\n");
    const ran = run(["check", file("good.json", JSON.stringify(good))], { cwd: project });
    refused(ran, /hadr\.yaml:1:1: unknown key: enviroment \(did you mean "environment"\?\)/);
  });
});

describe("without an input, the preview is run", () => {
  const project = join(folder, "live");
  /** A `pulumi` that notes its arguments, prints a file and ends as told. */
  function pulumi(output: string, status: number): NodeJS.ProcessEnv {
    const bin = join(project, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(
      join(bin, "pulumi"),
      `#!/bin/sh\necho "$@" > "${project}/args"\necho working >&2\ncat "${output}"\nexit ${status}\n`,
      { mode: 0o755 },
    );
    return { PATH: `${bin}:${process.env.PATH}` };
  }
  const live = (output: string, status: number, ...args: string[]) =>
    run(["check", ...args], { cwd: project, env: pulumi(output, status) });

  test("with its progress on standard error, and unchanged resources shown", () => {
    const ran = live(file("live-bad.json", JSON.stringify(bad)), 0, "--stack", "dev");
    expect([ran.status, ran.stderr]).toEqual([
      1,
      "azure-hadr: running pulumi preview --json --show-sames --non-interactive --stack dev\nworking\n",
    ]);
    expect(readFileSync(join(project, "args"), "utf8").trim()).toBe(
      "preview --json --show-sames --non-interactive --stack dev",
    );
    expect(ran.stdout).toContain("cosmos-min-two-regions");
  });
  test("from another folder", () => {
    const env = pulumi(file("live-good.json", JSON.stringify(good)), 0);
    expect(run(["check", "--cwd", project], { env }).status).toBe(0);
  });
  test("what policies refused is judged, what failed is not", () => {
    expect(live(fixture("failed-by-policy", "preview.json"), 255).status).not.toBe(2);
    expect(live(fixture("failed-program", "preview.json"), 255)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("the preview failed"),
    });
  });
  test("a preview that breaks down after it has printed is not trusted", () => {
    expect(live(file("live-good.json", JSON.stringify(good)), 255)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("ended with 255, so what it printed is not to be trusted"),
    });
  });
  test("a preview that prints nothing", () => {
    expect(live("/dev/null", 255)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("ended with exit code 255 and printed no preview"),
    });
  });
});

describe("standard input", () => {
  test("a preview", () => expect(run(["check", "-"], { input: JSON.stringify(bad) }).status).toBe(1));
  test("as PowerShell 5 writes it: UTF-16 with a byte-order mark", () => {
    expect(run(["check", "-"], { input: Buffer.from(`\ufeff${JSON.stringify(bad)}`, "utf16le") }).status).toBe(1);
  });
  test("nothing", () => refused(run(["check", "-"], { input: "" }), /^azure-hadr: -: /));
});

describe("real recordings", () => {
  const summary = (...args: string[]) => JSON.parse(check(...args, "-f", "json").stdout).summary;
  test("the demonstration: preview and export block", () => {
    for (const name of ["preview.json", "export.json"])
      expect([name, check(fixture("demo", name)).status]).toEqual([name, 1]);
    expect(summary(fixture("demo", "preview.json")).judged).toBeGreaterThan(25);
  });
  test("the same update as JSON, stream and event log gives the same findings", () => {
    const findings = (name: string) =>
      (
        JSON.parse(check(fixture(name), "-f", "json").stdout).verdicts as {
          rule: string;
          urn: string;
          outcome: string;
        }[]
      )
        .map(({ rule, urn, outcome }) => `${urn} ${rule} ${outcome}`)
        .sort();
    const expected = findings("second-preview/preview.json");
    expect(expected.length).toBeGreaterThan(0);
    expect(findings("streaming/preview.ndjson")).toEqual(expected);
    expect(findings("event-log/events.ndjson")).toEqual(expected);
  });
  test("without --show-sames: exit 2 or 1, and the unchanged are counted", () => {
    expect(summary(fixture("second-preview-hidden", "preview.json")).unseen).toBeGreaterThan(0);
    expect(summary(fixture("second-preview", "preview.json")).unseen).toBe(0);
  });
  test("a failed program is refused, a preview that policies refused is judged", () => {
    refused(check(fixture("failed-program", "preview.json")), /failed-program\/preview\.json: the preview failed/);
    expect(check(fixture("failed-by-policy", "preview.json")).status).not.toBe(2);
  });
  test("no secret or ciphertext in any output", () => {
    for (const format of ["text", "json", "sarif"]) {
      const { stdout, stderr } = check(fixture("secrets", "export.json"), "-f", format, "--verdicts", "all");
      expect(stdout).toContain("a secret");
      expect(stdout + stderr).not.toMatch(/ciphertext|v1:|4dabf18193072939515e22adb298388d/);
    }
  });
});

describe("the catalogue", () => {
  test("rules, their data, and those for a person", () => {
    const all = run(["rules"]).stdout.trim().split("\n");
    const manual = run(["rules", "--manual"]).stdout;
    const data: { id: string; evidence?: string; disabled?: string }[] = JSON.parse(run(["rules", "--json"]).stdout);
    const forPeople = data.filter(({ evidence, disabled }) => evidence !== undefined && disabled === undefined);
    expect(all.length).toBe(
      readdirSync(join(root, "rules"), { withFileTypes: true }).filter((each) => each.isDirectory()).length,
    );
    expect(data.length).toBe(all.length);
    expect(manual.match(/^\S+$/gm)).toEqual(forPeople.map(({ id }) => id));
    expect(manual.match(/^ {2}do {9}\S/gm)?.length).toBe(forPeople.length);
    expect(manual.match(/^ {2}show {7}\S/gm)?.length).toBe(forPeople.length);
  });
  test("explain prints the rule's page", () => {
    const page = readFileSync(join(root, "rules", "cosmos-min-two-regions", "README.md"), "utf8");
    expect(page).toMatch(/^<!-- Generated/);
    expect(run(["explain", "cosmos-min-two-regions"]).stdout).toBe(page.slice(page.indexOf("# ")));
  });
  test("help and version go to standard output, exit 0", () => {
    expect(run(["--help"])).toMatchObject({ status: 0, stderr: "" });
    expect(run(["check", "--help"]).stdout).toContain("--allow-unseen");
    expect(run(["--version"]).stdout.split("\n")[0]).toBe(
      JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version,
    );
  });
});
