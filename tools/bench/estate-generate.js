/**
 * Writes an estate of N stacks: the same bytes for the same N, seed and week. A later week is the same estate with some
 * findings mended, some new, some stacks added and some gone. Holds one stack at a time.
 * usage: node tools/bench/estate-generate.js N FOLDER [--form folder|ndjson|diy] [--seed S] [--week K]
 *   folder  FOLDER/exports/<project>/<stack>.json, some of them previews, as `pulumi stack export` and `preview` write them
 *   ndjson  FOLDER/estate.ndjson, an export with its stack and tags a line
 *   diy     FOLDER/.pulumi/stacks/<project>/<stack>.json, some of them packed, as a self-managed backend lies on disk
 * and beside them FOLDER/hadr.yaml, which declares what the organisation wants of them.
 */
const fs = require("node:fs");
const { join } = require("node:path");
const { parseArgs } = require("node:util");
const { gzipSync } = require("node:zlib");
const { later, nameOf, stackOf, teams } = require("./estate-stack.js");

const organisation = "contoso";
const manifest = { time: "2026-11-02T08:16:02.123456Z", magic: "8b2a5f3d1c", version: "v3.250.0" };
const deploymentOf = (resources) => ({
  manifest,
  secrets_providers: { type: "passphrase", state: { salt: "v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAA==" } },
  resources,
  metadata: {},
});

/** As `pulumi preview --json` prints it: all is there already, but for an account that is to be made. */
function previewOf({ project, environment, resources }) {
  const steps = resources.map((newState) => ({ op: "same", urn: newState.urn, oldState: newState, newState }));
  const type = "azure-native:cosmosdb:DatabaseAccount";
  const urn = `urn:pulumi:${environment}::${project}::${type}::planned`;
  const inputs = {
    databaseAccountOfferType: "Standard",
    locations: [{ failoverPriority: 0, isZoneRedundant: later, locationName: "westeurope" }],
    resourceGroupName: later,
  };
  steps.push({ op: "create", urn, newState: { urn, custom: true, type, inputs, parent: resources[0].urn } });
  return {
    config: {},
    steps,
    diagnostics: [],
    duration: 4_000_000_000,
    changeSummary: { create: 1, same: resources.length - 1 },
  };
}

/** Where the stacks of an estate go. Each form gives what a source is called, and takes one stack after the other. */
const forms = {
  folder(folder) {
    return {
      source: join(folder, "exports"),
      add(one, number) {
        const own = join(folder, "exports", one.project);
        fs.mkdirSync(own, { recursive: true });
        const whole = number % 50 === 13 ? previewOf(one) : { version: 3, deployment: deploymentOf(one.resources) };
        return written(join(own, `${one.environment}.json`), `${JSON.stringify(whole, null, 4)}\n`);
      },
      end: () => {},
    };
  },
  ndjson(folder) {
    const source = join(folder, "estate.ndjson");
    const file = fs.openSync(source, "w");
    return {
      source,
      add({ project, environment, team, resources }) {
        const stack = `${project}/${environment}`;
        const tags = { "pulumi:project": project, team };
        const line = { organization: organisation, stack, tags, version: 3, deployment: deploymentOf(resources) };
        return fs.writeSync(file, `${JSON.stringify(line)}\n`);
      },
      end: () => fs.closeSync(file),
    };
  },
  diy(folder) {
    const backend = join(folder, ".pulumi");
    fs.mkdirSync(backend, { recursive: true });
    fs.writeFileSync(join(backend, "meta.yaml"), "version: 1\n");
    return {
      source: folder,
      add({ project, environment, resources }, number) {
        const own = join(backend, "stacks", project);
        fs.mkdirSync(own, { recursive: true });
        const stack = `organization/${project}/${environment}`;
        const text = `${JSON.stringify({ version: 3, checkpoint: { stack, latest: deploymentOf(resources) } }, null, 4)}\n`;
        const file = join(own, `${environment}.json`);
        return number % 10 === 3 ? written(`${file}.gz`, gzipSync(text)) : written(file, text);
      },
      end: () => {},
    };
  },
};

function written(file, content) {
  fs.writeFileSync(file, content);
  return content.length;
}

/** What the organisation wants. `week`: the waivers' days are counted from the first one. */
function declared(count) {
  const waivers = Array.from({ length: Math.min(12, Math.ceil(count / 50)) }, (_, at) => {
    const until = ["2026-06-30", "2026-12-20", "2027-12-31"][at % 3];
    const { project } = nameOf(at * 4);
    return `  - { rule: cosmos-min-two-regions, resource: "data-*", stack: ${project}/*, owner: team-${teams[at % teams.length]}, reason: Rebuilt from the source within a day., until: ${until} }`;
  });
  const homes = {
    payments: "euDataBoundary: true",
    claims: "geographies: [Germany]",
    factory: "geographyGroups: [Europe]",
  };
  const own = teams.flatMap((team) => [
    `  - match: "${team}-*/*"`,
    `    team: ${team}`,
    ...(homes[team] ? [`    residency: { ${homes[team]} }`] : []),
    `  - match: "${team}-*/prod"`,
    `    criticality: ${team === "payments" ? "mission-critical" : "business-critical"}`,
    `    rpoMinutes: ${team === "payments" ? 5 : 60}`,
    `    rtoMinutes: 240`,
  ]);
  return `${[
    "environment: development",
    "stacks:",
    '  - match: "*/prod"',
    "    environment: production",
    "    slaTarget: { read: 99.99, write: 99.99 }",
    '  - match: "*/staging"',
    "    environment: staging",
    '  - match: "*/test"',
    "    environment: test",
    ...own,
    "waivers:",
    ...waivers,
    "attestations:",
    '  - { rule: cosmos-failover-is-rehearsed, scope: "payments-*/prod", by: ops@contoso.example, date: 2026-09-01, evidence: wiki/exercise-7, until: 2027-09-01 }',
    '  - { rule: cosmos-failover-is-rehearsed, scope: "claims-*/prod", by: ops@contoso.example, date: 2025-09-01, evidence: wiki/exercise-3, until: 2026-09-01 }',
  ].join("\n")}\n`;
}

/** Writes `count` stacks to a folder and gives the name of the source, how many there are in that week, and bytes. */
function generateEstate(count, folder, { form = "folder", seed = 1, week = 0 } = {}) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(join(folder, "hadr.yaml"), declared(count));
  const out = forms[form](folder);
  let [stacks, bytes] = [0, 0];
  for (let number = 0; number < count; number++) {
    const one = stackOf(seed, number, week);
    if (!one) continue;
    stacks++;
    bytes += out.add(one, number);
  }
  out.end();
  return { source: out.source, stacks, bytes };
}

module.exports = { generateEstate, nameOf };

if (require.main === module) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      form: { type: "string", default: "folder" },
      seed: { type: "string", default: "1" },
      week: { type: "string", default: "0" },
    },
  });
  const [count, folder] = positionals;
  if (!(Number(count) > 0) || !folder || !forms[values.form]) {
    console.error(
      "usage: node tools/bench/estate-generate.js N FOLDER [--form folder|ndjson|diy] [--seed S] [--week K]",
    );
    process.exit(2);
  }
  const { source, stacks, bytes } = generateEstate(Number(count), folder, {
    form: values.form,
    seed: Number(values.seed),
    week: Number(values.week),
  });
  console.log(`${source}: ${stacks} stacks, ${bytes} bytes`);
}
