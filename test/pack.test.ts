/** The pack through the SDK's own analyze function, secrets and unknowns as they come over the wire. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judge } from "../dist/src/judge.js";
import { concerns } from "../dist/src/kinds/recognise.js";
import { isPolicy, looksAround } from "../dist/src/rule.js";
import { loadExamples, loadRules } from "../dist/src/rules.js";
import { demonstration } from "../fixtures/program/resources";
import { findPulumi, noPulumi, openStack, root } from "./engine/engine";
import { nativeType, staged, unknownMarker } from "./support.js";

const load = createRequire(import.meta.url);
const { unpackOnce } = load("../dist/policies/sdk.js");
const { answerOnce } = load("../dist/policies/answers.js");
const { policies } = load("../dist/policies/policies.js");
const server = load("@pulumi/policy/server");
const pb = load("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = load("google-protobuf/google/protobuf/struct_pb");

interface Diagnostic {
  policyName: string;
  message: string;
  severity: string;
  level: string;
}
interface Answer {
  diagnostics: Diagnostic[];
  notApplicable: Record<string, string>;
}
const enforcement = ["advisory", "mandatory", "disabled", "remediate"];
const severity = ["unspecified", "low", "medium", "high", "critical"];

let analyze: (type: string, props: object, name?: string) => Promise<Answer>;
const levels = new Map<string, string>();

beforeAll(() => {
  unpackOnce();
  const list = policies();
  for (const policy of list) levels.set(policy.name, policy.enforcementLevel);
  const rpc = server.makeAnalyzeRpcFun("azure-hadr", "0.1.0", "mandatory", list);
  analyze = (type, props, name) =>
    new Promise((resolve, reject) => {
      rpc(
        { request: requestOf(type, props, name) },
        (
          error: Error | null,
          response: { getDiagnosticsList: () => unknown[]; getNotApplicableList: () => unknown[] },
        ) => {
          if (error) return reject(error);
          resolve({
            diagnostics: response.getDiagnosticsList().map((each) => {
              const one = each as Record<string, () => never>;
              return {
                policyName: one["getPolicyname"]!(),
                message: one["getMessage"]!(),
                severity: severity[one["getSeverity"]!()]!,
                level: enforcement[one["getEnforcementlevel"]!()]!,
              };
            }),
            notApplicable: Object.fromEntries(
              response.getNotApplicableList().map((each) => {
                const one = each as Record<string, () => string>;
                return [one["getPolicyName"]!(), one["getReason"]!()];
              }),
            ),
          });
        },
      );
    });
});

/** A resource as the engine asks about it. */
function requestOf(type: string, props: object, name = "orders") {
  const request = new pb.AnalyzeRequest();
  request.setType(type);
  request.setUrn(`urn:pulumi:dev::shop::${type}::${name}`);
  request.setName(name);
  request.setProperties(Struct.fromJavaScript(props));
  const options = new pb.AnalyzerResourceOptions();
  options.setCustomtimeouts(new pb.AnalyzerResourceOptions.CustomTimeouts());
  request.setOptions(options);
  return request;
}

/** A resource of a stack; `madeOf`: the URNs that a property was made of. */
type OfStack = readonly [type: string, props: object, name?: string, madeOf?: Readonly<Record<string, string[]>>];
const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** What the policy about the stack says of resources as the engine sends them. */
const analyzeStack = (resources: readonly OfStack[]) =>
  new Promise<{ policyName: string; urn: string; message: string }[]>((resolve, reject) => {
    const request = new pb.AnalyzeStackRequest();
    request.setResourcesList(
      resources.map(([type, props, name = "orders", madeOf = {}]) => {
        const resource = new pb.AnalyzerResource();
        resource.setType(type);
        resource.setUrn(urnOf(type, name));
        resource.setName(name);
        resource.setProperties(Struct.fromJavaScript(props));
        const options = new pb.AnalyzerResourceOptions();
        options.setCustomtimeouts(new pb.AnalyzerResourceOptions.CustomTimeouts());
        resource.setOptions(options);
        for (const [property, urns] of Object.entries(madeOf)) {
          const sources = new pb.AnalyzerPropertyDependencies();
          sources.setUrnsList(urns);
          resource.getPropertydependenciesMap().set(property, sources);
        }
        return resource;
      }),
    );
    server.makeAnalyzeStackRpcFun(
      "azure-hadr",
      "0.1.0",
      "mandatory",
      policies(),
    )({ request }, (error: Error | null, response: { getDiagnosticsList: () => unknown[] }) => {
      if (error) return reject(error);
      resolve(
        response.getDiagnosticsList().map((each) => {
          const one = each as Record<"getPolicyname" | "getUrn" | "getMessage", () => string>;
          return { policyName: one.getPolicyname(), urn: one.getUrn(), message: one.getMessage() };
        }),
      );
    });
  });

