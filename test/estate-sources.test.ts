/** From folders, patterns, lines, standard input and self-managed backends to the stacks of an estate. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { findPulumi, noPulumi } from "./engine/engine";

const root = join(__dirname, "..");
const cli = join(root, "dist", "src", "cli.js");
const script = join(root, "integrations", "estate", "pulumi-cloud.mjs");
const top = mkdtempSync(join(tmpdir(), "azure-hadr-sources-"));
afterAll(() => rmSync(top, { recursive: true }));
let made = 0;

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(top, String(++made));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A state with one account in one region. */
const state = (project: string, stack: string, ...accounts: string[]) => ({
  manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.250.0" },
  resources: accounts.map((name) => ({
    urn: `urn:pulumi:${stack}::${project}::azure-native:cosmosdb:DatabaseAccount::${name}`,
    custom: true,
    type: "azure-native:cosmosdb:DatabaseAccount",
    inputs: { location: "westeurope", locations: [{ locationName: "westeurope" }] },
    outputs: {},
  })),
});
const exported = (project: string, stack: string, before: object = {}): string =>
  JSON.stringify({ ...before, version: 3, deployment: state(project, stack, "orders") });
const pretty = (text: string): string => JSON.stringify(JSON.parse(text), undefined, 4);
const checkpoint = (stack: string, latest: object | undefined, version = 3): string =>
  JSON.stringify({ version, checkpoint: { stack, ...(latest && { latest }) } });

interface Line {
  readonly stack?: string;
  readonly source: string | { readonly name: string; readonly resources: number };
  readonly why?: string;
  readonly team?: string;
  readonly environment?: string;
  readonly criticality?: string;
  readonly notes?: readonly string[];
  readonly findings?: readonly unknown[];
}

function ran(cwd: string, args: readonly string[], input?: string | Uint8Array) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "check", ...args, "-f", "ndjson"], {
    cwd,
    encoding: "utf8",
    ...(input !== undefined && { input }),
    maxBuffer: 1 << 28,
  });
  const lines = stdout
    .split("\n")
    .filter((line) => line !== "")
    .slice(0, -1) // how many there are
    .map((line) => JSON.parse(line) as Line);
  return { status, stderr, stdout, lines };
}
const nameOf = ({ source }: Line): string => (typeof source === "string" ? source : source.name);
/** Where each came from, and which stack it is or why it was not judged. */
const came = (cwd: string, args: readonly string[], input?: string | Uint8Array): string[] =>
  ran(cwd, args, input).lines.map((line) => `${nameOf(line)} ${line.why ?? line.stack}`);

