/** ARM templates: every resource of ours in them, nested ones and nested deployments included. */
import { arranged, type Given, isOurs, json, namesIn, none, notTold, type Stated, unknownContent } from "./arm";
import { join } from "./canonical";
import { evaluate, memberOf, newGroupLocation, type Properties, type Scope, scopeOf } from "./expressions";
import { Hidden, hiddenBecause, isPlainObject } from "./shape";

/** Where programs put a template, its parameters, and what stands instead of one. */
const places: readonly (readonly [template: string, parameters: readonly string[], elsewhere: readonly string[]])[] = [
  ["properties.template", ["properties.parametersLink", "properties.parameters"], ["properties.templateLink"]],
  ["template", ["parametersLink", "parameters"], ["templateLink"]],
  ["templateContent", ["parametersContent"], ["templateSpecVersionId"]],
  ["template_content", ["parameters_content"], ["template_spec_version_id"]],
  ["templateBody", ["parametersBody", "parameters"], []],
  ["template_body", ["parameters_body", "parameters"], []],
];

/** Every resource of ours that a deployment makes. */
export function deployment(inputs: Properties): Stated {
  for (const [place, parameters, elsewhere] of places) {
    const template = parsed(at(inputs, place));
    if ((template ?? null) === null) {
      if (elsewhere.some((link) => (at(inputs, link) ?? null) !== null)) return notTold(unknownContent);
      continue;
    }
    if (!isPlainObject(template)) return notTold(unknownContent);
    const given = parameters.find((name) => (at(inputs, name) ?? null) !== null);
    const group = ["resourceGroupName", "resource_group_name"].find((name) => (inputs[name] ?? null) !== null);
    const said = given === undefined ? {} : given.endsWith("Link") ? elsewhereGiven : values(at(inputs, given));
    const groupLocation = newGroupLocation();
    return whole(template, {
      usual: usualScope(template),
      scope: scopeOf(template, said, groupLocation),
      groupLocation,
      at: place,
      group: group === undefined ? undefined : { value: inputs[group], at: group },
      depth: 0,
    });
  }
  return none;
}

const elsewhereGiven = new Hidden("given elsewhere");

/** The value at a path; hidden as soon as something on the way is. */
function at(inputs: unknown, path: string): unknown {
  let value = inputs;
  for (const name of path.split(".")) {
    if (hiddenBecause(value) !== undefined) return value;
    value = memberOf(value, name);
  }
  return value;
}

/** JSON, where it is given as text. */
const parsed = (value: unknown): unknown =>
  typeof value === "string" && hiddenBecause(value) === undefined ? json(value) : value;

/** `{ name: { value } }`; the oldest form of all gives the values alone. */
function values(given: unknown): unknown {
  const all = parsed(given);
  if (!isPlainObject(all)) return hiddenBecause(all) === undefined ? new Hidden("not understood") : all;
  return Object.fromEntries(
    Object.entries(all).map(([name, own]) => [
      name,
      isPlainObject(own) || hiddenBecause(own) !== undefined ? own : { value: own },
    ]),
  );
}

/** What surrounds the resources of one list. */
interface Around {
  readonly scope: Scope;
  /** Whose names expressions of a nested deployment mean that does not say so itself. */
  readonly usual: "inner" | "outer";
  /** Where they stand in the program's resource. */
  readonly at: string;
  readonly group: Given | undefined;
  /** Its location, as expressions name it. */
  readonly groupLocation: Hidden;
  readonly depth: number;
  readonly parent?: { readonly type: string; readonly names: readonly Given[] };
  /** Why nothing of them is known. */
  readonly opaque?: string | undefined;
}

/** Source: "Understand the structure and syntax of ARM templates": from language version 2.0 on it is inner. */
const usualScope = (template: Properties): Around["usual"] =>
  /^[2-9]/.test(String(memberOf(template, "languageVersion") ?? "")) ? "inner" : "outer";

function whole(template: Properties, around: Around): Stated {
  return listed(memberOf(template, "resources"), { ...around, at: join(around.at, "resources") });
}

/** The resources of a list, or by symbolic names. */
function listed(resources: unknown, around: Around): Stated {
  if ((resources ?? null) === null) return none;
  if (hiddenBecause(resources) !== undefined || typeof resources !== "object" || around.depth > 32)
    return notTold(unknownContent);
  const found = Object.entries(resources as object).map(([name, one]) =>
    element(one, { ...around, at: Array.isArray(resources) ? `${around.at}[${name}]` : join(around.at, name) }),
  );
  return { resources: found.flatMap(({ resources: own }) => own), untold: found.find(({ untold }) => untold)?.untold };
}

