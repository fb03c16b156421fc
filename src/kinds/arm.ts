/** Resources as Azure's own API has them: how their types, names and bodies become one of our kinds. */
import type { ArmType, KindTable } from "./kind";
import { type Manner, type Plan, plan } from "./plan";
import { Hidden, hiddenBecause } from "./shape";
import { tables } from "./tables";

type Properties = Readonly<Record<string, unknown>>;

/** One resource that Azure's API is asked for. */
export interface ArmResource {
  readonly table: KindTable;
  readonly plan: Plan;
  /** What the plan reads, and where it stands in the program's resource. */
  readonly raw: Properties;
  readonly at: string;
  readonly under?: Properties | undefined;
  /** Canonical properties that its type, its name or its group says, and where. */
  readonly given: ReadonlyMap<string, Given>;
  readonly azureName?: string;
  readonly group?: Given | undefined;
  /** Its own name, where one program's resource holds several. */
  readonly name?: string;
  /** Why nothing of it is known. */
  readonly opaque?: string | undefined;
}
export interface Given {
  /** A text, or what hides it. */
  readonly value: unknown;
  /** As the program spells it. */
  readonly at: string;
}

/** What was found in one resource of the program; `untold`: why there may be more. */
export interface Stated {
  readonly resources: readonly ArmResource[];
  readonly untold?: string | undefined;
}

/**
 * Where the plan finds location and properties: in the object `itself`; in the `body` of an azapi resource; in the body
 * of an azapi patch, which says a `part` only.
 */
export type Where = "itself" | "body" | "part";

interface Form {
  readonly table: KindTable;
  /** For each name in the id: the canonical property that it is, or "". */
  readonly parts: readonly string[];
  readonly arm: ArmType;
  readonly plans: Map<Where, Plan>;
}

const forms = new Map<string, Form>();
for (const table of tables)
  for (const arm of table.arm) {
    const parts = [...arm.id.matchAll(/\{(\w*)\}/g)].map(([, field = ""]) => field);
    forms.set(arm.id.replace(/\/\{\w*\}/g, "").toLowerCase(), { table, parts, arm, plans: new Map() });
  }

/** Stores of the Cosmos DB family that no rule covers. */
const uncovered: ReadonlySet<string> = new Set(["microsoft.documentdb/garnetclusters"]);
export const uncoveredBecause = "a Cosmos DB store that no rule covers yet";

/** What its members stand beside, not in, `properties`. */
const envelope: ReadonlySet<string> = new Set(["location", "kind", "sku", "zones", "properties"]);

function planOf({ table, arm, plans }: Form, where: Where): Plan {
  let own = plans.get(where);
  if (!own) {
    const names: Record<string, readonly string[]> = { ...arm.names };
    for (const field of Object.keys(table.fields)) {
      const place = envelope.has(field) ? field : `properties.${field}`;
      names[field] = where === "itself" ? [place] : field === "location" ? [place, `body.${place}`] : [`body.${place}`];
    }
    const manner: Manner = { names, caseless: true };
    own = plan(
      table.fields,
      where === "part" ? { ...manner, rest: "left as it is in Azure, which nobody sees" } : manner,
    );
    plans.set(where, own);
  }
  return own;
}

/** A resource before its type and names are looked at. */
export interface Asked extends Pick<ArmResource, "raw" | "at" | "under" | "name" | "opaque"> {
  /** `Microsoft.DocumentDB/databaseAccounts`, in any case, without a version. */
  readonly type: string;
  /** Of its parents, outermost first, and its own; a text, or what hides it. */
  readonly names: readonly Given[];
  readonly group?: Given | undefined;
  readonly where: Where;
}

/** One of our kinds, or nothing. */
export function arranged({ type, names, group, where, ...asked }: Asked): Stated {
  const lower = type.toLowerCase();
  if (uncovered.has(lower)) return { resources: [], untold: uncoveredBecause };
  const form = forms.get(lower);
  if (!form) return none;
  const { table, parts, arm } = form;
  const given = new Map<string, Given>();
  for (const [field, value] of Object.entries(arm.says ?? {})) given.set(field, { value, at: "type" });
  if (group && "resourceGroupName" in table.fields) given.set("resourceGroupName", group);
  const fits = names.length === parts.length;
  parts.forEach((field, index) => {
    if (field !== "") given.set(field, fits ? (names[index] as Given) : { value: new Hidden("not clear"), at: "name" });
  });
  const own = fits ? names.at(-1)?.value : undefined;
  const azureName = typeof own === "string" && hiddenBecause(own) === undefined ? { azureName: own } : {};
  return { resources: [{ ...asked, group, table, plan: planOf(form, where), given, ...azureName }] };
}
export const none: Stated = { resources: [] };
export const notTold = (untold: string): Stated => ({ resources: [], untold });
export const unknownContent = "what it holds is not known, so it may be one of ours";

/** Whether a type is one that we know. */
export const isOurs = (type: string): boolean => forms.has(type.toLowerCase()) || uncovered.has(type.toLowerCase());

/** The kind that a type in lower case is of. */
export const kindOf = (type: string): KindTable["kind"] | undefined => forms.get(type)?.table.kind;

/** Whether some type of a namespace that ends so is one that we know. */
export const mayBeOurs = (namespace: string, last: string): boolean =>
  [...forms.keys()].some(
    (type) => type.startsWith(`${namespace}/`.toLowerCase()) && type.endsWith(`/${last}`.toLowerCase()),
  );

/** `a/b` at a place → two names there; what is hidden is hidden for each of `count`. */
export function namesIn(name: unknown, at: string, count: number): Given[] {
  const why = hiddenBecause(name) ?? (typeof name === "string" ? undefined : "not a text");
  if (why !== undefined) return Array.from({ length: count }, () => ({ value: new Hidden(why), at }));
  return (name as string).split("/").map((value) => ({ value, at }));
}

/** An ARM resource by its id: `/subscriptions/S/resourceGroups/G/providers/Microsoft.X/things/A/parts/B`. */
export function inId(id: unknown, at: string): { readonly names?: Given[]; readonly group?: Given | undefined } {
  if (typeof id !== "string" || hiddenBecause(id) !== undefined) {
    const value = new Hidden(hiddenBecause(id) ?? ((id ?? null) === null ? "not set" : "not a text"));
    return { group: { value, at } };
  }
  const segments = id.split("/").filter((segment) => segment !== "");
  const group = segments.findIndex((segment) => segment.toLowerCase() === "resourcegroups");
  const provider = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  const names = provider < 0 ? [] : segments.slice(provider + 2).filter((_, index) => index % 2 === 1);
  return {
    names: names.map((value) => ({ value, at })),
    ...(group >= 0 && { group: { value: segments[group + 1], at } }),
  };
}

/** What a text of JSON holds; hidden where it is none. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new Hidden("not JSON");
  }
}