describe("folders", () => {
  const folder = folderOf({
    "b.json": pretty(exported("shop", "b")),
    "a/deep/er.json": exported("shop", "er"),
    "a/packed.json.gz": gzipSync(exported("shop", "packed")),
    "lines.ndjson": `${exported("shop", "one")}\n\n${exported("shop", "two")}\n`,
    "packed.jsonl.gz": gzipSync(`${exported("shop", "three")}\r\n${exported("shop", "four")}`),
    "notes.txt": "not looked at",
    ".hidden/x.json": "not looked at",
    ".hidden.json": "not looked at",
    "node_modules/x/package.json": "{}",
    "package.json": JSON.stringify({ name: "x", version: "1.0.0", scripts: {} }),
    "tsconfig.json": "{}",
    "report.json": JSON.stringify({ some: "report" }),
    "cut.json": exported("shop", "cut").slice(0, -20),
    "broken.json.gz": gzipSync(exported("shop", "broken")).subarray(0, 40),
    "empty.json": "",
  });
  const all = came(folder, ["."]);

  test("every file below it, by name, each bad one with its reason", () =>
    expect(all).toEqual([
      "a/deep/er.json shop/er",
      "a/packed.json.gz shop/packed",
      "b.json shop/b",
      "broken.json.gz not a whole gzip file: cut off",
      expect.stringMatching(/^cut\.json 1:\d+: cut off at byte \d+: expected /),
      "empty.json empty (0 bytes): expected a Pulumi preview (--json), a stack export, an event log or an Azure Resource Graph result",
      "lines.ndjson:1 shop/one",
      "lines.ndjson:3 shop/two",
      "packed.jsonl.gz:1 shop/three",
      "packed.jsonl.gz:2 shop/four",
      expect.stringMatching(/^report\.json expected a Pulumi preview .*this has "some" at its top$/),
    ]));
  test("all of it again is the same, and in any number of threads", () => {
    expect(came(folder, ["."])).toEqual(all);
    expect(came(folder, [".", "--workers", "1"])).toEqual(all);
  });
  test("what is named twice is read once; the same stack elsewhere is told", () => {
    expect(came(folder, ["a", "a/deep/er.json", "a/*/er.json"])).toEqual(all.slice(0, 2));
    const copy = folderOf({ "x.json": exported("shop", "b"), "y.json": exported("shop", "b") });
    expect(came(copy, ["y.json", "."])).toEqual([
      "y.json shop/b",
      "x.json shop/b is in y.json too, which was judged; this one was not",
    ]);
  });
  test("a stack without its organisation is that of any; two organisations have two", () => {
    const stack = exported("shop", "b");
    const of = (organization: string) => `{"organization":"${organization}","stack":"shop/b",${stack.slice(1)}`;
    const copy = folderOf({ "a.json": of("acme"), "none.json": stack, "other.json": of("other") });
    expect(came(copy, ["a.json", "none.json", "other.json"])).toEqual([
      "a.json acme/shop/b",
      "none.json shop/b is in a.json too, which was judged; this one was not",
      "other.json other/shop/b",
    ]);
    expect(came(copy, ["none.json", "a.json"])).toEqual([
      "none.json shop/b",
      "a.json acme/shop/b is in none.json too, which was judged; this one was not",
    ]);
  });
  test("of parts that hold the same stack each is named, and not where it once was read", () => {
    const copy = folderOf({ "x.json": exported("shop", "b") });
    for (const part of ["1", "2"]) writeFileSync(join(copy, `${part}.ndjson`), ran(copy, ["x.json"]).stdout);
    expect(came(copy, ["1.ndjson", "2.ndjson"])).toEqual([
      "x.json shop/b",
      "2.ndjson shop/b is in 1.ndjson too, which was judged; this one was not",
    ]);
  });
  test("a file with nothing on any line is told: what was to write it may have failed", () => {
    const copy = folderOf({ "x.json": exported("shop", "b"), "y.ndjson": "", "z.ndjson": "\n \n" });
    expect(came(copy, ["."])).toEqual([
      "x.json shop/b",
      "y.ndjson empty: holds no stack on any line",
      "z.ndjson empty: holds no stack on any line",
    ]);
    expect(came(copy, [".", "--allow-empty"])).toEqual(["x.json shop/b"]);
  });
  test("the exit code says that something is missing", () => expect(ran(folder, ["."]).status).toBe(2));
  test("a stack that is called like another program's file is a stack", () =>
    expect(came(folderOf({ "package.json": exported("shop", "package") }), ["."])).toEqual([
      "package.json shop/package",
    ]));
  test("links are followed, and one that leads back is not", () => {
    const linked = folderOf({ "real/x.json": exported("shop", "x") });
    const other = folderOf({ "here.json": exported("shop", "here") });
    symlinkSync(join(linked, "real"), join(other, "link"));
    symlinkSync(other, join(other, "back"));
    symlinkSync(join(other, "nowhere"), join(other, "dangling.json"));
    expect(came(other, ["."])).toEqual(["dangling.json no such file", "here.json shop/here", "link/x.json shop/x"]);
  });
});

describe("patterns", () => {
  const folder = folderOf({
    "exports/a.json": exported("shop", "a"),
    "exports/eu/b.json": exported("shop", "b"),
    "exports/eu/b.txt": exported("shop", "text"),
    "exports/us/c.json": exported("shop", "c"),
    "exports/.x/d.json": exported("shop", "d"),
  });
  test.each([
    ["exports/**/*.json", ["a", "b", "c"]],
    ["exports/*.json", ["a"]],
    ["exports/*/?.json", ["b", "c"]],
    ["exports/*/b.*", ["b", "text"]],
    ["**", ["a", "b", "c"]],
    ["*/eu/**", ["b"]],
    ["exports/.*/d.json", ["d"]],
  ])("%s", (pattern, stacks) => {
    const expected = stacks.map((stack) => expect.stringMatching(new RegExp(` shop/${stack}$`)));
    expect(came(folder, [pattern])).toEqual(expected);
    expect(came(folder, [join(folder, pattern)])).toEqual(expected);
  });
});

