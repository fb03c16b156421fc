/** Both doors, the real engine: the pack in `pulumi preview` and the gate on the same preview judge alike. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseAccount } from "@pulumi/azure-native/cosmosdb";
import { DigitalTwin } from "@pulumi/azure-native/digitaltwins";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPolicy, looksAround, type Rule } from "../dist/src/rule.js";
import { loadRules } from "../dist/src/rules.js";
import { everything } from "../fixtures/program/elsewhere";
import { oneRegion, sound } from "../fixtures/program/resources";
import { findPulumi, noPulumi, openStack, type Run, root, type Stack } from "./engine/engine";
import { examples } from "./engine/examples";

const missing = findPulumi() ? "" : noPulumi;
if (missing) console.warn(`skipped: ${missing}`);

const cli = join(root, "dist", "src", "cli.js");
const folder = mkdtempSync(join(tmpdir(), "azure-hadr-doors-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Objectives that reach every branch of the levels: a boundary, a lowered rule, a raised one, a waiver. */
const declared = `
residency: { geographyGroups: [europe, Uk] }
levels: { adt-region-has-pair: mandatory }
stacks:
  - match: azure-hadr-demo/dev
    levels: { cosmos-strong-needs-three-regions: advisory }
waivers:
  - { rule: cosmos-min-two-regions, resource: legacy-*, owner: team-archive, reason: rebuilt within a day, until: 2999-12-31 }
  - { rule: cosmos-min-two-regions, resource: carts-single-region, owner: team-carts, reason: too late, until: 2026-01-01 }
`;

function azureHadr(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
}
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Verdict {
  rule: string;
  urn: string;
  outcome: string;
  blocking: boolean;
  waiver?: object;
  expiredWaiver?: object;
}
/** What a door says of a resource and a rule, in words that both can say. */
type Said = Record<string, string>;

function gateSays(preview: string, config: string, ...args: string[]): { said: Said; status: number | null } {
  const input = file("preview.json", preview);
  const run = azureHadr("check", input, "-c", config, "-f", "json", "--verdicts", "all", ...args);
  const { verdicts } = JSON.parse(run.stdout) as { verdicts: Verdict[] };
  // A pack cannot see what is only read, what the deployment changes, nor rules that a person answers for.
  const read = new Set(
    (JSON.parse(preview) as { steps: { op: string; urn: string }[] }).steps
      .filter(({ op }) => op === "read")
      .map(({ urn }) => urn),
  );
  const seen = verdicts.filter(
    ({ rule, urn, outcome }) => !read.has(urn) && outcome !== "manual" && isPolicy(rules.get(rule) as Rule),
  );
  return {
    status: run.status,
    said: Object.fromEntries(
      seen.map(({ rule, urn, outcome, waiver }) => [`${urn} ${rule}`, waiver ? "waived" : outcome]),
    ),
  };
}

const rules = loadRules();
/** Rules of the one policy that needs the whole stack. */
const around = [...rules.values()].filter(looksAround).map(({ id }) => id);

/** The rule of a violation: its policy or, of the one policy about the stack, what the message begins with. */
const ruleOf = ({ policyName, message }: Run["policyEvents"][number]): string =>
  policyName === "stack-rules" ? (around.find((id) => message.includes(`${id}: `)) ?? policyName) : policyName;
const looksFurther = (key: string): boolean => around.includes(key.split(" ").at(-1) as string);

interface Summary {
  resourceUrn: string;
  passed?: string[];
  failed?: string[];
}
function packSays(run: Run, gate: Said): Said {
  const summaries = run.events.flatMap(
    (event) => (event as { policyAnalyzeSummaryEvent?: Summary }).policyAnalyzeSummaryEvent ?? [],
  );
  expect(summaries.length).toBeGreaterThan(0);
  const said: Said = {};
  for (const { resourceUrn, passed = [] } of summaries)
    for (const rule of passed) said[`${resourceUrn} ${rule}`] = "pass";
  for (const event of run.policyEvents)
    said[`${event.resourceUrn} ${ruleOf(event)}`] = event.message.includes("Cannot be decided yet")
      ? "unknown"
      : "fail";
  // The policy about the stack as a whole says nothing of its rules but what they violate.
  const asked = run.events.some((event) => "policyAnalyzeStackSummaryEvent" in (event as object));
  // What neither passed nor failed did not apply or is waived; Pulumi does not say which. Nothing else may be silent.
  for (const [key, outcome] of Object.entries(gate))
    if (!(key in said) && (outcome === "waived" || outcome === "not-applicable" || (asked && looksFurther(key))))
      said[key] = outcome === "fail" || outcome === "unknown" ? "silent" : outcome;
  return said;
}