/** Secrets and unknown values as the engine sends them. */
const wire = (value: unknown): unknown => {
  if (value === "(unknown)") return unknownMarker;
  if (value === "(secret)") return secret(true);
  if (Array.isArray(value)) return value.map(wire);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wire(inner)]));
};
const secret = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

describe("on every example that needs no declaration, the pack says what the gate says", () => {
  // What ships switched off leaves without a word, and needs a declaration to be asked.
  const asked = [...loadRules().values()].filter(
    (rule) => isPolicy(rule) && rule.appliesTo !== "stack" && rule.disabled === undefined,
  );

  test.each(asked.filter(looksAround))("$id, which looks around", async (rule) => {
    for (const [outcome, examples] of Object.entries(loadExamples(rule.id)))
      for (const [name, example] of Object.entries(examples)) {
        const { properties, neighbours = {}, madeOf } = example;
        if (example.residency || example.objectives || example.parameters || example.outputs) continue;
        const urns = (names: typeof madeOf = {}) =>
          Object.fromEntries(
            Object.entries(names).map(([property, of]) => [
              property,
              of.map((one) => urnOf(neighbours[one]?.type as string, one)),
            ]),
          );
        const type = nativeType[rule.appliesTo as keyof typeof nativeType];
        const found = await analyzeStack([
          [type, wire(properties) as object, "orders", urns(madeOf)],
          ...Object.entries(neighbours).map(
            ([one, beside]): OfStack => [beside.type, wire(beside.properties) as object, one, urns(beside.madeOf)],
          ),
        ]);
        const own = found.filter(({ urn, message }) => urn === urnOf(type, "orders") && message.startsWith(rule.id));
        const said = own.map(({ message }) => (message.includes(": Cannot be decided yet") ? "unknown" : "fail"));
        expect([name, said]).toEqual([name, ["fail", "unknown"].includes(outcome) ? [outcome] : []]);
      }
  });

  test.each(asked.filter((rule) => !looksAround(rule)))("$id", async (rule) => {
    for (const [outcome, examples] of Object.entries(loadExamples(rule.id)))
      for (const [name, example] of Object.entries(examples)) {
        if (example.residency || example.objectives || example.parameters || example.outputs) continue;
        const { diagnostics, notApplicable } = await analyze(
          nativeType[rule.appliesTo as keyof typeof nativeType],
          wire(example.properties) as object,
        );
        const own = diagnostics.filter(({ policyName }) => policyName === rule.id);
        const place = `${outcome}: ${name}`;
        if (outcome === "pass") expect([place, own.length, notApplicable[rule.id]]).toEqual([place, 0, undefined]);
        else if (outcome === "not-applicable" || outcome === "manual")
          expect([place, own.length, notApplicable[rule.id]]).toEqual([place, 0, "Does not apply to this resource"]);
        else {
          expect([place, own.length]).toEqual([place, 1]);
          expect(own[0]?.message).toMatch(outcome === "unknown" ? /^Cannot be decided yet/ : /^Not so: /);
          const { resource, ruling } = staged(rule, example);
          const verdict = judge(resource, rule, { ...ruling, seesOperation: false });
          expect([place, own[0]?.level === "mandatory"]).toEqual([place, verdict.blocking]);
          expect([place, own[0]?.severity]).toEqual([place, verdict.severity === "info" ? "low" : verdict.severity]);
        }
      }
  });
});

test("every policy says all that Pulumi can show of it", () => {
  const all = policies();
  expect(all.map(({ name }) => name)).toContain("stack-rules");
  for (const policy of all as ResourceValidationPolicy[]) {
    if (policy.name === "stack-rules") continue;
    const rule = loadRules().get(policy.name)!;
    expect(policy).toMatchObject({
      displayName: rule.title,
      description: `${rule.title}.`,
      url: expect.stringMatching(new RegExp(`^https://.*/rules/${rule.id}/README\\.md$`)),
      remediationSteps: rule.remedy,
      tags: expect.arrayContaining(["azure", rule.appliesTo, rule.goal]),
      configSchema: { properties: { environment: {}, residency: {}, waivers: {} } },
    });
    expect(["low", "medium", "high", "critical"]).toContain(policy.severity);
    expect(["advisory", "mandatory"]).toContain(policy.enforcementLevel);
  }
});