describe("what is named and is not there is said before anything is judged", () => {
  const folder = folderOf({ "a.json": exported("shop", "a"), "none/readme.txt": "" });
  test.each([
    ["nope.json", "nope.json: no such file"],
    ["nope/*.json", "nope/*.json: no file has such a name"],
    ["none", "none: holds no stack: expected .json, .ndjson or .jsonl (.gz too), or .pulumi/stacks"],
  ])("%s", (source, why) => {
    const { status, lines, stderr } = ran(folder, ["a.json", source]);
    expect([status, lines, stderr]).toEqual([2, [], `azure-hadr: ${why}\n`]);
  });
});

describe("lines", () => {
  const record = {
    record: "azure-hadr/not-judged/1",
    source: "pulumi stack export",
    stack: "shop/gone",
    why: "error: [403] Forbidden",
  };
  const lines = [
    exported("shop", "bare"),
    "  ",
    exported("shop", "prod", { organization: "acme", stack: "shop/prod", tags: { team: "payments" } }),
    exported("shop", "cut").slice(0, -30),
    "oops",
    '"text"',
    JSON.stringify({ some: "thing" }),
    exported("shop", "other", { stack: "shop/else" }),
    exported("shop", "x", { stack: "x" }),
    exported("shop", "x", { stack: "acme/shop/x", organization: "umbrella" }),
    exported("shop", "x", { stack: "shop/x", tags: { a: 1 } }),
    JSON.stringify({ version: 3, deployment: state("shop", "x", "orders"), stack: "shop/x" }),
    JSON.stringify({ stack: "acme/shop/empty", version: 3, deployment: { manifest: {} } }),
    JSON.stringify({ version: 3, deployment: {} }),
    JSON.stringify(record),
    JSON.stringify({ record: "azure-hadr/judged-stack/99" }),
    JSON.stringify({ record: "azure-hadr/not-judged/1" }),
    '{"record":"azure-hadr/judged-stack/1","stack":',
    exported("shop", "last", { stack: "organization/shop/last" }),
  ];
  const text = `${lines.join("\n")}\n`;
  const expected = (name: string) => [
    `${name}:1 shop/bare`,
    `${name}:3 acme/shop/prod`,
    expect.stringContaining(`${name}:4 `),
    expect.stringMatching(new RegExp(`^${name}:5 .*not a JSON object`)),
    expect.stringMatching(new RegExp(`^${name}:6 .*not a JSON object`)),
    expect.stringMatching(new RegExp(`^${name}:7 expected a Pulumi preview .*this has "some" at its top$`)),
    `${name}:8 its resources are of shop/other, and it says that it is shop/else`,
    `${name}:9 expected "stack" as project/stack or organisation/project/stack`,
    `${name}:10 its "organization" is not the one in its "stack"`,
    `${name}:11 expected text as the values of "tags"`,
    `${name}:12 expected "organization", "stack", "tags" before the "deployment"`,
    `${name}:13 acme/shop/empty`,
    `${name}:14 holds no resource at all, and nothing says which stack it is`,
    "pulumi stack export error: [403] Forbidden",
    `${name}:16 expected a record azure-hadr/judged-stack/1, made by the same version of azure-hadr`,
    `${name}:17 expected source and why as text`,
    `${name}:18 not a whole record: its JSON is cut off or broken`,
    `${name}:19 shop/last`,
  ];

  test("of a file, each on its own", () => {
    const folder = folderOf({ "x.ndjson": text });
    const { lines, status } = ran(folder, ["x.ndjson"]);
    expect(lines.map((line) => `${nameOf(line)} ${line.why ?? line.stack}`)).toEqual(expected("x.ndjson"));
    expect(status).toBe(2);
    expect(lines[1]).toMatchObject({
      team: "payments",
      notes: expect.arrayContaining(["Its tags say team payments."]),
    });
    expect(lines[11]).toMatchObject({ source: { resources: 0 }, findings: [] });
    expect(lines[13]).toEqual(record);
  });
  test.each<[string, Uint8Array]>([
    ["plain", Buffer.from(text)],
    ["packed", gzipSync(text)],
    ["with a byte-order mark and other ends of lines", Buffer.from(`\ufeff${lines.join("\r\n")}`)],
    ["in UTF-16", Buffer.from(`\ufeff${text}`, "utf16le")],
  ])("of standard input, %s", (_, bytes) => expect(came(top, ["-"], bytes)).toEqual(expected("-")));
  test("known by their beginning, whatever the file is called", () =>
    expect(came(folderOf({ "part-0001": text }), ["part-0001"])).toEqual(expected("part-0001")));
  test("a bad line in front hides nothing", () => {
    for (const bad of ["oops", exported("shop", "cut").slice(0, -30), "{"])
      expect(came(top, ["-"], `${bad}\n${lines[0]}\n${lines[2]}\n`)).toEqual([
        expect.stringContaining("-:1 "),
        "-:2 shop/bare",
        "-:3 acme/shop/prod",
      ]);
  });
  test("packed and cut off: what came before is judged, the rest is told", () => {
    const random = Array.from({ length: 300 }, (_, at) => exported("shop", `s${at}`));
    const packed = gzipSync(`${random.join("\n")}\n`);
    const folder = folderOf({ "cut.ndjson.gz": packed.subarray(0, packed.length - 400) });
    const all = came(folder, ["cut.ndjson.gz"]);
    expect(all.length).toBeGreaterThan(1);
    expect(all.at(-2)).toBe(`cut.ndjson.gz:${all.length - 1} shop/s${all.length - 2}`);
    expect(all.at(-1)).toBe(`cut.ndjson.gz after line ${all.length - 1}: not a whole gzip file: cut off`);
  });
  test("one document is one stack, and so is a log of events", () => {
    const one = pretty(exported("shop", "one"));
    expect(came(top, ["-"], one)).toEqual(["- shop/one"]);
    expect(came(top, ["-"], gzipSync(one))).toEqual(["- shop/one"]);
    expect(came(top, ["-"], one.slice(0, 300))).toEqual([expect.stringMatching(/^- .*cut off/)]);
    const events = join(root, "fixtures", "event-log", "events.ndjson");
    expect(came(top, [events])).toEqual([`${events} azure-hadr-demo/dev`]);
    expect(came(top, ["-"], readFileSync(events))).toEqual(["- azure-hadr-demo/dev"]);
  });
  test("what was judged elsewhere is passed on as it is, and each part has its own", () => {
    const folder = folderOf({ "x.ndjson": [lines[0], lines[2], JSON.stringify(record)].join("\n") });
    const { lines: whole, stdout: text } = ran(folder, ["x.ndjson"]);
    expect(ran(folder, ["-"], text).lines).toEqual(whole);
    const parts = [1, 2, 3].flatMap((index) => ran(folder, ["-", "--shard", `${index}/3`], text).lines);
    expect(parts.map((line) => line.stack).sort()).toEqual(whole.map((line) => line.stack).sort());
  });
});

