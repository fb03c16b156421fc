/** Whether data goes with what a deployment deletes or replaces. */
import { attempt, certainly, Unknown } from "../known";
import type { Context, Finding } from "../rule";
import { listedRegion } from "./regions";

/**
 * `what` is e.g. "the account", `where` the place it stands in; a replica's primary keeps the data. Both are asked of what
 * was there before: what takes its place may be of another kind, somewhere else.
 */
export function kept<T>(
  now: T,
  { change }: Context,
  what: string,
  where: (was: T) => string | undefined,
  isReplica: (was: T) => boolean = () => false,
): Finding {
  if (!change || change.operation === "update") return "not-applicable";
  if (change.retained) return { outcome: "pass", because: `Azure keeps ${what} (\`retainOnDelete\`)` };
  const was = () => (change.operation === "delete" ? now : (change.before as T));
  const place = attempt(() => where(was()));
  const because = `${what}${place && !(place instanceof Unknown) ? ` in ${place}` : ""} is ${
    change.operation === "delete" ? "deleted" : "replaced: a new one is made empty, and the old one is deleted"
  }`;
  return certainly(() => isReplica(was()))
    ? { outcome: "fail", severity: "medium", because, advice: "a replica, whose primary keeps the data" }
    : { outcome: "fail", because };
}

/** The region that something names, as Azure displays it; undefined where it names none. */
export const namedIn = ({ location }: { readonly location?: string }): string | undefined =>
  location === undefined ? undefined : listedRegion(location).displayName;
