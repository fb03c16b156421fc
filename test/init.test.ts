/** `azure-hadr init`: what it writes is followed as it stands and with every suggestion taken, and nothing is ever overwritten. */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { regions } from "../dist/src/azure/regions.js";
import { loadConfig, loadDeclared } from "../dist/src/config/load.js";
import { policiesFor } from "../dist/src/config/policies.js";
import { type Seen, starter } from "../dist/src/config/starter.js";

const root = join(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-init-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of its own with these files. */
function project(files: Record<string, string>): string {
  const own = mkdtempSync(join(folder, "project-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), content);
  }
  return own;
}
const init = (cwd: string, ...args: string[]) => {
  const cli = join(root, "dist", "src", "cli.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "init", ...args], { cwd, encoding: "utf8" });
  return { status, stdout, stderr };
};
const written = (cwd: string): string => readFileSync(join(cwd, "hadr.yaml"), "utf8");
const environment = (text: string, of: string, stack: string) =>
  policiesFor(loadDeclared(text, "hadr.yaml"), { project: of, stack })().objectives.environment;

const shop = "name: shop\nruntime: nodejs\n";
const seen = (more: Partial<Seen> = {}): string =>
  starter({ stacks: [], locations: [], schema: "./s.json", today: "2028-02-29", ...more });

/** Each commented key with the lines below it that belong to it, as line numbers. */
function suggestions(text: string): { key: string; lines: number[] }[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const [, key] = /^# (\w+):(?: |$)/.exec(line) ?? [];
    if (key === undefined) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => !/^# {3}/.test(next));
    return [{ key, lines: [...Array(1 + (end < 0 ? rest.length : end)).keys()].map((offset) => index + offset) }];
  });
}
const taking = (text: string, numbers: readonly number[]): string =>
  text
    .split("\n")
    .map((line, index) => (numbers.includes(index) ? line.slice(2) : line))
    .join("\n");

describe("the starter", () => {
  const examples: [string, string][] = [
    ["no project", seen()],
    ["no stack", seen({ project: "shop" })],
    ["production alone", seen({ project: "shop", stacks: ["prod", "alice"], locations: ["eastus"] })],
    ["several", seen({ project: "shop", stacks: ["dev", "qa", "prod"], locations: ["West Europe", "northeurope"] })],
  ];
  const { properties } = JSON.parse(readFileSync(join(root, "schema", "hadr.schema.json"), "utf8"));

  test.each(examples)("%s: loads, short, and nothing but environments holds", (_, text) => {
    const { stacks, ...top } = loadConfig(text, "hadr.yaml");
    expect(top).toEqual({ environment: "production" });
    for (const entry of stacks ?? []) expect(Object.keys(entry)).toEqual(["match", "environment"]);
    const lines = text.split("\n");
    expect(lines[0]).toBe("# yaml-language-server: $schema=./s.json");
    expect([lines.length < 60, lines.filter((line) => line.length > 120)]).toEqual([true, []]);
  });
  test.each(examples)("%s: every suggestion can be taken", (_, text) => {
    const all = suggestions(text);
    expect(all.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["residency", "rpoMinutes", "rtoMinutes", "slaTarget", "waivers", "attestations"]),
    );
    for (const { key } of all) expect(properties).toHaveProperty([key]);
    for (const { key, lines } of all) expect(loadConfig(taking(text, lines), "hadr.yaml")).toHaveProperty([key]);
    const once = all.filter(({ key }, index) => all.findIndex((each) => each.key === key) === index);
    const whole = loadConfig(
      taking(
        text,
        once.flatMap(({ lines }) => lines),
      ),
      "hadr.yaml",
    );
    expect(Object.keys(whole)).toEqual(expect.arrayContaining(["environment", ...once.map(({ key }) => key)]));
  });
  test("a suggested waiver concerns the project, and holds for some months", () => {
    const text = seen({ project: "shop" });
    const own = suggestions(text).find(({ key }) => key === "waivers")?.lines ?? [];
    const { waivers } = loadConfig(taking(text, own), "hadr.yaml");
    expect(waivers).toMatchObject([{ stack: "shop/*", until: "2028-08-29" }]);
  });

  const residencies = (...locations: string[]) => {
    const text = seen({ project: "shop", locations });
    return suggestions(text).flatMap(({ key, lines }) =>
      key === "residency" ? [loadConfig(taking(text, lines), "hadr.yaml").residency] : [],
    );
  };
  test("the boundary follows the locations", () => {
    expect(residencies("West Europe", "northeurope")).toEqual([{ euDataBoundary: true }, { countries: ["IE", "NL"] }]);
    expect(residencies("switzerlandnorth")).toEqual([{ euDataBoundary: true }, { countries: ["CH"] }]);
    expect(residencies("westeurope", "uksouth")).toEqual([{ countries: ["GB", "NL"] }]);
    expect(residencies("eastus")).toEqual([{ countries: ["US"] }]);
    expect(residencies("nowhere", "[secret]")).toEqual(residencies());
    expect(seen({ locations: ["westeurope"] })).toContain("countries: [NL] } # this country alone; no second region");
    expect(seen({ locations: ["eastus"] })).toContain("countries: [US] } # this country alone\n");
  });
  test("any location of the table gives one that can be followed", () => {
    for (const { name, status } of regions)
      expect([name, residencies(name)[0] !== undefined, seen({ locations: [name] }).includes(name)]).toEqual([
        name,
        true,
        status !== "closed",
      ]);
  });
  test("environments are guessed from whole words, and production wins", () => {
    const guessed: Record<string, string> = {
      dev: "development",
      dev2: "development",
      "eu-dev": "development",
      "Dev.alice": "development",
      sandbox: "development",
      qa: "test",
      "test-eu": "test",
      "dev-test": "test",
      staging: "staging",
      stage1: "staging",
      prod: "production",
      "prod-test": "production",
      devices: "production",
      latest: "production",
      alice: "production",
      null: "production",
    };
    const text = seen({ project: "shop", stacks: Object.keys(guessed) });
    for (const [stack, expected] of Object.entries(guessed))
      expect([stack, environment(text, "shop", stack)]).toEqual([stack, expected]);
    // Only what was seen: not the same name elsewhere, nor a longer one.
    expect(environment(text, "blog", "dev")).toBe("production");
    expect(environment(text, "shop", "dev-of-production")).toBe("production");
    expect(text.match(/# guessed from the name$/gm)?.length).toBe(10);
  });
  test("several stacks that share an environment's word are one pattern", () => {
    const patterns = (...stacks: string[]) =>
      (loadConfig(seen({ project: "shop", stacks }), "hadr.yaml").stacks ?? []).map(
        ({ match, environment }) => `${match} ${environment}`,
      );
    expect(patterns("dev-anna", "dev-ben", "prod")).toEqual(["shop/dev-* development"]);
    expect(patterns("eu-dev", "us-dev", "eu.qa.1", "us.qa.2")).toEqual(["shop/*-dev development", "shop/*.qa.* test"]);
    expect(patterns("dev", "dev-anna", "dev2")).toEqual([
      "shop/dev development",
      "shop/dev-anna development",
      "shop/dev2 development",
    ]);
    // What only the team's name is shared by says nothing of the team's other stacks.
    expect(patterns("team-dev", "team-qa")).toEqual(["shop/team-dev development", "shop/team-qa test"]);
    const text = seen({ project: "shop", stacks: ["dev-anna", "dev-ben"] });
    expect(text).toContain("# guessed from the names of 2 stacks");
    expect(text.replace(/\n# /g, " ")).toContain("check each: a * takes in stacks to come as well.");
    expect(seen({ stacks: ["a-dev", "b-dev"] })).toContain('- match: "*-dev"\n');
  });
  test("no pattern takes in a stack that looks like production, or like anything else", () => {
    for (const other of ["dev-prod", "dev-live", "dev-test"]) {
      const text = seen({ project: "shop", stacks: ["dev-anna", "dev-ben", other] });
      expect(text).not.toMatch(/^ {2}- match:.*\*/m);
      expect(environment(text, "shop", other)).toBe(other === "dev-test" ? "test" : "production");
      expect(environment(text, "shop", "dev-ben")).toBe("development");
    }
  });
  test("names that YAML would read as something else", () => {
    for (const name of ["-", "1.5", "0x1f", "-.", "null", "true", "...", "x".repeat(100)]) {
      const text = seen({ project: name, stacks: ["dev", "-qa", "test."] });
      expect(["dev", "-qa", "test."].map((stack) => environment(text, name, stack))).toEqual([
        "development",
        "test",
        "test",
      ]);
    }
  });
  test("of many stacks a few are named", () => {
    const text = seen({ project: "shop", stacks: [...Array(40).keys()].map((index) => `person${index}`) });
    expect(text).toMatch(/Of person0, person1, .* and 33\s+(?:# )?more nothing else is said/);
  });
});

describe("what is seen", () => {
  test("stacks, and locations however they are written", () => {
    const cwd = project({
      "Pulumi.yaml": `${shop}config:\n  azure-native:location: { value: westeurope }\n  shop:size: 3\n`,
      "Pulumi.dev.yaml": "config:\n  azure:location: North Europe\n",
      "Pulumi.prod.yaml": "encryptionsalt: v1:abc=\nconfig:\n  azure-native:location: Sweden Central\n",
      "Pulumi.prod.deploy.yaml": "settings: {}\n",
      "Pulumi.qa.yaml": "",
      "Pulumi.test.yml": "",
      "PulumiPolicy.yaml": "runtime: nodejs\n",
    });
    expect(init(cwd)).toEqual({
      status: 0,
      stdout: "",
      stderr: "azure-hadr: wrote hadr.yaml; read it, then run azure-hadr check\n",
    });
    expect(parse(written(cwd))).toEqual({
      environment: "production",
      stacks: [
        { match: "shop/dev", environment: "development" },
        { match: "shop/qa", environment: "test" },
      ],
    });
    expect(written(cwd).replace(/\n# /g, " ")).toContain(
      "names northeurope (Ireland), swedencentral (Sweden) and westeurope (Netherlands).",
    );
    expect(written(cwd)).toContain("Of prod nothing else is said");
  });
  test("Pulumi.yml, from a folder below, and stacks' files in a folder of their own", () => {
    for (const key of ["stackConfigDir", "config"]) {
      const cwd = project({
        "Pulumi.yml": `${shop}${key}: stacks\n`,
        "stacks/Pulumi.staging.yml": "config:\n  azure-native:location: uksouth\n",
        "Pulumi.dev.yml": "",
        "src/index.ts": "",
      });
      expect(init(join(cwd, "src"))).toMatchObject({
        status: 0,
        stderr: expect.stringContaining("wrote ../hadr.yaml;"),
      });
      expect(parse(written(cwd)).stacks).toEqual([{ match: "shop/staging", environment: "staging" }]);
      expect(written(cwd)).toContain("countries: [GB]");
    }
  });
  test("nothing of a secret, nor of any other value", () => {
    const cwd = project({
      "Pulumi.yaml": `${shop}config:\n  azure-native:location: { value: eastus, secret: true }\n  shop:key: { value: hunter2 }\n`,
      "Pulumi.dev.yaml": "config:\n  azure-native:location:\n    secure: v1:westeurope\n  azure:location: hunter2\n",
    });
    const { stdout, stderr } = init(cwd, "-o", "-");
    expect(stdout).toContain("shop/dev");
    expect(stdout + stderr).not.toMatch(/hunter2|v1:|eastus|secure/);
    // Not even where the file cannot be read, although the parser's own message quotes it.
    writeFileSync(join(cwd, "Pulumi.dev.yaml"), "config:\n  a: [hunter2\n} hunter2");
    expect(init(cwd)).toEqual({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^azure-hadr: Pulumi\.dev\.yaml:\d+:\d+: not YAML: [\w ,]+\n$/),
    });
    expect(existsSync(join(cwd, "hadr.yaml"))).toBe(false);
  });
  test("a file whose name Pulumi takes for no stack is none: no wildcard, no line of its own", () => {
    const cwd = project({
      "Pulumi.yaml": shop,
      "Pulumi.dev*.yaml": "",
      "Pulumi.*-dev.yaml": "",
      "Pulumi.?-qa.yaml": "",
      "Pulumi.dev\nfailOnUnknown: true.yaml": "",
      "Pulumi.dev: x # y.yaml": "",
      "Pulumi.dev-\u001b[31m.yaml": "",
      "Pulumi.dév-dev.yaml": "",
      [`Pulumi.dev-${"x".repeat(100)}.yaml`]: "",
      "Pulumi..yaml": "",
      "Pulumi.dev.2.yaml": "",
    });
    mkdirSync(join(cwd, "Pulumi.qa.yaml"));
    expect(init(cwd).status).toBe(0);
    expect(parse(written(cwd))).toEqual({
      environment: "production",
      stacks: [{ match: "shop/dev.2", environment: "development" }],
    });
    expect(environment(written(cwd), "shop", "prod-dev")).toBe("production");
  });
  test("the demonstration of this repository", () => {
    const { status, stdout, stderr } = init(root, "--output", "-");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("the stacks of azure-hadr-demo.");
    expect(environment(stdout, "azure-hadr-demo", "dev")).toBe("production");
  });
  test("no project: a general starter, and it says so", () => {
    const cwd = project({});
    const { status, stderr } = init(cwd);
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/^azure-hadr: no Pulumi\.yaml here or above.*\n.*wrote/),
    ]);
    expect(environment(written(cwd), "any", "dev")).toBe("production");
  });
  test("the editor's schema is the one installed, also further up", () => {
    const cwd = project({ "Pulumi.yaml": shop, "apps/shop/Pulumi.yaml": shop });
    const first = () => init(join(cwd, "apps", "shop"), "-o", "-").stdout.split("\n")[0];
    expect(first()).toMatch(/=\.\/node_modules\/azure-hadr\/schema\/hadr\.schema\.json$/);
    mkdirSync(join(cwd, "node_modules"));
    symlinkSync(root, join(cwd, "node_modules", "azure-hadr"));
    expect(first()).toMatch(/=\.\.\/\.\.\/node_modules\/azure-hadr\/schema\/hadr\.schema\.json$/);
  });
});

describe("nothing is overwritten, nothing is half done", () => {
  const refused = (ran: ReturnType<typeof init>, message: RegExp) =>
    expect(ran).toEqual({ status: 2, stdout: "", stderr: expect.stringMatching(message) });

  test.each(["hadr.yaml", "hadr.yml"])("%s stays, here and above", (name) => {
    const cwd = project({
      "Pulumi.yaml": shop,
      [name]: "environment: test\n",
      "apps/blog/Pulumi.yaml": "name: blog\n",
    });
    refused(init(cwd), new RegExp(`^azure-hadr: ${name} is there already and stays as it is .*\\n$`));
    refused(init(join(cwd, "apps", "blog")), new RegExp(`^azure-hadr: ../../${name} is there already .*\\n$`));
    expect(readFileSync(join(cwd, name), "utf8")).toBe("environment: test\n");
    expect(readdirSync(cwd).sort()).toEqual(["Pulumi.yaml", "apps", name].sort());
    expect(readdirSync(join(cwd, "apps", "blog"))).toEqual(["Pulumi.yaml"]);
    expect(init(cwd, "-o", "-")).toMatchObject({ status: 0, stderr: "" });
  });
  test("one between the folder and the project stays the one that holds", () => {
    const cwd = project({ "Pulumi.yaml": shop, "src/hadr.yaml": "" });
    refused(init(join(cwd, "src")), /^azure-hadr: hadr\.yaml is there already/);
    expect(readdirSync(cwd).sort()).toEqual(["Pulumi.yaml", "src"]);
  });
  test("another name, and that one is not overwritten either", () => {
    const cwd = project({ "Pulumi.yaml": shop, "hadr.yaml": "environment: test\n" });
    expect(init(cwd, "-o", "other.yaml")).toMatchObject({
      status: 0,
      stderr: "azure-hadr: wrote other.yaml; read it, then run azure-hadr check -c other.yaml\n",
    });
    expect(environment(readFileSync(join(cwd, "other.yaml"), "utf8"), "shop", "x")).toBe("production");
    writeFileSync(join(cwd, "other.yaml"), "mine");
    refused(
      init(cwd, "-o", "other.yaml"),
      /^azure-hadr: other\.yaml: cannot be written: is there already and stays.*\n$/,
    );
    symlinkSync("nowhere", join(cwd, "link.yaml"));
    refused(init(cwd, "-o", "link.yaml"), /is there already/);
    refused(init(cwd, "-o", "no/such/other.yaml"), /no\/such\/other\.yaml: cannot be written: no such folder/);
    expect([readFileSync(join(cwd, "other.yaml"), "utf8"), existsSync(join(cwd, "nowhere"))]).toEqual(["mine", false]);
  });
  test.each([
    ["not YAML", "name: [x\n", /^azure-hadr: Pulumi\.yaml:\d+:\d+: not YAML: [\w ,]+\n$/],
    ["empty", "", /^azure-hadr: Pulumi\.yaml: has no name, so it is no Pulumi project\n$/],
    ["a list", "- name: shop\n", /^azure-hadr: Pulumi\.yaml: has no name.*\n$/],
    ["a name that is none", 'name: "*"\n', /^azure-hadr: Pulumi\.yaml: name: expected up to 100 letters.*\n$/],
    ["a name of two lines", 'name: "shop\\nx: y"\n', /^azure-hadr: Pulumi\.yaml: name: expected.*\n$/],
    ["a number", "name: 12\n", /^azure-hadr: Pulumi\.yaml: name: expected.*\n$/],
  ])("a Pulumi.yaml that cannot be followed: %s", (_, content, message) => {
    const cwd = project({ "Pulumi.yaml": content });
    refused(init(cwd), message);
    expect(readdirSync(cwd)).toEqual(["Pulumi.yaml"]);
  });
  test("a folder that is not there", () => refused(init(folder, "--cwd", "nowhere"), /nowhere: no such folder\n$/));
  test("from elsewhere the next command says where", () => {
    const cwd = project({ "shop/Pulumi.yaml": shop });
    expect(init(cwd, "--cwd", "shop").stderr).toBe(
      "azure-hadr: wrote shop/hadr.yaml; read it, then run azure-hadr check --cwd shop\n",
    );
    expect(readdirSync(join(cwd, "shop")).sort()).toEqual(["Pulumi.yaml", "hadr.yaml"]);
  });
});