describe("a self-managed backend", () => {
  const backend = folderOf({});
  cpSync(join(root, "fixtures", "backend"), backend, { recursive: true });
  const stacks = (of: string) =>
    ["billing/prod.json", "shop/dev.json.gz", "shop/empty.json", "shop/prod.json"].map(
      (file) => `${of}/stacks/${file} ${file.replace(/\.json.*/, "")}`,
    );

  test("as it lies on disk: all stacks with their tags, and neither backups nor anything else", () => {
    const { lines, status } = ran(backend, ["."]);
    expect(lines.map((line) => `${nameOf(line)} ${line.stack}`)).toEqual(stacks(".pulumi"));
    expect(lines.map(({ team, environment, criticality }) => [team, environment, criticality])).toEqual([
      [undefined, "production", undefined],
      [undefined, "development", undefined],
      [undefined, "production", undefined],
      ["payments", "production", "mission-critical"],
    ]);
    expect(lines.map(({ source }) => (source as { resources: number }).resources)).toEqual([1, 1, 0, 1]);
    expect(status).toBe(1);
  });
  test("by its own folder, or by another name as it was copied", () => {
    expect(came(backend, [".pulumi"])).toEqual(stacks(".pulumi"));
    const copy = folderOf({});
    cpSync(join(backend, ".pulumi"), join(copy, "bucket"), { recursive: true });
    expect(came(copy, ["bucket"])).toEqual(stacks("bucket"));
    expect(came(copy, ["."])).toEqual(stacks("bucket"));
  });
  test("in the older layout, where only its resources tell the project", () => {
    expect(came(join(root, "fixtures", "backend-older"), ["."])).toEqual([".pulumi/stacks/prod.json billing/prod"]);
    expect(came(folderOf({ ".pulumi/stacks/x.json": checkpoint("x", {}) }), ["."])).toEqual([
      ".pulumi/stacks/x.json holds no resource at all, and nothing says which stack it is",
    ]);
  });
  test("what does not fit is told, stack by stack", () =>
    expect(
      came(
        folderOf({
          ".pulumi/stacks/shop/cut.json": checkpoint("organization/shop/cut", state("shop", "cut", "a")).slice(0, -9),
          ".pulumi/stacks/shop/new.json": checkpoint("organization/shop/new", undefined, 0),
          ".pulumi/stacks/shop/odd.json": checkpoint("organization/shop/odd", state("shop", "odd", "a"), 9),
          ".pulumi/stacks/shop/old.json": checkpoint("organization/shop/old", state("shop", "older", "a")),
          ".pulumi/stacks/shop/tags.json": checkpoint("organization/shop/tags", state("shop", "tags", "a")),
          ".pulumi/stacks/shop/tags.pulumi-tags": "{",
        }),
        ["."],
      ),
    ).toEqual([
      expect.stringMatching(/^\.pulumi\/stacks\/shop\/cut\.json .*cut off at byte/),
      ".pulumi/stacks/shop/new.json shop/new",
      ".pulumi/stacks/shop/odd.json expected the state of a stack of version 1 to 4",
      ".pulumi/stacks/shop/old.json its resources are of shop/older, and it says that it is shop/old",
      ".pulumi/stacks/shop/tags.json .pulumi/stacks/shop/tags.pulumi-tags: expected the tags of a stack as JSON",
    ]));
  test("one file of it is judged alone like an export", () => {
    const check = (...args: string[]) => spawnSync(process.execPath, [cli, "check", ...args], { encoding: "utf8" });
    for (const file of ["prod.json", "dev.json.gz"]) {
      const { status, stdout } = check(join(backend, ".pulumi/stacks/shop", file), "-f", "json");
      expect(JSON.parse(stdout).inputs).toMatchObject([{ kind: "export", resources: 1 }]);
      expect(status).toBe(1);
    }
    const cut = folderOf({ "x.json": checkpoint("organization/shop/x", state("shop", "x", "a")).slice(0, -3) });
    const refused = check(join(cut, "x.json"));
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain("cut off at byte");
  });
});