function element(one: unknown, around: Around): Stated {
  const { scope } = around;
  if (!isPlainObject(one)) return notTold(unknownContent);
  if (memberOf(one, "existing") === true) return none;
  const own = evaluate(memberOf(one, "type"), scope);
  if (typeof own !== "string" || hiddenBecause(own) !== undefined) return notTold(unknownContent);
  const condition = evaluate(memberOf(one, "condition") ?? true, scope);
  const left = condition === false ? none : undefined;
  const opaque =
    around.opaque ??
    ((memberOf(one, "copy") ?? null) === null ? undefined : "made in a loop of the template") ??
    (condition === true ? undefined : "deployed on a condition that is not known here");
  const { type, names } = identity(own, evaluate(memberOf(one, "name"), scope), around);
  if (/^microsoft\.resources\/deployment(?:s|stacks)$/i.test(type))
    return left ?? nested(one, { ...around, depth: around.depth + 1, opaque });
  const children = listed(memberOf(one, "resources"), {
    ...around,
    at: join(around.at, "resources"),
    depth: around.depth + 1,
    parent: { type, names },
    opaque: around.opaque,
  });
  const itself = left ?? stated(one, type, names, { ...around, opaque });
  return { resources: [...itself.resources, ...children.resources], untold: itself.untold ?? children.untold };
}

/** Type and names with those of the parents: a child inside its parent mostly states its own alone. */
function identity(type: string, name: unknown, { parent, at: place }: Around) {
  const isWhole = !parent || (type.split("/", 1)[0] as string).includes(".");
  const full = isWhole ? type : `${parent.type}/${type}`;
  const count = full.split("/").length - 1;
  const here = join(place, "name");
  const own = namesIn(name, here, isWhole ? count : 1);
  return { type: full, names: parent && own.length < count ? [...parent.names, ...own] : own };
}

function stated(one: Properties, type: string, names: readonly Given[], around: Around): Stated {
  if (!isOurs(type)) return none;
  const { scope, at: place, group, groupLocation, opaque } = around;
  const { resources: _, ...self } = one;
  const raw = evaluate(self, scope);
  const known = names.map(({ value }) => value).every((value) => hiddenBecause(value) === undefined);
  const more = { at: place, group, opaque, name: known ? names.map(({ value }) => value).join("/") : place };
  if (!isPlainObject(raw))
    return arranged({ ...more, type, names, raw: {}, where: "itself", opaque: hiddenBecause(raw) });
  // Left to the group, as where none is stated.
  const left = group !== undefined && memberOf(raw, "location") === groupLocation;
  return arranged({ ...more, type, names, raw: left ? { ...raw, location: undefined } : raw, where: "itself" });
}

/** A deployment within a deployment. */
function nested(one: Properties, around: Around): Stated {
  const properties = memberOf(one, "properties");
  const template = memberOf(properties, "template");
  if (!isPlainObject(template)) return notTold(unknownContent);
  const { scope } = around;
  const inner = evaluate(at(properties, "expressionEvaluationOptions.scope") ?? around.usual, scope);
  const isInner = typeof inner === "string" && inner.toLowerCase() === "inner";
  const isOuter = typeof inner === "string" && inner.toLowerCase() === "outer";
  // A group of another subscription may have the name of one that is known here.
  const abroad = (memberOf(one, "subscriptionId") ?? null) !== null;
  const elsewhere = abroad
    ? new Hidden("in another subscription")
    : evaluate(memberOf(one, "resourceGroup") ?? undefined, scope);
  const groupLocation = elsewhere === undefined ? around.groupLocation : newGroupLocation();
  const link = memberOf(properties, "parametersLink") ?? null;
  const given = link === null ? evaluate(memberOf(properties, "parameters") ?? {}, scope) : elsewhereGiven;
  return whole(template, {
    ...around,
    at: join(around.at, "properties.template"),
    usual: usualScope(template),
    scope: isInner ? scopeOf(template, given, groupLocation) : scope,
    group: elsewhere === undefined ? around.group : { value: elsewhere, at: join(around.at, "resourceGroup") },
    groupLocation,
    opaque: around.opaque ?? (isInner || isOuter ? undefined : "in a nested deployment whose scope is not known"),
  });
}
