/** Resources whose Azure type stands in their properties: generic ARM resources, and azapi. */
import {
  arranged,
  type Given,
  inId,
  isOurs,
  json,
  mayBeOurs,
  namesIn,
  none,
  notTold,
  type Stated,
  unknownContent,
} from "./arm";
import { member } from "./plan";
import { Hidden, hiddenBecause, isPlainObject } from "./shape";

type Properties = Readonly<Record<string, unknown>>;

/** `azure-native:resources:Resource`: type and names in several properties. */
export function genericResource(inputs: Properties, outputs: Properties | undefined): Stated {
  const { resourceProviderNamespace: namespace, resourceType, parentResourcePath = "", resourceName } = inputs;
  if ([namespace, resourceType].some((value) => typeof value !== "string" || hiddenBecause(value) !== undefined))
    return notTold(unknownContent);
  const direct = `${namespace}/${resourceType}`;
  const group = { value: inputs.resourceGroupName, at: "resourceGroupName" };
  const rest = { raw: inputs, under: outputs, at: "", where: "itself", group } as const;
  const own = (count: number) => namesIn(resourceName ?? outputs?.name, "resourceName", count);
  if (hiddenBecause(parentResourcePath) !== undefined) {
    // The parent's own type is hidden with its name: any of ours that ends so may be meant.
    const last = String(resourceType).split("/").at(-1) as string;
    return mayBeOurs(String(namespace), last) ? notTold(unknownContent) : none;
  }
  const path = `${String(parentResourcePath)}/${String(resourceType)}`.split("/").filter((segment) => segment !== "");
  const type = [namespace, ...path.filter((_, index) => index % 2 === 0)].join("/");
  if (path.length % 2 === 1 && isOurs(type)) {
    const parents = path.filter((_, index) => index % 2 === 1).map((value) => ({ value, at: "parentResourcePath" }));
    return arranged({ ...rest, type, names: [...parents, ...own(1)] });
  }
  const segments = String(resourceType).split("/").length;
  return arranged({ ...rest, type: direct, names: own(segments) });
}

/** `azapi`: type and version in one text, the body as an object or as JSON; in Terraform modules in Terraform's names. */
export function azapi(what: string, inputs: Properties, outputs: Properties | undefined): Stated {
  const told = inputs.type;
  if (typeof told !== "string" || hiddenBecause(told) !== undefined) return notTold(unknownContent);
  const type = told.split("@", 1)[0] as string;
  if (!isOurs(type)) return none;
  const kind = what.replaceAll("_", "").toLowerCase();
  if (kind === "resourceaction") return notTold("an act upon a resource, which declares nothing of it");
  const raw = withBody(inputs);
  const parent = spelledAs(inputs, "parentId");
  const whole = spelledAs(inputs, "resourceId");
  const byId = kind === "updateresource" && (whole.value ?? null) !== null;
  const { names: above, group } = byId ? inId(whole.value, whole.at) : inId(parent.value, parent.at);
  const count = type.split("/").length - 1;
  const hidden = Array.from({ length: byId ? count : count - 1 }, () => group as Given);
  const own = byId ? [] : namesIn(inputs.name ?? outputs?.name, "name", 1);
  return arranged({
    type,
    names: [...(above ?? hidden), ...own],
    group,
    raw,
    under: outputs && withBody(outputs),
    at: "",
    where: kind === "updateresource" ? "part" : "body",
    opaque: opaqueBecause(kind, inputs),
  });
}

/**
 * `Microsoft.X/things` as Azure itself answers: its id, its properties, and beside them what stands there. Some of it is
 * answered in another way than it is asked for.
 */
export function live(type: string, inputs: Properties): Stated {
  const { names = [], group } = inId(inputs.id, "id");
  const { properties } = inputs;
  const told = isPlainObject(properties) && { properties: { ...properties, ...answers.get(type)?.(properties) } };
  const left = columns.filter((name) => !(name in inputs)).map((name) => [name, new Hidden(unasked)]);
  // Azure Resource Graph has an empty text where a resource is of no kind.
  const raw = { ...inputs, ...told, kind: inputs.kind || undefined, ...Object.fromEntries(left) };
  return arranged({ type, names, group, raw, at: "", where: "itself" });
}

/** What stands beside `properties`, and is `null` or empty where a resource has none of it. */
const columns = ["kind", "location", "sku", "zones"];
const unasked = "not in the result of the query";

/** What a cluster was created as, by its role. Source: `ReplicationRole` of Microsoft.DocumentDB/mongoClusters, 2024-07-01. */
const roles: ReadonlyMap<unknown, string> = new Map([
  ["Primary", "Default"],
  ["AsyncReplica", "Replica"],
  ["GeoAsyncReplica", "GeoReplica"],
]);

const unanswered = "not in what Azure answers";

/** Where the account stands for good. Source: `Location` of Microsoft.DocumentDB/databaseAccounts, 2024-05-15. */
const settled: ReadonlySet<unknown> = new Set(["Succeeded", "Updating", "Online"]);
function settledOnly(locations: unknown): unknown {
  // Azure answers where an account stands, but for one that it is still making.
  if ((locations ?? null) === null) return new Hidden(unanswered);
  if (!Array.isArray(locations)) return locations;
  if (locations.length === 0) return new Hidden(unanswered);
  return locations.map((one: unknown) => {
    const state = (isPlainObject(one) && one.provisioningState) || "Succeeded";
    return settled.has(state) ? one : new Hidden(`in the state ${JSON.stringify(state)}`);
  });
}

/** By type in lower case. */
const answers = new Map<string, (one: Properties) => Properties>([
  [
    "microsoft.documentdb/databaseaccounts",
    (one) => ({ locations: settledOnly(member(one, "locations", { caseless: true })) }),
  ],
  [
    "microsoft.documentdb/mongoclusters",
    ({ createMode, replicaParameters, replica }) => {
      const { role, sourceResourceId } = isPlainObject(replica) ? replica : ({} as Properties);
      return {
        createMode: createMode ?? roles.get(role) ?? new Hidden(unanswered),
        replicaParameters: replicaParameters ?? (role === "Primary" ? undefined : { sourceResourceId }),
      };
    },
  ],
  [
    "microsoft.network/privateendpoints",
    () => ({ privateDnsZoneGroup: new Hidden("in resources of their own, which Azure Resource Graph does not list") }),
  ],
]);

function opaqueBecause(kind: string, inputs: Properties): string | undefined {
  if (kind !== "resource" && kind !== "updateresource") return "stated in a way that nobody has mapped";
  return (spelledAs(inputs, "sensitiveBody").value ?? null) === null ? undefined : "partly stated as a secret";
}

/** The value under a name, or under Terraform's form of it. */
function spelledAs(inputs: Properties, name: string): Given {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const at = name in inputs || !(snake in inputs) ? name : snake;
  return { value: inputs[at], at };
}

/** The same with its body as an object. A resource without a location leaves it to the provider's configuration. */
function withBody(inputs: Properties): Properties {
  const body =
    typeof inputs.body === "string" && hiddenBecause(inputs.body) === undefined ? json(inputs.body) : inputs.body;
  const placed = inputs.location ?? (isPlainObject(body) ? member(body, "location", { caseless: true }) : undefined);
  const location = (placed ?? null) === null && { location: new Hidden("left to the provider's configuration") };
  return { ...inputs, ...((body ?? null) !== null && { body }), ...location };
}
