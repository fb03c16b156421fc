/** What the documents say is run: commands, flags, files, configurations, output. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { expand } from "../dist/src/azure/boundary.js";
import { asOf } from "../dist/src/azure/regions.js";
import { loadConfig } from "../dist/src/config/load.js";
import { policiesFor } from "../dist/src/config/policies.js";
import { loadRules } from "../dist/src/rules.js";
import { isStale } from "../tools/picture.js";
import { findPulumi, noPulumi } from "./engine/engine";

const root = join(__dirname, "..");
const text = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(text("package.json")) as { version: string; scripts: Record<string, string> };
const rules = loadRules();

const files = [...readdirSync(root), ...readdirSync(join(root, "docs")).map((file) => `docs/${file}`)].filter((file) =>
  file.endsWith(".md"),
);

interface Block {
  readonly file: string;
  readonly language: string;
  readonly content: string;
}
const blocksOf = (file: string): Block[] =>
  [...text(file).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = "", content = ""]) => ({
    file,
    language,
    content,
  }));
const blocks = files.flatMap(blocksOf);
const inLanguage = (language: string): Block[] => blocks.filter((block) => block.language === language);
const prose = (file: string): string => text(file).replace(/^```[\s\S]*?^```$/gm, "");
const inlineCode = (file: string): string[] => [...prose(file).matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
/** The first table whose heading holds these words: its heading and its rows, without backticks. */
const table = (file: string, words: string): string[][] => {
  const lines = text(file).replaceAll("`", "").split("\n");
  const start = lines.findIndex((line, index) => line.includes(words) && /^\| ?--/.test(lines[index + 1] ?? ""));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  const cells = (line: string) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim());
  return [lines[start] ?? "", ...lines.slice(start + 2, end)].map(cells);
};

/** A project as a reader has it, with this checkout installed and beside it, and the engine's recorded output for `pulumi`. */
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));
const project = join(folder, "project");
mkdirSync(join(project, "node_modules"), { recursive: true });
symlinkSync(root, join(folder, "azure-hadr"));
symlinkSync(root, join(project, "node_modules", "azure-hadr"));
writeFileSync(join(project, "Pulumi.yaml"), "name: project\nruntime: nodejs\n");
copyFileSync(join(root, "fixtures", "demo", "preview.json"), join(project, "preview.json"));
writeFileSync(join(project, "estate.ndjson"), JSON.stringify(JSON.parse(text("fixtures/demo/export.json"))));
for (const { language, content } of blocks) {
  const [, name] = /^# ([\w-]+\.yaml)\n/.exec(content) ?? [];
  if (language === "yaml" && name && name !== "hadr.yaml") writeFileSync(join(project, name), content);
}
const bin = join(folder, "bin");
mkdirSync(bin);
const stand = (name: string, script: string): void => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
};
stand("npx", `[ "$1" = azure-hadr ] || exit 9\nshift\nexec "${process.execPath}" "${root}/dist/src/cli.js" "$@"`);
stand(
  "pulumi",
  `case "$*" in
"preview --json --show-sames"*) exec cat "${root}/fixtures/demo/preview.json" ;;
*/blog/*) exec sed s/::azure-hadr-demo::/::blog::/g "${root}/fixtures/demo/export.json" ;;
"stack export"*) exec cat "${root}/fixtures/demo/export.json" ;;
"preview --event-log events.ndjson") exec cp "${root}/fixtures/event-log/events.ndjson" . ;;
esac
while [ $# -gt 0 ]; do
  case "$1" in
  --policy-pack) [ -f "$2/PulumiPolicy.yaml" ] || exit 8 ;;
  --policy-pack-config | --file) [ -s "$2" ] || exit 7 ;;
  esac
  shift
done`,
);
const run = (script: string) =>
  spawnSync("sh", ["-c", script], {
    cwd: project,
    env: { ...process.env, PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter) },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });

/** What there is becomes what the branch of others holds. */
const merging =
  "git init -q && { git add hadr* || true; } && git -c user.name=a -c user.email=a@example.com commit -qm a --allow-empty && git update-ref refs/remotes/origin/main HEAD";

