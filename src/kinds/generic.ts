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