describe("the script for Pulumi Cloud", () => {
  const bin = folderOf({
    pulumi: `#!${process.execPath}
const [, , what, how, ...rest] = process.argv;
const name = rest[rest.indexOf("--stack") + 1];
if (process.env.NO_LOGIN) { console.error("warning: old\\nerror: not logged in"); process.exit(255); }
if (how === "ls") console.log(JSON.stringify(["acme/shop/prod", "acme/shop/lost", "acme/shop/$(touch pwned)", "acme/shop/half"]
  .filter((one) => !rest.includes("--organization") || one.startsWith(rest[rest.indexOf("--organization") + 1])).map((name) => ({ name }))));
else if (name === "acme/shop/lost") { console.error("error: [403] Forbidden\\nmore"); process.exit(255); }
else if (how === "tag") console.log(JSON.stringify({ team: "payments", "a\\"b": "c" }));
else console.log(name === "acme/shop/half" ? "hunter2" : JSON.stringify({ version: 3, deployment: { secret: "a\\nb", resources: [] } }, undefined, 4));
`,
  });
  chmodSync(join(bin, "pulumi"), 0o755);
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [script, ...args], {
      cwd: bin,
      encoding: "utf8",
      env: { PATH: [bin, process.env.PATH].join(delimiter), ...env },
    });

  test("every stack is a line, and what could not be had too", () => {
    const { status, stdout, stderr } = run(["--jobs", "1"]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        organization: "acme",
        stack: "shop/prod",
        tags: { team: "payments", 'a"b': "c" },
        version: 3,
        deployment: { secret: "a\nb", resources: [] },
      },
      {
        record: "azure-hadr/not-judged/1",
        source: "pulumi stack export",
        stack: "acme/shop/lost",
        why: "error: [403] Forbidden",
      },
      expect.objectContaining({ organization: "acme", stack: "shop/$(touch pwned)" }),
      {
        record: "azure-hadr/not-judged/1",
        source: "pulumi stack export",
        stack: "acme/shop/half",
        why: "what pulumi printed is not JSON",
      },
    ]);
    expect([status, stderr]).toEqual([
      0,
      "acme/shop/lost: error: [403] Forbidden\nacme/shop/half: what pulumi printed is not JSON\n",
    ]);
    expect(came(top, ["-"], stdout)).toEqual([
      "-:1 acme/shop/prod",
      "pulumi stack export error: [403] Forbidden",
      '-:3 expected "stack" as project/stack or organisation/project/stack',
      "pulumi stack export what pulumi printed is not JSON",
    ]);
  });
  test("several at once are the same lines, and flags are handed on", () => {
    const sorted = (text: string) => text.trim().split("\n").sort();
    expect(sorted(run([]).stdout)).toEqual(sorted(run(["--jobs", "1"]).stdout));
    expect(run(["--organization", "umbrella"])).toMatchObject({ status: 0, stdout: "" });
    expect(JSON.parse(run(["--no-tags", "--jobs", "1"]).stdout.split("\n")[0] as string)).not.toHaveProperty("tags");
  });
  test("without a login there is no line, and it says so", () =>
    expect(run([], { NO_LOGIN: "1" })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "pulumi-cloud: error: not logged in\n",
    }));

  test.skipIf(!findPulumi())(
    `on the real CLI it is the same as the backend itself${findPulumi() ? "" : ` (${noPulumi})`}`,
    () => {
      const pulumi = findPulumi() as string;
      const folder = folderOf({
        "state.json": exported("shop", "prod"),
        "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      });
      const store = join(folder, "store");
      mkdirSync(store);
      const env = {
        PATH: [dirname(pulumi), dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: folder,
        PULUMI_HOME: join(folder, "home"),
        PULUMI_BACKEND_URL: `file://${store}`,
        PULUMI_CONFIG_PASSPHRASE: "x",
        PULUMI_SKIP_UPDATE_CHECK: "true",
      };
      const cli = (...args: string[]) => {
        const { status, stderr } = spawnSync(pulumi, args, { cwd: folder, env, encoding: "utf8" });
        expect([args, status, stderr]).toEqual([args, 0, expect.anything()]);
      };
      cli("stack", "init", "prod");
      cli("stack", "import", "--stack", "prod", "--force", "--file", "state.json");
      cli("stack", "tag", "set", "--stack", "prod", "team", "payments");
      cli("stack", "init", "empty");
      const { stdout, status } = spawnSync(process.execPath, [script], { cwd: folder, env, encoding: "utf8" });
      expect(status).toBe(0);
      const alike = (lines: readonly Line[]) =>
        lines
          .map(({ source: _, ...line }) => line)
          .sort((one, other) => String(one.stack).localeCompare(String(other.stack)));
      const kept = ran(folder, ["store"]).lines;
      expect(kept.map(({ stack, team }) => [stack, team])).toEqual([
        ["shop/empty", undefined],
        ["shop/prod", "payments"],
      ]);
      expect(alike(ran(folder, ["-"], stdout).lines)).toEqual(alike(kept));
    },
    60_000,
  );
});