const flagsIn = (words: string): string[] => words.match(/(?<=^|[\s[,])--?[a-z][\w-]*/g) ?? [];
const help = (...command: string[]): string =>
  spawnSync(process.execPath, [join(root, "dist", "src", "cli.js"), ...command, "--help"], { encoding: "utf8" }).stdout;
const commands = [...help().matchAll(/^ {2}([a-z-]+) .*$/gm)]
  .map(([, name = ""]) => name)
  .filter((name) => name !== "help");
const known = new Map(commands.map((name) => [name, new Set(flagsIn(help(name)))]));

/** What is wrong with one command, without running it. */
function wrong(command: string): string[] {
  const words = command
    .replace(/\s*>.*$/, "")
    .trim()
    .split(/\s+/)
    .filter((word) => !/^[A-Z_]+=/.test(word));
  const [program = "", first = "", second = ""] = words;
  const own = (name: string, rest: string[]) =>
    known.has(name) ? flagsIn(rest.join(" ")).filter((flag) => !known.get(name)?.has(flag)) : [`no command ${name}`];
  if (program === "npx" && first === "azure-hadr") return own(second, words.slice(3));
  if (program === "npx" && first === "vitest") return [];
  if (program === "node" && first.endsWith("dist/src/cli.js")) return own(second, words.slice(3));
  if (program === "node") return existsSync(join(root, first)) ? [] : [first];
  if (program === "npm" && (first === "run" || first === "test"))
    return (first === "run" ? second : first) in manifest.scripts ? [] : [`no script ${second}`];
  if (program === "npm" && first === "install")
    return words.filter((word) => word.endsWith(".tgz") && !word.endsWith(`/azure-hadr-${manifest.version}.tgz`));
  if (program === "npm") return ["ci", "pack"].includes(first) ? [] : [first];
  if (program === "pulumi") return pulumiFlags(first, words.slice(1));
  return statSync(join(root, program), { throwIfNoEntry: false })?.mode.toString(8).endsWith("755") ? [] : [program];
}
const pulumi = findPulumi();
if (!pulumi) console.warn(`pulumi's own flags are not looked at: ${noPulumi}`);
const pulumiHelp = new Map<string, Set<string>>();
function pulumiFlags(command: string, words: string[]): string[] {
  if (!pulumi) return [];
  const whole = ["stack", "policy", "config"].includes(command) ? [command, words[1] ?? ""] : [command];
  const key = whole.join(" ");
  if (!pulumiHelp.has(key)) {
    const { stdout } = spawnSync(pulumi, [...whole, "--help"], {
      env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_SKIP_UPDATE_CHECK: "true" },
      encoding: "utf8",
    });
    pulumiHelp.set(key, new Set(flagsIn(stdout)));
  }
  return flagsIn(words.join(" ")).filter((flag) => !pulumiHelp.get(key)?.has(flag));
}

/** The commands of a line, in a shell block, a pipeline's script or running text. */
const split = (line: string): string[] => line.split(/\s(?:&&|\|)\s/);
const shellLines = inLanguage("sh").flatMap(({ file, content }) =>
  content
    .trimEnd()
    .split("\n")
    .map((line) => [file, line] as const),
);
const mentioned = files.flatMap((file) => {
  const scripts = blocksOf(file)
    .filter(({ language }) => language === "yaml")
    .flatMap(({ content }) => [...content.matchAll(/(?:run:|script:|-) ((?:npx|npm|pulumi) .*)$/gm)])
    .map(([, script = ""]) => script);
  const named = inlineCode(file).filter((code) => /^(?:npx|npm run|pulumi (?:preview|stack|up)|node) /.test(code));
  const short = inlineCode(file).flatMap((code) => /^azure-hadr ([a-z-]+.*)$/.exec(code)?.[1] ?? []);
  return [...scripts, ...named, ...short.map((rest) => `npx azure-hadr ${rest}`)].map((line) => [file, line] as const);
});