test("what concerns nobody is not applicable to every policy, never passed", async () => {
  const { diagnostics, notApplicable } = await analyze("azure-native:storage:StorageAccount", { location: "eastus" });
  expect(diagnostics).toEqual([]);
  expect(Object.keys(notApplicable).sort()).toEqual([...levels.keys()].filter((name) => name !== "stack-rules").sort());
});

test("the stack is judged as a whole, whatever is unknown in it; it is named, and the rule too", async () => {
  const answer = await analyzeStack([
    [nativeType["cosmos-account"], { locations: unknownMarker, resourceGroupName: secret("hunter2") }],
    ["azure-native:storage:StorageAccount", { location: unknownMarker }],
  ]);
  expect(answer).toContainEqual({
    policyName: "stack-rules",
    urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
    message: expect.stringMatching(/^stack-declares-objectives: Not so: /),
  });
  for (const { message } of answer) {
    expect(loadRules().has(message.slice(0, message.indexOf(":")))).toBe(true);
    expect(message).not.toMatch(/hunter2|: *$/m);
  }
  expect(await analyzeStack([["azure-native:storage:StorageAccount", { location: "eastus" }]])).toEqual([]);
});

test("a decidable failure blocks although other values are unknown", async () => {
  const { diagnostics } = await analyze(nativeType["cosmos-account"], {
    resourceGroupName: unknownMarker,
    locations: [{ locationName: unknownMarker, failoverPriority: 0 }],
  });
  const by = Object.fromEntries(diagnostics.map((each) => [each.policyName, each]));
  expect(by["cosmos-min-two-regions"]?.level).toBe("mandatory");
  expect(by["cosmos-zone-redundant-write-region"]?.level).toBe("advisory");
  expect(by["cosmos-zone-redundant-write-region"]?.message).toContain(
    "locations[0].locationName is not known until the update",
  );
});

test("a secret is unknown, and no message holds it", async () => {
  const name = "westeurope-of-the-secret-project";
  const { diagnostics } = await analyze(nativeType["cosmos-account"], {
    locations: [
      { locationName: secret(name), failoverPriority: 0 },
      { locationName: "eastus", failoverPriority: 1 },
    ],
    enableAutomaticFailover: secret(true),
  });
  expect(JSON.stringify(diagnostics)).not.toContain(name);
  const failover = diagnostics.find(({ policyName }) => policyName === "cosmos-service-managed-failover");
  expect([failover?.level, failover?.message]).toEqual(["advisory", expect.stringContaining("a secret")]);
});

test("free text that the program forgot to mark is not repeated either", async () => {
  const { diagnostics } = await analyze(nativeType["cosmos-account"], {
    locations: [{ locationName: "hunter2 is my password", failoverPriority: 0 }],
  });
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(JSON.stringify(diagnostics)).not.toContain("hunter2");
});

test("an instance without a location finds its resource group, once the group has been seen", async () => {
  const twins = { resourceName: "t", resourceGroupName: "rg-late" };
  const about = (answer: Answer) =>
    answer.diagnostics
      .filter(({ policyName }) => policyName === "adt-region-has-pair")
      .map(({ message }) => message.split("\n")[0]);
  expect(about(await analyze(nativeType["digital-twins"], twins))[0]).toMatch(/^Cannot be decided yet/);
  await analyze("azure-native:resources:ResourceGroup", { resourceGroupName: "RG-late", location: "Qatar Central" });
  expect(about(await analyze(nativeType["digital-twins"], twins))[0]).toMatch(/Qatar Central has no paired region/);
});

