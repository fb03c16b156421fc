/**
 * What the pack costs for each resource that is none of ours: the analyzer's own time, without the engine.
 * usage: node tools/bench/pack.js [resources]
 */
const { performance } = require("node:perf_hooks");
const count = Number(process.argv[2] ?? 5000);

const server = require("@pulumi/policy/server");
const pb = require("@pulumi/pulumi/proto/analyzer_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { policies } = require("../../dist/policies/policies.js");
const { unpackOnce } = require("../../dist/policies/sdk.js");

const wire = () => {
  const request = new pb.AnalyzeRequest();
  const type = "azure-native:storage:StorageAccount";
  request.setType(type);
  request.setUrn(`urn:pulumi:dev::shop::${type}::files`);
  const tags = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`tag${index}`, `value ${index}`]));
  request.setProperties(Struct.fromJavaScript({ location: "westeurope", sku: { name: "Standard_LRS" }, tags }));
  const options = new pb.AnalyzerResourceOptions();
  options.setCustomtimeouts(new pb.AnalyzerResourceOptions.CustomTimeouts());
  request.setOptions(options);
  return request;
};

async function time(list) {
  const rpc = server.makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", list);
  const one = () =>
    new Promise((resolve, reject) =>
      rpc({ request: wire() }, (error, reply) => (error ? reject(error) : resolve(reply))),
    );
  for (let index = 0; index < 500; index++) await one(); // warm
  const begun = performance.now();
  for (let index = 0; index < count; index++) await one();
  return ((performance.now() - begun) / count) * 1000;
}

/** As many policies as ours, that do nothing or refuse by an exception of their own. */
const plain = (validateResource) =>
  policies().map(({ name, description }) => ({ name, description, validateResource }));

async function main() {
  const rows = [
    ["no policy", await time([])],
    ["as many policies that return at once (counted as passed)", await time(plain(() => {}))],
    [
      "as many policies, each throwing its own notApplicable",
      await time(plain((args) => args.notApplicable("not ours"))),
    ],
    ["ours, without our unpacking", await time(policies())],
  ];
  unpackOnce();
  rows.push(["ours", await time(policies())]);
  for (const [name, microseconds] of rows) console.log(`${microseconds.toFixed(0).padStart(6)} µs  ${name}`);
}

void main();