describe("commands", () => {
  test("there are some of each kind", () => {
    expect([shellLines.length > 25, mentioned.length > 15, commands.length >= 4]).toEqual([true, true, true]);
    expect(wrong("npx azure-hadr check --colour always")).toEqual(["--colour"]);
    expect(wrong("npm run nothing")).toEqual(["no script nothing"]);
  });
  test.each([...shellLines, ...mentioned])("%s: %s", (_, line) => {
    expect(split(line).flatMap(wrong)).toEqual([]);
  });
  test("the README begins with the two that need nothing", () => {
    const lines = shellLines.flatMap(([file, line]) => (file === "README.md" ? [line] : []));
    expect(lines.slice(0, 2)).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
    const demo = manifest.scripts.demo?.split(" && ").at(-1) ?? "";
    const { status } = spawnSync("sh", ["-c", demo], { cwd: root, encoding: "utf8" });
    expect([demo.includes(" --exit-zero"), status]).toEqual([true, 0]);
  });

  const runnable = inLanguage("sh").filter(({ content }) =>
    content
      .trimEnd()
      .split("\n")
      .every((line) => /^(?:[A-Z_]+=\w+ )?(?:pulumi|npx azure-hadr|node \.\.|npm install --save-dev \.\.)/.test(line)),
  );
  test("most blocks can be run", () => expect(runnable.length).toBeGreaterThan(8));
  test.each(runnable.map(({ file, content }) => [file, content] as const))("%s:\n%s", (file, content) => {
    rmSync(join(project, "hadr.yaml"), { force: true }); // of another block
    const baseline = join(project, "hadr-baseline.json");
    if (file !== "docs/adopt.md") rmSync(baseline, { force: true }); // there, one block follows the other
    for (const line of content.trimEnd().split("\n")) {
      if (line.startsWith("npm ")) continue;
      if (line.includes(" --base-ref origin/main")) run(`${merging} 2>&1`);
      const { status, stderr } = run(line);
      // The recorded inputs all have findings that block where no baseline holds them.
      const expected = / check( |$)/.test(line) && !line.includes("--exit-zero") && !existsSync(baseline) ? 1 : 0;
      const told = /^azure-hadr: (?:running |wrote |The region data is of |\S+ stays as it is: ).*\n(?: {2}.*\n)*/gm;
      expect([line, status, stderr.replace(told, "")]).toEqual([line, expected, ""]);
    }
  });
  test.each(inLanguage("console").map(({ file, content }) => [file, content] as const))(
    "%s shows what is printed:\n%s",
    (_, content) => {
      const lines = content.trimEnd().split("\n");
      const script = lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
      const { stdout } = run(`{ ${script.join("\n")}\n} 2>&1`);
      expect(stdout.trimEnd()).toBe(lines.filter((line) => !line.startsWith("$ ")).join("\n"));
    },
  );
  test("every flag that is named alone is one of azure-hadr's or of Pulumi's", () => {
    const ours = new Set([...flagsIn(help()), ...[...known.values()].flatMap((flags) => [...flags])]);
    const theirs = ["--policy-pack", "--show-sames", "--show-secrets", "--event-log"];
    const named = files.flatMap((file) => inlineCode(file)).filter((code) => code.startsWith("--"));
    expect(named.length).toBeGreaterThan(8);
    expect(
      named.map((code) => code.split(" ")[0] as string).filter((flag) => !ours.has(flag) && !theirs.includes(flag)),
    ).toEqual([]);
    expect(pulumiFlags("preview", theirs)).toEqual([]);
  });
});

describe("files", () => {
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
  const links = files.flatMap((file) =>
    [...prose(file).matchAll(/\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g)].map(
      ([, words = "", target = ""]) => [file, words, target] as const,
    ),
  );
  test.each(links.filter(([, , target]) => !target.startsWith("https://")))("%s: [%s](%s)", (file, words, target) => {
    const [path = "", anchor] = target.split("#");
    const aim = path === "" ? file : join(dirname(file), path);
    expect(existsSync(join(root, aim)), aim).toBe(true);
    if (anchor !== undefined)
      expect([...text(aim).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slug(heading))).toContain(anchor);
    // A link in code to a source file names what it declares.
    const [, name] = /^`(\w+)`$/.exec(words) ?? [];
    if (name !== undefined && /\.ts$/.test(aim) && !aim.endsWith(`/${name}.ts`))
      expect(text(aim)).toMatch(new RegExp(`\\b(?:function\\*?|const|class|interface|type) ${name}\\b`));
  });
  test("paths in running text are there", () => {
    const paths = files.flatMap((file) =>
      inlineCode(file)
        .filter((code) => /^(?:\.ci|docs|fixtures|policies|rules|schema|src|test|tools)\/[\w./-]*$/.test(code))
        .map((path) => [file, path] as const),
    );
    expect(paths.length).toBeGreaterThan(10);
    // What tools fetch or build is not there on a fresh machine.
    expect(paths.filter(([, path]) => !existsSync(join(root, path)))).toEqual([]);
  });
  test("the picture shows what is printed today (node tools/picture.js)", () => {
    expect(isStale()).toBe(false);
    expect(text("README.md")).toContain("](docs/finding.svg)");
  });
  test("the licence is the one that package.json names", () => {
    expect(text("LICENSE")).toMatch(/^MIT License\n\nCopyright \(c\) 2026 the azure-hadr authors\n/);
    expect(JSON.parse(text("package.json")).license).toBe("MIT");
  });
});

