/** No command opens a connection: each runs with everything that could made to fail, and to say so. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { drillFormats } from "../dist/src/cli/drill-formats.js";
import { estateFormats } from "../dist/src/cli/estate/formats.js";
import { formats } from "../dist/src/cli/formats.js";
import { program } from "../dist/src/cli/program.js";

const root = join(__dirname, "..");
const cli = join(root, "dist", "src", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-network-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [guard, log] = [join(folder, "guard.cjs"), join(folder, "tried.txt")];
writeFileSync(
  guard,
  `const { appendFileSync } = require("node:fs");
const refuse = (name) => function () {
  appendFileSync(${JSON.stringify(log)}, name + "\\n");
  throw new Error("no network: " + name);
};
const guarded = {
  net: ["connect", "createConnection", "createServer"],
  tls: ["connect", "createServer"],
  http: ["request", "get", "createServer"],
  https: ["request", "get", "createServer"],
  http2: ["connect", "createServer"],
  dns: ["lookup", "resolve", "resolve4", "resolve6"],
  dgram: ["createSocket"],
};
for (const [module, names] of Object.entries(guarded))
  for (const name of names) require("node:" + module)[name] = refuse(module + "." + name);
require("node:net").Socket.prototype.connect = refuse("Socket.connect");
require("node:net").Server.prototype.listen = refuse("Server.listen");
for (const name of ["lookup", "resolve"]) require("node:dns").promises[name] = refuse("dns.promises." + name);
for (const name of ["fetch", "WebSocket", "EventSource"]) globalThis[name] = refuse(name);
`,
);

/** What was tried while it ran. */
function tried(args: readonly string[]) {
  rmSync(log, { force: true });
  const { status, stderr } = spawnSync(process.execPath, ["--require", guard, ...args], {
    cwd: folder,
    input: "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return { status, stderr, tried: existsSync(log) ? readFileSync(log, "utf8") : "" };
}

describe("the guard", () => {
  test.each([
    ['require("node:net").connect(1)', "net.connect"],
    ['new (require("node:net").Socket)().connect(1)', "Socket.connect"],
    ['require("node:tls").connect(1)', "tls.connect"],
    ['require("node:http").get("http://localhost:1")', "http.get"],
    ['require("node:https").request("https://localhost:1")', "https.request"],
    ['require("node:http2").connect("http://localhost:1")', "http2.connect"],
    ['require("node:dns").lookup("localhost", () => {})', "dns.lookup"],
    ['require("node:dns/promises").resolve("localhost")', "dns.promises.resolve"],
    ['require("node:dgram").createSocket("udp4")', "dgram.createSocket"],
    ['fetch("http://localhost:1")', "fetch"],
  ])("%s is caught", (code, name) => {
    const ran = tried(["-e", code]);
    expect([ran.status, ran.tried]).toEqual([1, `${name}\n`]);
    expect(ran.stderr).toContain(`no network: ${name}`);
  });
});

writeFileSync(join(folder, "Pulumi.yaml"), "name: azure-hadr-demo\nruntime: nodejs\n");
const demo = join(root, "fixtures", "demo");
const reports = formats.flatMap((format) => ["-f", `${format}=report.${format}`]);
const drillReports = drillFormats.flatMap((format) => ["-f", `${format}=drill.${format}`]);
const estateReports = estateFormats.flatMap((format) => ["-f", `${format}=estate.${format}`]);
/** Each command, in every way that reads something else. */
const runs: readonly (readonly [status: number, ...args: string[]])[] = [
  [1, "check", join(demo, "preview.json"), ...reports],
  [1, "check", join(demo, "export.json"), "--quiet"],
  [1, "check", join(demo, "export.json"), "-f", "ndjson"],
  [0, "report", demo, "--allow-partial", ...estateReports],
  [0, "drill", demo, "--region", "westeurope", "--allow-partial", ...drillReports],
  [0, "report", demo, "--allow-partial", "--history", "hadr.duckdb", "-f", "csv=estate.csv"],
  [0, "trend", "--history", "hadr.duckdb"],
  [0, "rules", "--json"],
  [0, "explain", "cosmos-min-two-regions"],
  [0, "explain", "--resource", "carts-single-region", join(demo, "preview.json")],
  [0, "init"],
  [0, "baseline", join(demo, "export.json"), "-o", "debts.json"],
  [0, "objectives", "azure-hadr-demo/dev"],
  [0, "policy-config", "-o", "policy.json"],
  [0, "completion", "bash"],
  [0, "completion", "zsh"],
  [0, "complete", "--", "check", "--only", ""],
  [0, "help"],
  [0, "--version"],
];

test("every command is among them", () => {
  const names = program().commands.map((command) => command.name());
  expect(names.filter((name) => !runs.some((run) => run[1] === name))).toEqual([]);
});
test.each(runs)("%i: %s %s", (status, ...args) => {
  const ran = tried([cli, ...args]);
  expect([ran.status, ran.tried]).toEqual([status, ""]);
  expect(ran.stderr).not.toContain("internal error");
});
