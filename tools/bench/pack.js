/**
 * CPU of the policy pack's process over a whole preview, beside that of a pack without policies under the same driver, which
 * asks both what the engine asks: two calls for each resource, and one about the stack. Needs `npm run build`.
 * usage: node tools/bench/pack.js [--resources N] [--accounts N] [--policies N] [--runs N] [--assert]
 *   --accounts  how many of the resources are Cosmos DB accounts
 *   --policies  at least as many policies: until there are, rules of the catalogue are there several times over
 *   --assert    exit 1 if a target is missed
 */
const { fork } = require("node:child_process");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
const grpc = require("@grpc/grpc-js");
const pb = require("@pulumi/pulumi/proto/analyzer_pb");
const { AnalyzerClient } = require("@pulumi/pulumi/proto/analyzer_grpc_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { account } = require("./generate.js");

const { values: options } = parseArgs({
  options: {
    resources: { type: "string", default: "10000" },
    accounts: { type: "string", default: "100" },
    policies: { type: "string", default: "75" },
    runs: { type: "string", default: "3" },
    assert: { type: "boolean", default: false },
  },
});
const most = 2;
const root = join(__dirname, "..", "..");
const large = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Types that a large stack is made of; none of them concerns us. */
const types = [
  "storage:StorageAccount",
  "network:Subnet",
  "keyvault:Secret",
  "authorization:RoleAssignment",
  "web:Slot",
];
const tags = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`tag${index}`, `value ${index}`]));

/** Resource `number` of the stack: type, name, inputs. */
function resource(number, count, accounts) {
  if (Math.floor((number * accounts) / count) !== Math.floor(((number + 1) * accounts) / count)) {
    const { type, inputs } = account(number);
    return { type, name: inputs.accountName, inputs };
  }
  const type = `azure-native:${types[number % types.length]}`;
  return { type, name: `r${number}`, inputs: { location: "westeurope", sku: { name: "Standard_LRS" }, tags } };
}

/** The same resource as `message`, an AnalyzeRequest or an AnalyzerResource. */
function told(message, { type, name, inputs }) {
  const own = new pb.AnalyzerResourceOptions();
  own.setCustomtimeouts(new pb.AnalyzerResourceOptions.CustomTimeouts());
  message.setType(type);
  message.setUrn(`urn:pulumi:prod::estate::${type}::${name}`);
  message.setName(name);
  message.setProperties(Struct.fromJavaScript(inputs));
  message.setOptions(own);
  return message;
}

/** Runs a pack's main file over the stack. Seconds of CPU of its process, and how often a policy was not applicable. */
async function measure(main, cwd, execArgv = []) {
  const child = fork(join(__dirname, "run-pack.js"), [main], {
    cwd,
    execArgv: ["-r", join(__dirname, "cpu.js"), ...execArgv],
    env: { ...process.env, MORE_RULES: options.policies },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once("data", (line) => resolve(Number(line)));
    child.once("exit", (code) => reject(new Error(`${main} ended with ${code}`)));
  });
  const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), large);
  const call = (method, request) =>
    new Promise((resolve, reject) => {
      client[method](request, (error, reply) => (error ? reject(error) : resolve(reply)));
    });
  const cpu = () =>
    new Promise((resolve) => {
      child.once("message", resolve);
      child.send("cpu");
    });

  const policies = (await call("getAnalyzerInfo", new Empty())).getPoliciesList();
  const configuration = new pb.ConfigureAnalyzerRequest();
  for (const policy of policies) {
    const own = new pb.PolicyConfig();
    own.setEnforcementlevel(policy.getEnforcementlevel());
    own.setProperties(Struct.fromJavaScript({}));
    configuration.getPolicyconfigMap().set(policy.getName(), own);
  }
  await call("configure", configuration);
  await call("configureStack", new pb.AnalyzerStackConfigureRequest());
  const started = await cpu();

  const [count, accounts] = [Number(options.resources), Number(options.accounts)];
  const ofStack = policies.filter((one) => one.getPolicyType() === pb.PolicyType.POLICY_TYPE_STACK).length;
  const stack = [];
  let notApplicable = 0;
  let findings = 0;
  for (let number = 0; number < count; number++) {
    const one = resource(number, count, accounts);
    const request = told(new pb.AnalyzeRequest(), one);
    await call("remediate", request);
    const reply = await call("analyze", request);
    findings += reply.getDiagnosticsList().length;
    const left = reply.getNotApplicableList().length;
    const irrelevant = !one.type.includes("cosmosdb");
    if (irrelevant && left !== policies.length - ofStack)
      throw new Error(`${one.type} counts as passed: ${left} of ${policies.length - ofStack} policies do not apply`);
    notApplicable += left;
    stack.push(told(new pb.AnalyzerResource(), one));
  }
  const judged = await cpu();
  const whole = new pb.AnalyzeStackRequest();
  whole.setResourcesList(stack);
  findings += (await call("analyzeStack", whole)).getDiagnosticsList().length;
  const ended = await cpu();
  client.close();
  child.disconnect();
  return {
    policies: policies.length,
    notApplicable,
    findings,
    start: started,
    resources: judged - started,
    stack: ended - judged,
    whole: ended,
  };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

async function main() {
  const more = ["-r", join(__dirname, "more-rules.js")];
  const runs = [];
  for (let run = 0; run < Number(options.runs); run++)
    runs.push({
      empty: await measure(join(__dirname, "empty-pack", "index.js"), join(__dirname, "empty-pack")),
      ours: await measure(join(root, "dist", "policies", "index.js"), root, more),
    });
  const of = (which, part) => median(runs.map((one) => one[which][part]));
  const { policies, notApplicable, findings } = runs[0].ours;
  console.log(
    `${options.resources} resources, ${options.accounts} accounts among them; ${policies} policies, ${findings} findings, ${notApplicable} times not applicable`,
  );
  console.log("seconds of CPU     ours   empty   ratio");
  for (const part of ["start", "resources", "stack", "whole"]) {
    const [ours, empty] = [of("ours", part), of("empty", part)];
    const cell = (value) => value.toFixed(2).padStart(7);
    console.log(`${part.padEnd(15)}${cell(ours)} ${cell(empty)} ${cell(ours / empty)}`);
  }
  const ratio = of("ours", "whole") / of("empty", "whole");
  if (ratio <= most) return;
  console.log(`missed: ${ratio.toFixed(2)} times an empty pack, at most ${most}`);
  if (options.assert) process.exitCode = 1;
}

void main();