describe("configurations", () => {
  const examples = inLanguage("yaml").filter(({ content }) => /^(?!# [\w./-]+\.ya?ml\n)|^# hadr\.yaml\n/.test(content));
  const others = inLanguage("yaml").filter((block) => !examples.includes(block));
  test("there are examples", () => expect([examples.length > 4, others.length > 3]).toEqual([true, true]));
  test.each(examples.map(({ file, content }) => [file, content] as const))("%s is followed:\n%s", (_, content) => {
    expect(Object.keys(loadConfig(content, "hadr.yaml")).length).toBeGreaterThan(0);
  });
  test.each(others.map(({ file, content }) => [file, content] as const))("%s is YAML:\n%s", (_, content) => {
    expect(Object.keys(parse(content)).length).toBeGreaterThan(0);
  });
  test.each(inLanguage("json").map(({ file, content }) => [file, content] as const))(
    "%s names policies: %s",
    (_, content) => {
      for (const [id, level] of Object.entries(JSON.parse(content)))
        expect([id === "all" || rules.get(id)?.check !== undefined, level]).toEqual([
          true,
          expect.stringMatching(/^(?:mandatory|advisory|disabled)$/),
        ]);
    },
  );
  test("every rule that is named exists", () => {
    const named = blocks
      .filter(({ language }) => language === "sh")
      .map(({ content }) => content)
      .concat(files.flatMap(inlineCode))
      .flatMap((code) => code.match(/\b(?:cosmos|adt|stack)(?:-[a-z]+){2,}\b/g) ?? []);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((id) => !rules.has(id))).toEqual([]);
  });
  test("every key is explained", () => {
    const { properties } = JSON.parse(text("schema/hadr.schema.json"));
    const keys = (of: object) => Object.keys(of).filter((key) => key !== "$schema");
    const explained = (words: string) =>
      table("docs/hadr-yaml.md", words)
        .slice(1)
        .map(([key]) => key);
    const { residency, waivers, stacks, attestations } = properties;
    expect(explained("Key                      | What")).toEqual(keys(properties));
    expect(explained("Key               | Names")).toEqual(keys(residency.properties));
    expect(explained("Key        | What")).toEqual(keys(waivers.items.properties));
    expect(explained("Attested   | What")).toEqual(keys(attestations.items.properties));
    expect(explained("Given      | Fits")).toEqual(["match", "tags", "resource"]);
    expect(
      table("rules/README.md", "| Parameter ")
        .slice(1)
        .map(([rule = "", name]) => [rule.replace(/^\[(.*?)\].*$/, "$1"), name]),
    ).toEqual(
      [...rules.values()].flatMap(({ id, parameters = {} }) => Object.keys(parameters).map((name) => [id, name])),
    );
    expect(keys(stacks.items.properties).filter((key) => !(key in properties))).toEqual(["match", "tags", "resource"]);
  });
  test("boundaries hold the regions that the table says", () => {
    const rows = table("docs/hadr-yaml.md", "Regions inside").slice(1);
    expect(rows.length).toBeGreaterThan(3);
    for (const [declared = "", inside] of rows)
      expect([declared, [...expand(parse(declared)).regions].sort().join(", ")]).toEqual([declared, inside]);
  });
  test("what of several entries wins is what the table says", () => {
    const example = examples.find(({ content }) => content.includes("match: dev?"))?.content ?? "";
    const config = loadConfig(example, "hadr.yaml");
    const [heading = [], ...rows] = table("docs/hadr-yaml.md", "| Stack ");
    const [, , one = "", other = "", place = ""] = heading;
    expect([heading.length, rows.length > 4]).toEqual([5, true]);
    for (const row of rows) {
      const [project = "", stack = ""] = row[0]?.split("/") ?? [];
      const declared = { says: config, at: () => "" };
      const { environment, levels, boundary } = policiesFor(declared, { project, stack })().objectives;
      const inside = boundary?.regions.has(place.replace(/ inside$/, "")) ? "yes" : "no";
      expect(row).toEqual([row[0], environment, levels[one] ?? "not set", levels[other] ?? "not set", inside]);
    }
  });
});

describe("facts", () => {
  test("versions and dates are those of the product", () => {
    const [, engine] = /pulumi\/pkg\/v3 v([\d.]+)/.exec(text("tools/pulumi-cli/go.mod")) ?? [];
    const [, sdk] = /^v?(\d+\.\d+)/.exec(JSON.parse(text("node_modules/@pulumi/policy/package.json")).version) ?? [];
    const nodes = /for version in ([\d. ]+);/.exec(text("tools/nodes.sh"))?.[1]?.split(" ") ?? [];
    expect(text("docs/pack.md")).toContain(
      `Pulumi CLI ${engine} and \`@pulumi/policy\` ${sdk}, on Node ${nodes.slice(0, -1).join(", ")} and ${nodes.at(-1)}`,
    );
    expect(text("README.md")).toContain(`Regions, zones and pairs are those of ${asOf}`);
    expect(text("README.md")).toContain(`Node ${JSON.parse(text("package.json")).engines.node.slice(2)} or later`);
  });
  test("no count of rules that would grow old", () => {
    for (const file of files)
      expect([file, prose(file).match(/\b\d+ (?:checked |manual )?rules\b/)]).toEqual([file, null]);
  });
  test("what is changed is under Unreleased or under the version", () => {
    const headings = [...text("CHANGELOG.md").matchAll(/^## \[(.*?)\]/gm)].map(([, name = ""]) => name);
    expect(headings[0]).toMatch(/^(?:Unreleased|\d+\.\d+\.\d+)$/);
    expect(headings.filter((name) => name !== "Unreleased" && name > manifest.version)).toEqual([]);
  });
});
