/** The package as npm would publish it: what is in it, and that it works where nothing else is installed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { DatabaseAccount } from "@pulumi/azure-native/cosmosdb";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oneRegion } from "../fixtures/program/resources";
import { findPulumi, noPulumi, openStack, root, type Stack } from "./engine/engine";
import { install, npm, type Packed, pack, run } from "./packed";

const missing = findPulumi() ? "" : noPulumi;
if (missing) console.warn(`skipped: ${missing}`);

const folder = mkdtempSync(join(tmpdir(), "azure-hadr-package-"));
afterAll(() => rmSync(folder, { recursive: true }));
const project = join(folder, "project");
const installed = join(project, "node_modules", "azure-hadr");
const preview = join(root, "fixtures", "demo", "preview.json");

let packed: Packed;
let tarball: string;
let paths: readonly string[];
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

beforeAll(() => {
  packed = pack(folder);
  tarball = join(folder, packed.filename);
  paths = packed.files.map(({ path }) => path);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "name": "empty", "private": true }');
  install(project, tarball);
}, 300_000);

describe("what is in it", () => {
  test("is what somebody who installs it needs", () => {
    const needed = [
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|PulumiPolicy\.yaml)$/,
      /^dist\/(?:src|policies|rules)\/[\w/.-]+\.(?:js|json)$/,
      /^dist\/policies\/index\.d\.ts$/,
      /^docs\/[\w-]+\.(?:md|svg)$/,
      /^examples\/(?:[\w-]+\/)?[\w-]+\.yaml$/,
      /^rules\/(?:[\w-]+\/)?README\.md$/,
      /^integrations\/estate\/[\w-]+\.(?:mjs|py|sh|ya?ml)$/,
      /^queries\/(?:README\.md|[\w-]+\.kql)$/,
      /^rules\/documents\.json$/,
      /^schema\/[\w-]+\.schema\.json$/,
      /^sql\/(?:report|trend)\/[\w-]+\.sql$/,
      /^templates\/azure-hadr\/[\w-]+\.(?:js|json|yaml)$/,
    ];
    expect(paths.filter((path) => !needed.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(needed.filter((pattern) => !paths.some((path) => pattern.test(path)))).toEqual([]);
    for (const id of readdirSync(join(root, "rules"), { withFileTypes: true }).filter((entry) => entry.isDirectory()))
      expect(paths).toContain(`rules/${id.name}/README.md`);
  });

  test("is not large", () => {
    console.info(`${packed.filename}: ${packed.size} bytes, ${packed.unpackedSize} unpacked, ${paths.length} files`);
    expect(packed.size).toBeLessThan(800_000);
    expect(packed.unpackedSize).toBeLessThan(4_000_000);
  });

  test("is all that its code asks for: its own files, its dependencies, Node; and it asks for every dependency", () => {
    const asked = new Set<string>();
    const lost = paths
      .filter((path) => /^dist\/.*\.js$/.test(path))
      .flatMap((path) =>
        [...readFileSync(join(root, path), "utf8").matchAll(/\b(?:require(?:\.resolve)?|import)\(\s*["']([^"']+)["']/g)]
          .map(([, id = ""]) => id)
          .filter((id) => {
            if (id.startsWith(".")) {
              const file = posix.join(posix.dirname(path), id);
              return ![file, `${file}.js`, `${file}.json`].some((one) => paths.includes(one));
            }
            if (id.startsWith("node:")) return !builtinModules.includes(id.slice(5));
            const name = id.split("/", id.startsWith("@") ? 2 : 1).join("/");
            asked.add(name);
            return !(name in manifest.dependencies || name in manifest.optionalDependencies);
          })
          .map((id) => `${path}: ${id}`),
      );
    // The SDK's own copy, found from the SDK: where another is installed, that one is not meant.
    expect(lost).toEqual(["dist/policies/answers.js: @grpc/grpc-js"]);
    expect(Object.keys(manifest.dependencies).filter((name) => !asked.has(name))).toEqual([]);
  });

  test("is in order for publint and for TypeScript's ways to find types", async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg as never))).toEqual([]);
    const types = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)));
    expect("problems" in types && types.problems).toEqual([]);
  });

  test("the rest of it is nobody's to import", () => {
    const ask = (id: string) => run(project, process.execPath, "-p", `require.resolve(${JSON.stringify(id)})`);
    for (const id of ["azure-hadr", "azure-hadr/package.json", "azure-hadr/schema/hadr.schema.json"])
      expect([id, ask(id).status]).toEqual([id, 0]);
    expect(ask("azure-hadr/dist/policies/policies.js").stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});

describe("installed where nothing else is", () => {
  const azureHadr = (...args: string[]) => run(project, "npx", "--no-install", "azure-hadr", ...args);

  test("it says its version, and that is all that is installed besides what it needs", () => {
    expect(azureHadr("--version")).toMatchObject({ status: 0, stderr: "" });
    expect(azureHadr("--version").stdout.split("\n")[0]).toBe(manifest.version);
    const there = readdirSync(join(project, "node_modules"));
    const needed = ["google-protobuf", "hyparquet"]; // by what it needs
    expect(there.filter((name) => name in manifest.devDependencies && !needed.includes(name))).toEqual([]);
  });

  test("it checks, and writes every format that needs code of others", () => {
    const text = azureHadr("check", preview);
    expect([text.status, text.stderr]).toEqual([1, ""]);
    const json = azureHadr("check", preview, "-f", "json", "-f", "sarif=out.sarif");
    expect([json.status, json.stderr]).toEqual([1, ""]);
    expect(JSON.parse(json.stdout)).toMatchObject({ tool: { name: "azure-hadr", version: manifest.version } });
    expect(JSON.parse(readFileSync(join(project, "out.sarif"), "utf8")).runs).toHaveLength(1);
    const [, formats = ""] =
      /-f, --format <name\[=file\]>\s+([\w\s,-]+?); repeatable/.exec(azureHadr("check", "--help").stdout) ?? [];
    const names = formats.split(/,\s*/);
    expect(names).toEqual(expect.arrayContaining(["text", "json", "sarif"]));
    for (const name of names) {
      const { status, stdout, stderr } = azureHadr("check", preview, "-f", name);
      expect([name, status, stdout.length > 1000, stderr]).toEqual([name, 1, true, ""]);
    }
  });

  test("it explains a rule, writes hadr.yaml and the pack's configuration", () => {
    expect(azureHadr("explain", "cosmos-min-two-regions")).toMatchObject({ status: 0, stderr: "" });
    writeFileSync(join(project, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    expect(azureHadr("init").status).toBe(0);
    expect(existsSync(join(project, "hadr.yaml"))).toBe(true);
    expect(azureHadr("policy-config", "-o", "policy-config.json").status).toBe(0);
    const config = JSON.parse(readFileSync(join(project, "policy-config.json"), "utf8"));
    expect(config["cosmos-min-two-regions"].enforcementLevel).toBe("mandatory");
  });
});

