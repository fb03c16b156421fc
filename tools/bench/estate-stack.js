/** One stack of the estate that benchmarks are made of: what stands in it in a given week. The same for the same seed and number. */
const { network, other, ourKinds, regions } = require("./estate-resources.js");

const environments = ["prod", "staging", "test", "dev"];
const teams = ["payments", "orders", "mobility", "factory", "insights", "platform", "retail", "claims"];
const services = ["api", "ledger", "catalogue", "sessions", "telemetry", "search", "profiles", "jobs"];

/** What a preview has in the place of a value that is not there yet. */
const later = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Random numbers that follow from two others: mulberry32. */
function dice(seed, number) {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (most) => Math.floor(roll() * (most + 1));
  return { roll, upTo, chance: (share) => roll() < share, one: (all) => all[upTo(all.length - 1)] };
}

/** `project/stack` of a number: every project has a stack for each environment. */
function nameOf(number) {
  const of = Math.floor(number / environments.length);
  const [team, service] = [teams[of % teams.length], services[Math.floor(of / teams.length) % services.length]];
  return {
    team,
    environment: environments[number % environments.length],
    project: `${team}-${service}-${String(of).padStart(5, "0")}`,
  };
}

/** How many resources besides ours: mostly few, sometimes hundreds, rarely thousands. */
const othersOf = (number, { upTo, chance }) =>
  number % 10_000 === 7_777 ? 20_000 : number % 1_000 === 500 ? 1_000 : chance(0.02) ? 100 + upTo(200) : 5 + upTo(55);

/**
 * Its resources in that week; undefined where there is none yet or any more. Every draw is made whatever the week is, so
 * weeks differ in what was mended, broken, added and taken away between them, and in nothing else.
 */
function stackOf(seed, number, week) {
  const { project, environment, team } = nameOf(number);
  const luck = dice(seed, number);
  const { chance, one, upTo } = luck;
  const [from, until] = [chance(0.02) ? 1 + upTo(3) : 0, chance(0.02) ? 1 + upTo(3) : Number.POSITIVE_INFINITY];
  const stack = `urn:pulumi:${environment}::${project}::pulumi:pulumi:Stack::${project}-${environment}`;
  const group = `rg-${project}-${environment}`;
  const subscription = `/subscriptions/00000000-0000-4000-8000-${String(teams.indexOf(team)).padStart(12, "0")}`;
  const providerUrn = `urn:pulumi:${environment}::${project}::pulumi:providers:azure-native::default_3_28_0`;
  const provider = `${providerUrn}::0b9e9a6e-5f6e-4d0c-8d2f-0c8e2d6f4b11`;
  const home = one(regions);
  const resources = [];

  function add(type, name, inputs, arm, parent = stack) {
    const urn = `urn:pulumi:${environment}::${project}::${type}::${name}`;
    resources.push({
      urn,
      custom: true,
      id: `${subscription}/resourceGroups/${group}/providers/${arm}/${name}`,
      type,
      inputs: { ...inputs, resourceGroupName: group },
      outputs: { ...inputs, provisioningState: "Succeeded", tags: { team, environment } },
      parent,
      provider,
      propertyDependencies: Object.fromEntries(Object.keys(inputs).map((key) => [key, []])),
      created: "2026-03-02T08:16:02Z",
      modified: "2026-09-14T11:41:55Z",
      sourcePosition: `project:///index.ts#${1 + (resources.length % 900)},5`,
    });
    return urn;
  }
  /** Whether something is amiss in that week: from the beginning or from some week on, until it is mended if it ever is. */
  function amiss(share) {
    const [first, mended, newly, when] = [chance(share), chance(0.12), chance(0.015), 1 + upTo(3)];
    return first ? !(mended && week >= when) : newly && week >= when;
  }

  const tools = { ...luck, add, amiss, home, group, subscription, prod: environment === "prod" };
  const ours = 1 + upTo(upTo(5));
  for (let at = 0; at < ours; at++) one(ourKinds)(tools, `data-${at}`);
  if (chance(0.4)) network(tools);
  const others = othersOf(number, luck);
  for (let at = 0; at < others; at++) other(tools, at);
  if (week < from || week >= until) return undefined;
  const first = [
    { urn: stack, custom: false, type: "pulumi:pulumi:Stack", created: "2026-03-02T08:16:02Z" },
    {
      urn: providerUrn,
      custom: true,
      id: provider.split("::").at(-1),
      type: "pulumi:providers:azure-native",
      inputs: { location: home, version: "3.28.0" },
    },
  ];
  return { project, environment, team, resources: [...first, ...resources] };
}

module.exports = { later, nameOf, stackOf, teams };
