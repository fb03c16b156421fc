/** Which stack a state is of, and its tags, as they stand in front of the deployment or in a self-managed backend's file. */
import type { Named } from "./format";
import type { Refuse } from "./refused";
import { isObject, type Properties } from "./state";

/** A name as Pulumi allows it for organisations, projects and stacks. */
const part = /^[\w.-]{1,200}$/;
/** What self-managed backends have in the place of an organisation's name. */
const noOrganisation = "organization";

/** The names that an export may have in front of its deployment. */
export const naming = ["organization", "stack", "tags"];

/** Of an export: `{"organization":"acme","stack":"shop/prod","tags":{"team":"payments"},"version":3,"deployment":…}`. */
export function namedBefore({ organization, stack, tags }: Properties, refuse: Refuse): Named {
  if (
    organization !== undefined &&
    (typeof organization !== "string" || !part.test(organization) || stack === undefined)
  )
    return refuse('expected the name of an organisation in "organization", and a "stack" beside it');
  const name = stack === undefined ? undefined : nameOf(stack, refuse);
  if (name?.length === 3 && organization !== undefined && organization !== name[0])
    return refuse('its "organization" is not the one in its "stack"');
  const whole = organization === undefined || name?.length === 3 ? name : [organization, ...(name ?? [])];
  return { ...stackOf(whole), ...(tags !== undefined && { tags: tagsOf(tags, refuse) }) };
}

/** Of the file of a self-managed backend, whose older ones do not say which project it is. */
export function namedInside(stack: unknown): Named {
  const parts = typeof stack === "string" ? stack.split("/") : [];
  return parts.length > 1 && parts.length < 4 && parts.every((one) => part.test(one)) ? stackOf(parts) : {};
}

function nameOf(stack: unknown, refuse: Refuse): string[] {
  const parts = typeof stack === "string" ? stack.split("/") : [];
  if (parts.length < 2 || parts.length > 3 || !parts.every((one) => part.test(one)))
    return refuse('expected "stack" as project/stack or organisation/project/stack');
  return parts;
}

const stackOf = (parts: readonly string[] | undefined): Named =>
  parts ? { stack: (parts.length === 3 && parts[0] === noOrganisation ? parts.slice(1) : parts).join("/") } : {};

/** Names and values of tags. */
export function tagsOf(tags: unknown, refuse: Refuse): ReadonlyMap<string, string> {
  if (!isObject(tags)) return refuse('expected names and values in "tags"');
  const all = Object.entries(tags);
  if (!all.every((one): one is [string, string] => typeof one[1] === "string"))
    return refuse('expected text as the values of "tags"');
  return new Map(all as [string, string][]);
}