/** Which of the pack's violations Pulumi holds against the change. */
const mandatory = (run: Run): string[] =>
  run.policyEvents
    .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
    .map((event) => `${event.resourceUrn} ${ruleOf(event)}`)
    .sort();

describe.skipIf(missing)("both doors", { timeout: 120_000 }, () => {
  let stack: Stack;
  let config: string;
  let packConfig: string;
  const program = async () => everything();
  const pack = { policyPacks: [root] };

  beforeAll(async () => {
    stack = await openStack();
    config = file("hadr.yaml", declared);
    packConfig = join(folder, "policy-config.json");
    expect(azureHadr("policy-config", "-c", config, "-o", packConfig)).toMatchObject({ status: 0, stderr: "" });
  });
  afterAll(() => stack.close());

  test("say the same of every resource and rule, first preview", async () => {
    const run = await stack.preview({ program, ...pack, policyPackConfigs: [packConfig] });
    const gate = gateSays((await stack.previewJson({ program })).stdout, config);
    expect(packSays(run, gate.said)).toEqual(gate.said);
    expect(Object.keys(gate.said).length).toBeGreaterThan(200);
    expect(new Set(Object.values(gate.said))).toEqual(new Set(["pass", "fail", "unknown", "not-applicable", "waived"]));
    expect([run.ok, gate.status]).toEqual([false, 1]);
  });

  test("say the same of what the examples of every rule hold", async () => {
    const program = async () => examples();
    const run = await stack.preview({ program, ...pack, policyPackConfigs: [packConfig] });
    const gate = gateSays((await stack.previewJson({ program })).stdout, config);
    expect(packSays(run, gate.said)).toEqual(gate.said);
    const asked = new Set(Object.keys(gate.said).map((key) => key.split(" ").at(-1)));
    // What is left to a person without a target is not compared.
    const policies = [...rules.values()].filter(
      (rule) => isPolicy(rule) && rule.disabled === undefined && rule.evidence === undefined,
    );
    expect(policies.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });

  test("without any configuration the defaults hold at both", async () => {
    const run = await stack.preview({ program, ...pack });
    const gate = gateSays((await stack.previewJson({ program })).stdout, file("empty.yaml", ""));
    expect(packSays(run, gate.said)).toEqual(gate.said);
    expect(mandatory(run).length).toBeGreaterThan(5);
  });

  test("levels: declared, lowered, raised, overridden by Pulumi's own configuration", async () => {
    const run = await stack.preview({ program, ...pack, policyPackConfigs: [packConfig] });
    const levels = new Map(
      run.policyEvents.map(({ resourceUrn, policyName, enforcementLevel }) => [
        `${resourceUrn?.split("::").at(-1)} ${policyName}`,
        enforcementLevel,
      ]),
    );
    expect(levels.get("carts-single-region cosmos-min-two-regions")).toBe("mandatory"); // its waiver has expired
    expect(levels.has("legacy-waived cosmos-min-two-regions")).toBe(false);
    expect(levels.get("ledger-strong-over-two-regions cosmos-strong-needs-three-regions")).toBe("advisory");
    expect(levels.get("pumps-without-a-pair adt-region-has-pair")).toBe("mandatory");
    expect(levels.get("stock-no-zones-for-writes cosmos-zone-redundant-write-region")).toBe("advisory");
    expect(levels.get("vault-secret-failover cosmos-service-managed-failover")).toBe("advisory"); // unknown

    const lowered = await stack.preview({ program, ...pack, policyPackConfigs: [{ all: "advisory" }] });
    expect([lowered.ok, mandatory(lowered)]).toEqual([true, []]);
    expect(lowered.policyEvents.length).toBeGreaterThan(10);

    const raised = await stack.preview({
      program,
      ...pack,
      policyPackConfigs: [{ all: "disabled", "cosmos-zone-redundant-write-region": "mandatory" }],
    });
    expect(raised.ok).toBe(false);
    expect(mandatory(raised).every((key) => key.endsWith(" cosmos-zone-redundant-write-region"))).toBe(true);
  });

  test("a decidable failure blocks beside unknown values, and no exit code lets it through", async () => {
    const only = async () => {
      const first = new DatabaseAccount("first", sound);
      new DatabaseAccount("second", {
        ...oneRegion,
        resourceGroupName: first.documentEndpoint,
        locations: [{ locationName: first.documentEndpoint, failoverPriority: 0, isZoneRedundant: true }],
      });
    };
    const run = await stack.preview({ program: only, ...pack });
    expect(run.ok).toBe(false);
    expect(mandatory(run)).toEqual([
      expect.stringMatching(/::second cosmos-backup-survives-region$/),
      expect.stringMatching(/::second cosmos-min-two-regions$/),
    ]);
    const gate = gateSays((await stack.previewJson({ program: only })).stdout, file("empty.yaml", ""));
    expect(gate.status).toBe(1);
  });

  test("a broken configuration is an error, not a pass", async () => {
    const wrong = async (own: object) => {
      const run = await stack.preview({ program, ...pack, policyPackConfigs: [{ "cosmos-min-two-regions": own }] });
      return { ok: run.ok, text: run.stderr + run.stdout + run.diagnostics.map(({ message }) => message).join() };
    };
    const environment = await wrong({ environment: "prod" });
    expect(environment.ok).toBe(false);
    expect(environment.text).toContain("environment");
    const boundary = await wrong({ residency: { countries: ["Atlantis"] } });
    expect(boundary.ok).toBe(false);
    expect(boundary.text).toContain("countries");
    // What the schema cannot tell: every region is fine, and none is inside both.
    const apart = await wrong({
      residency: { countries: ["NL"] },
      stacks: [{ match: "azure-hadr-demo/dev", residency: { countries: ["US"] } }],
    });
    expect(apart.ok).toBe(false);
    expect(apart.text).toContain("no region is inside countries");
  });

  /** Objectives that every checked rule, parameters and levels answer to, on a few accounts and an instance. */
  const few = async () => {
    new DatabaseAccount("orders-eu", oneRegion);
    new DatabaseAccount("orders-two", { ...sound, enableAutomaticFailover: false });
    new DatabaseAccount("carts", oneRegion);
    new DatabaseAccount("stock", {
      ...sound,
      locations: [
        { locationName: "francecentral", failoverPriority: 0, isZoneRedundant: true },
        { locationName: "northeurope", failoverPriority: 1 },
      ],
    });
    new DigitalTwin("pumps", { resourceGroupName: "rg", location: "southeastasia" });
    new DigitalTwin("pairless", { resourceGroupName: "rg", location: "qatarcentral" });
  };
  const everyEntry = (head: string) => `
environment: staging
rpoMinutes: 60
stacks:
  - ${head}
    environment: production
    criticality: mission-critical
    residency: { euDataBoundary: true, countries: [SG] }
    singleRegionByLaw: true
    rpoMinutes: 5
    rtoMinutes: 10
    slaTarget: { read: 99.99, write: 99.99 }
    activeActive: true
    outageFreeze: { regions: [West Europe], reason: incident, until: 2999-12-31 }
    levels: { cosmos-zone-redundant-write-region: mandatory }
    parameters:
      cosmos-service-managed-failover: { forcedFailoverRunbook: true }
      adt-paired-region-residency: { builtInResidencyRegions: [southeastasia] }
`;

  describe("objectives say the same at both doors", () => {
    /** What each says of every resource and rule, and what of it is in the way. */
    async function both(text: string, ...args: string[]) {
      const yaml = file("objectives.yaml", text);
      const out = join(folder, "objectives.json");
      expect(azureHadr("policy-config", "-c", yaml, "-o", out)).toMatchObject({ status: 0, stderr: "" });
      const run = await stack.preview({ program: few, ...pack, policyPackConfigs: [out] });
      const preview = (await stack.previewJson({ program: few })).stdout;
      const gate = gateSays(preview, yaml, ...args);
      expect(packSays(run, gate.said)).toEqual(gate.said);
      // Both hold the same against the change, except what only the creation of a resource makes block.
      const { verdicts } = JSON.parse(
        azureHadr("check", join(folder, "preview.json"), "-c", yaml, "-f", "json", ...args).stdout,
      ) as { verdicts: (Verdict & { levelReason?: string })[] };
      const created = (rule: string) => rule === "cosmos-zone-redundant-write-region";
      const blocking = verdicts.filter((one) => one.blocking && !created(one.rule));
      expect(mandatory(run).filter((key) => !created(key.split(" ").at(-1) ?? ""))).toEqual(
        blocking.map(({ urn, rule }) => `${urn} ${rule}`).sort(),
      );
      return (name: string, rule: string) =>
        `${gate.said[Object.keys(gate.said).find((key) => key.endsWith(`::${name} ${rule}`)) ?? ""]}${
          mandatory(run).some((key) => key.endsWith(`::${name} ${rule}`)) ? ", in the way" : ""
        }`;
    }

    test("by stack pattern", async () => {
      const says = await both(everyEntry("match: azure-hadr-demo/d*"));
      expect(says("carts", "cosmos-min-two-regions")).toBe("not-applicable");
      expect(says("orders-two", "cosmos-data-residency")).toBe("fail, in the way");
      expect(says("orders-two", "cosmos-service-managed-failover")).toBe("fail"); // the runbook makes it advice
      expect(says("pumps", "adt-paired-region-residency")).toBe("pass");
      const elsewhere = await both(everyEntry("match: azure-hadr-demo/prod"));
      expect(elsewhere("carts", "cosmos-min-two-regions")).toBe("fail");
    });

    test("by tag: the stack's own at one door, --tag at the other", async () => {
      await stack.setTag("env", "prod-1");
      const says = await both(everyEntry("tags: { env: prod* }"), "--tag", "env=prod-1");
      expect(says("carts", "cosmos-min-two-regions")).toBe("not-applicable");
      expect(says("orders-two", "cosmos-data-residency")).toBe("fail, in the way");
      await stack.setTag("env");
      const without = await both(everyEntry("tags: { env: prod* }"));
      expect(without("carts", "cosmos-min-two-regions")).toBe("fail");
      expect(without("orders-two", "cosmos-data-residency")).toBe("not-applicable");
    });

    test("by resource pattern", async () => {
      const says = await both(everyEntry('resource: "orders-*"'));
      expect(says("orders-eu", "cosmos-min-two-regions")).toBe("not-applicable");
      expect(says("carts", "cosmos-min-two-regions")).toBe("fail"); // staging: advice
      expect(says("orders-two", "cosmos-data-residency")).toBe("fail, in the way");
      expect(says("pumps", "adt-paired-region-residency")).toBe("unknown");
    });

    test("in the stack's own config, which tightens and does not loosen", async () => {
      await stack.setConfig("azure-hadr:environment", "production");
      await stack.setConfig("azure-hadr:residency.countries[0]", "IE", "--path");
      await stack.setConfig("azure-hadr:residency.countries[1]", "FR", "--path");
      await stack.setConfig("azure-hadr:levels.adt-region-has-pair", "mandatory", "--path");
      await stack.setConfig("azure-hadr:levels.cosmos-zone-redundant-read-region", "mandatory", "--path");
      const says = await both("environment: staging\nlevels: { cosmos-zone-redundant-read-region: disabled }\n");
      expect(says("carts", "cosmos-min-two-regions")).toBe("fail, in the way");
      expect(says("carts", "cosmos-data-residency")).toBe("fail, in the way");
      // Of itself a stack raises what is advice by default, or what hadr.yaml switches off.
      expect(says("pairless", "adt-region-has-pair")).toBe("fail, in the way");
      expect(says("stock", "cosmos-zone-redundant-read-region")).toBe("fail, in the way");
      await stack.setConfig("azure-hadr:environment", "development");
      const held = await both("environment: production\nresidency: { euDataBoundary: true }\n");
      expect(held("carts", "cosmos-min-two-regions")).toBe("fail, in the way");
      expect(held("carts", "cosmos-data-residency")).toBe("fail, in the way");
      const free = await both("");
      expect(free("carts", "cosmos-min-two-regions")).toBe("fail");
    });

    test("a stack's own config that cannot be followed stops both; a secret stops the one that is told", async () => {
      for (const name of ["residency", "levels"]) await stack.setConfig(`azure-hadr:${name}`);
      const refused = async (words: string) => {
        const input = file("preview.json", (await stack.previewJson({ program: few })).stdout);
        const { status, stderr } = azureHadr("check", input, "-c", file("empty.yaml", ""));
        expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
        // Without the preview: the same from the project's files.
        const told = azureHadr("objectives", "azure-hadr-demo/dev", "--cwd", stack.project);
        expect([told.status, told.stderr]).toEqual([2, expect.stringContaining(words)]);
      };
      await stack.setConfig("azure-hadr:environment", "prod");
      await refused("azure-hadr:environment: expected one of production");
      const run = await stack.preview({ program: few, ...pack });
      expect([run.ok, run.policyEvents.length > 10]).toEqual([false, true]);
      for (const { enforcementLevel, message } of run.policyEvents)
        expect([enforcementLevel, message.trim()]).toEqual([
          "mandatory",
          "What is declared for this stack cannot be followed: the stack's config: azure-hadr:environment does not fit",
        ]);
      await stack.setConfig("azure-hadr:environment", "test", "--secret");
      await refused("azure-hadr:environment is a secret");
      await stack.setConfig("azure-hadr:environment");
    });
  });

  test("a waiver in the program, once policy-config has taken it up; a declared boundary stays", async () => {
    const comment =
      "// azure-hadr:ignore cosmos-min-two-regions, cosmos-data-residency until=2999-12-31 owner=us -- why";
    const project = join(folder, "program");
    mkdirSync(project);
    file("program/Pulumi.yaml", "name: azure-hadr-demo\nruntime: nodejs\n");
    file("program/index.ts", `${comment}\nnew DatabaseAccount("carts", oneRegion);\n`);
    // The program is one of this process, so nobody records where in `index.ts` it stands.
    const preview = JSON.parse((await stack.previewJson({ program: few })).stdout);
    for (const { urn, newState } of preview.steps)
      if (urn.endsWith("::carts")) newState.sourcePosition = "project:///index.ts#2,1";
    const input = file("program/preview.json", JSON.stringify(preview));
    const [yaml, out] = [file("waived.yaml", "residency: { countries: [US] }\n"), join(folder, "waived.json")];
    const took = azureHadr("policy-config", "-c", yaml, "--cwd", project, "--from", input, "-o", out);
    expect(took).toMatchObject({ status: 0, stderr: "" });
    const run = await stack.preview({ program: few, ...pack, policyPackConfigs: [out] });
    const gate = gateSays(JSON.stringify(preview), yaml, "--cwd", project);
    expect(packSays(run, gate.said)).toEqual(gate.said);
    const says = (name: string, rule: string) =>
      Object.entries(gate.said).find(([key]) => key.endsWith(`::${name} ${rule}`))?.[1];
    expect(["carts", "orders-eu"].map((name) => says(name, "cosmos-min-two-regions"))).toEqual(["waived", "fail"]);
    expect(says("carts", "cosmos-data-residency")).toBe("fail");
    const refused = run.policyEvents.filter(({ message }) => message.includes("The waiver of us is not followed"));
    expect(refused.map(({ policyName }) => policyName)).toEqual(["cosmos-data-residency"]);
  });

  test("no secret in any message", async () => {
    const run = await stack.preview({ program, ...pack });
    const about = run.policyEvents.find(
      ({ resourceUrn, policyName }) =>
        resourceUrn?.endsWith("::vault-secret-failover") && policyName === "cosmos-service-managed-failover",
    );
    expect(about?.message).toContain("enableAutomaticFailover is a secret");
  });

  test("once deployed, a second preview and the state say what the first one could", async () => {
    expect((await stack.up({ program })).ok).toBe(true);
    const run = await stack.preview({ program, ...pack, policyPackConfigs: [packConfig] });
    const again = (await stack.previewJson({ program })).stdout;
    const gate = gateSays(again, config);
    expect(packSays(run, gate.said)).toEqual(gate.said);
    expect(again).toContain('"op": "same"');
  });
});