describe("the pack's own process, which answers what concerns nobody once", () => {
  const { credentials } = load("@grpc/grpc-js");
  const { AnalyzerClient } = load("@pulumi/pulumi/proto/analyzer_grpc_pb");
  let pack: ChildProcess;
  // biome-ignore lint/suspicious/noExplicitAny: the client has no types
  let client: any;

  beforeAll(async () => {
    pack = spawn(process.execPath, ["-e", `require(${JSON.stringify(join(root, "dist", "policies", "index.js"))})()`], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(pack, "exit").then(([code]) => Promise.reject(new Error(`the pack ended with ${code}`)));
    const [port] = await Promise.race([once(pack.stdout!, "data"), ended]);
    ended.catch(() => {}); // in the end it is killed
    client = new AnalyzerClient(`127.0.0.1:${Number(port)}`, credentials.createInsecure());
  });
  afterAll(() => {
    client.close();
    pack.kill();
  });

  const call = <Reply>(method: string, request: unknown) =>
    new Promise<Reply>((resolve, reject) =>
      client[method](request, (error: Error | null, reply: Reply) => (error ? reject(error) : resolve(reply))),
    );
  interface Reply {
    getDiagnosticsList: () => { getPolicyname: () => string }[];
    getNotApplicableList: () => { getPolicyName: () => string; getReason: () => string }[];
  }
  const ask = async (method: "analyze" | "remediate", type: string, props: object) => {
    const reply = await call<Reply>(method, requestOf(type, props));
    return {
      violated: (reply.getDiagnosticsList?.() ?? []).map((one) => one.getPolicyname()),
      left: reply.getNotApplicableList().map((one) => one.getPolicyName()),
    };
  };
  const configure = (set: Record<string, string>) => {
    const request = new pb.ConfigureAnalyzerRequest();
    for (const [name, level] of Object.entries(set)) {
      const own = new pb.PolicyConfig();
      own.setEnforcementlevel(enforcement.indexOf(level));
      own.setProperties(Struct.fromJavaScript({}));
      request.getPolicyconfigMap().set(name, own);
    }
    return call("configure", request);
  };
  const all = () => [...levels.keys()].filter((name) => name !== "stack-rules").sort();

  test("the same of every such resource, and of none of ours", async () => {
    for (const [type, props] of [
      ["azure-native:storage:StorageAccount", { location: "eastus" }],
      ["azure-native:storage:StorageAccount", { location: unknownMarker }],
      ["aws:s3/bucket:Bucket", { acl: secret("private") }],
    ] as const) {
      expect((await ask("analyze", type, props)).left.sort()).toEqual(all());
      expect(await ask("remediate", type, props)).toEqual({ violated: [], left: [] });
      const account = await ask("analyze", nativeType["cosmos-account"], { locations: [{ locationName: "eastus" }] });
      expect(account.violated).toContain("cosmos-min-two-regions");
      expect(account.left).not.toContain("cosmos-min-two-regions");
    }
  });

  test("until the policies are configured anew", async () => {
    const left = async () => (await ask("analyze", "random:index:RandomId", {})).left.sort();
    expect(await left()).toEqual(all());
    await configure({ "cosmos-min-two-regions": "disabled" });
    expect(await left()).toEqual(all().filter((name) => name !== "cosmos-min-two-regions"));
    await configure({});
    expect(await left()).toEqual(all());
  });
});

test("where the SDK's server is not as we know it, the pack refuses to start", () => {
  const { Server } = load("@grpc/grpc-js");
  const before = Server.prototype.addService;
  expect(() => answerOnce(() => {})).toThrow("not supported");
  expect(() => answerOnce(() => new Server().addService({}, { analyze: () => {} }))).toThrow("not supported");
  expect(Server.prototype.addService).toBe(before);
});

const missing = findPulumi() ? "" : noPulumi;
if (missing) console.warn(`skipped: ${missing}`);

test.skipIf(missing)("the engine counts no policy as passed of what concerns nobody", { timeout: 60_000 }, async () => {
  const stack = await openStack();
  try {
    const run = await stack.preview({ program: async () => demonstration(), policyPacks: [root] });
    interface Summary {
      readonly resourceUrn: string;
      readonly passed?: readonly string[];
      readonly failed?: readonly string[];
    }
    const summaries = (run.events as { policyAnalyzeSummaryEvent?: Summary }[]).flatMap(
      ({ policyAnalyzeSummaryEvent }) => policyAnalyzeSummaryEvent ?? [],
    );
    const isOurs = ({ resourceUrn }: Summary) => concerns(resourceUrn.split("::")[2]?.split("$").at(-1) as string);
    const others = summaries.filter((one) => !isOurs(one));
    expect(others.length).toBeGreaterThan(2);
    expect(others.flatMap(({ passed = [], failed = [] }) => [...passed, ...failed])).toEqual([]);
    expect(summaries.filter(isOurs).flatMap(({ passed = [] }) => passed).length).toBeGreaterThan(100);
  } finally {
    stack.close();
  }
});

test("every account of a template is judged, and named", async () => {
  const account = (name: string, locationName: string) => ({
    type: "Microsoft.DocumentDB/databaseAccounts",
    name,
    properties: { locations: [{ locationName, failoverPriority: 0 }] },
  });
  const resources = [account("orders", "eastus"), account("carts", "westeurope")];
  const { diagnostics, notApplicable } = await analyze("azure-native:resources:Deployment", {
    resourceGroupName: "rg",
    properties: { mode: "Incremental", template: { resources } },
  });
  const own = diagnostics.filter(({ policyName }) => policyName === "cosmos-min-two-regions");
  expect(own.map(({ message }) => message.split(":", 1)[0])).toEqual(["orders", "carts"]);
  expect(notApplicable["cosmos-min-two-regions"]).toBeUndefined();
  expect(notApplicable["adt-region-has-pair"]).toBe("Not a digital-twins");
});
