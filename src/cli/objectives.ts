/** `azure-hadr objectives`: what holds for a stack, and which line said so. */
import { dirname, extname, join } from "node:path";
import type { Document, Said, Told } from "../config/objectives";
import { ownKeys } from "../config/own";
import type { Traced } from "../config/policies";
import { isName, projectFile, stackOf } from "../config/project";
import type { Entry, HadrConfig } from "../config/schema";
import { printable, printableJson } from "../printable";
import { inline } from "../report/literal";
import { plural } from "../report/plain";
import { Failure } from "./failure";
import { filesIn, findUp, readText } from "./files";
import { type Sight, stackPolicies } from "./stack";

export interface ObjectivesOptions extends Sight {
  /** As `project/stack`, or the name of a stack of the project here; none: those of the project here. */
  readonly stacks: readonly string[];
  /** Of the resources of this logical name. */
  readonly resource?: string;
  readonly json: boolean;
}

/** The report, with a newline at the end. Throws ConfigError where something declared cannot be followed. */
export function objectives(declared: Document<HadrConfig>, options: ObjectivesOptions): string {
  const policyOf = stackPolicies(declared, options);
  const all = namedBy(options).map(({ project, stack }) => ({
    name: `${project}/${stack}`,
    policy: policyOf(project, stack)(options.resource),
  }));
  if (options.json) {
    const stacks = all.map(({ name, policy }) => data(name, options.resource, policy));
    return `${printableJson(JSON.stringify({ stacks }, undefined, 2))}\n`;
  }
  return all
    .map(({ name, policy }) =>
      options.resource === undefined
        ? page(name, policy, policy.resources ?? [])
        : page(`${options.resource} of ${name}`, policy, []),
    )
    .join("\n");
}

type Owner = { readonly project: string; readonly stack: string };

function namedBy({ stacks, cwd }: ObjectivesOptions): Owner[] {
  const here = projectAt(cwd);
  const own = stacks.map((name): Owner => {
    const parts = name.split("/");
    const [first = "", second] = parts;
    if (parts.length > 2 || !parts.every(isName)) throw new Failure(`${name}: expected a stack as project/stack`);
    if (second !== undefined) return { project: first, stack: second };
    if (!here) throw new Failure(`${name}: which project? Name it as project/stack (no Pulumi.yaml here or above)`);
    return { project: here.name, stack: first };
  });
  if (own.length > 0) return own;
  if (!here) throw new Failure("no stack: name one as project/stack, or run this in a Pulumi project");
  if (here.stacks.length === 0)
    throw new Failure(`no stack: name one as ${here.name}/STACK (there is no Pulumi.STACK.yaml ${here.place})`);
  return here.stacks.map((stack) => ({ project: here.name, stack }));
}

/** The project here, and the stacks that have a file. */
function projectAt(cwd: string) {
  const file = findUp(cwd, "Pulumi.yaml", "Pulumi.yml");
  if (file === undefined) return undefined;
  const { name, stackFolder } = projectFile(readText(file), file);
  const files = filesIn(join(dirname(file), stackFolder ?? ""));
  const place = stackFolder === undefined ? "beside Pulumi.yaml" : `in ${stackFolder}`;
  return { name, place, stacks: files.flatMap((one) => stackOf(one, extname(file)) ?? []) };
}

/** `(match shop/prod*, tag env=prod)`: the entry that said it. */
function entryOf({ layer }: Said): string {
  const { match, tags = {}, resource } = (layer?.says ?? {}) as Entry;
  if (!layer || layer.path.length === 0) return "";
  const parts = [
    ...(match === undefined ? [] : [`match ${match}`]),
    ...Object.entries(tags).map(([name, pattern]) => `tag ${name}=${pattern}`),
    ...(resource === undefined ? [] : [`resource ${resource}`]),
  ];
  return ` (${parts.join(", ")})`;
}

const source = (said: Said): string => `${said.at}${entryOf(said)}`;
const shown = (value: unknown): string => (typeof value === "string" ? value : inline(value));

/** Each value that decided with its line, and below it what did not. */
function lines({ name, by, overridden, refused }: Told): [label: string, value: string, source: string][] {
  const lost = name === "outageFreeze" ? "has ended" : "overridden";
  const rows: [value: string, source: string][] = [
    ...by.map((said): [string, string] => [shown(said.value), source(said)]),
    ...overridden.map((said): [string, string] => [`not ${shown(said.value)}`, `${source(said)}: ${lost}`]),
    ...[refused ?? []]
      .flat()
      .map((said): [string, string] => [
        `not ${shown(said.value)}`,
        `${source(said)}: would loosen, so it is not followed`,
      ]),
  ];
  return rows.map(([value, from], index) => [index === 0 ? name : "", value, from]);
}

const defaults: readonly Told[] = [
  { name: "environment", by: [{ value: "production", at: "default" }], overridden: [] },
  { name: "failOnUnknown", by: [{ value: false, at: "default" }], overridden: [] },
];

/** In the order of the documentation, rules after one another. */
function inOrder(told: readonly Told[]): Told[] {
  const all = [...told, ...defaults.filter(({ name }) => !told.some((one) => one.name === name))];
  const keys = [
    ...ownKeys.filter((key) => key !== "failOnUnknown"),
    "parameters",
    "allowResidencyWaivers",
    "failOnUnknown",
  ];
  const rank = ({ name }: Told) => keys.indexOf(name.split(".")[0] as string);
  return all.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}

function page(title: string, { told, objectives, remarks, unseen = [] }: Traced, apart: readonly string[]): string {
  const rows = inOrder(told).flatMap(lines);
  const width = (column: 0 | 1, most: number) => Math.min(most, Math.max(...rows.map((row) => row[column].length)));
  const [first, second] = [width(0, 60), width(1, 40)];
  const silent = ownKeys.filter(
    (key) => key !== "levels" && !inOrder(told).some(({ name }) => name.split(".")[0] === key),
  );
  const regions = [...(objectives.boundary?.regions ?? [])].sort();
  return `${[
    title,
    ...rows.map((row) => `  ${row[0].padEnd(first)}  ${row[1].padEnd(second)}  ${row[2]}`),
    ...(silent.length > 0 ? [`  Not declared: ${silent.join(", ")}.`] : []),
    ...(objectives.boundary
      ? [`  Inside the boundary: ${plural(regions.length, "region")}: ${regions.join(", ")}.`]
      : []),
    ...(apart.length > 0 ? [`  Other objectives for resources that match ${apart.join(", ")} (--resource NAME).`] : []),
    ...remarks.flatMap(({ warning, suggestion }) => [`  ! ${warning}.`, ...(suggestion ? [`    ${suggestion}.`] : [])]),
    ...unseen.map((words) => `  ? ${words}`),
  ]
    .map((line) => printable(line).trimEnd())
    .join("\n")}\n`;
}

/** The same for programs. */
function data(stack: string, resource: string | undefined, { told, objectives, remarks, unseen, resources }: Traced) {
  const said = (one: Said) => ({ value: one.value, at: one.at, entry: entryOf(one).slice(2, -1) || undefined });
  return {
    stack,
    resource,
    objectives: inOrder(told).map(({ name, by, overridden, refused }) => ({
      name,
      by: by.map(said),
      overridden: overridden.map(said),
      refused: refused && said(refused),
    })),
    boundary: objectives.boundary && {
      declaredAs: objectives.boundary.declaredAs,
      regions: [...objectives.boundary.regions].sort(),
    },
    warnings: remarks,
    unseen,
    resources,
  };
}