describe.skipIf(missing)("the real engine", { timeout: 180_000 }, () => {
  let stack: Stack;
  const program = async () => {
    new DatabaseAccount("carts", oneRegion);
  };
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack.close());

  /** What a pack in that folder says of the program: pack, level, name of the policy. */
  async function says(pack: string, ...policyPackConfigs: object[]) {
    const { ok, policyEvents } = await stack.preview({ program, policyPacks: [pack], policyPackConfigs });
    const levels = policyEvents
      .filter(({ policyName }) => policyName === "cosmos-min-two-regions")
      .map(({ policyPackName, policyPackVersion, enforcementLevel }) => [
        policyPackName,
        policyPackVersion,
        enforcementLevel,
      ]);
    const others = policyEvents.map(({ policyName }) => policyName);
    return { ok, levels, others };
  }

  test("starts the installed pack", async () => {
    const { version } = manifest;
    expect(await says(installed)).toMatchObject({ ok: false, levels: [["azure-hadr", version, "mandatory"]] });
  });

  describe("a pack of one's own, begun with the template", () => {
    const own = join(folder, "own");
    beforeAll(() => {
      const template = join(installed, "templates", "azure-hadr");
      const made = spawnSync(findPulumi() as string, ["policy", "new", template, "--dir", own, "--generate-only"], {
        cwd: folder,
        env: { ...process.env, PULUMI_HOME: join(folder, "home"), PULUMI_SKIP_UPDATE_CHECK: "true" },
        encoding: "utf8",
      });
      expect([made.status, made.stderr]).toEqual([0, ""]);
      // As if this version were published, and then what `pulumi install` does.
      const file = join(own, "package.json");
      const begun = JSON.parse(readFileSync(file, "utf8"));
      begun.dependencies["azure-hadr"] = `file:${tarball}`;
      writeFileSync(file, JSON.stringify(begun));
      install(own);
    });
    const declare = (text: string) => {
      writeFileSync(join(own, "hadr.yaml"), text);
      return run(own, "npm", "run", "prepare");
    };

    test("asks for this version, and for the SDK that this version asks for", () => {
      const { dependencies } = JSON.parse(readFileSync(join(root, "templates", "azure-hadr", "package.json"), "utf8"));
      expect(dependencies).toEqual({
        "@pulumi/pulumi": manifest.dependencies["@pulumi/pulumi"],
        "azure-hadr": manifest.version,
      });
    });

    test("has a name and a version of its own, and judges by its own hadr.yaml", async () => {
      expect(await says(own)).toMatchObject({ ok: false, levels: [["our-azure-hadr", "0.1.0", "mandatory"]] });
      expect(declare("environment: development\n").status).toBe(0);
      expect(await says(own)).toMatchObject({ ok: true, levels: [["our-azure-hadr", "0.1.0", "advisory"]] });
    });

    test("Pulumi's own configuration wins", async () => {
      expect(declare("environment: production\n").status).toBe(0);
      const { levels, others } = await says(own, { "cosmos-min-two-regions": "disabled" });
      expect([levels, others]).toEqual([[], expect.arrayContaining(["cosmos-backup-survives-region"])]);
    });

    test("a hadr.yaml that cannot be followed is no pack", () => {
      const { status, stderr } = declare("environment: prod\n");
      expect([status !== 0, stderr]).toEqual([true, expect.stringContaining("hadr.yaml:1:14: environment")]);
    });

    test("carries its configuration where npm packs it, as `pulumi policy publish` has it do", () => {
      expect(declare("environment: staging\n").status).toBe(0);
      const [{ files }] = JSON.parse(npm(own, "pack", "--dry-run", "--json", "--ignore-scripts")) as [Packed];
      const names = ["PulumiPolicy.yaml", "hadr.yaml", "index.js", "package.json", "policy-config.json"];
      expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(names));
    });

    test("two in one process are refused", () => {
      const { status, stderr } = run(
        own,
        process.execPath,
        "-e",
        'const pack = require("azure-hadr"); pack(); pack();',
      );
      expect([status !== 0, stderr]).toEqual([true, expect.stringContaining("Only one policy pack")]);
    });
  });
});
