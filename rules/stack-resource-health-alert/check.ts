import { type Alert, tellsOfResource } from "../../src/azure/alerts";
import type { Contents } from "../../src/kinds/stack";
import { certainly, every, some } from "../../src/known";
import type { Context, Finding } from "../../src/rule";

/** Those of which a source says that Resource Health watches them. */
const kinds = ["cosmos-account", "digital-twins"] as const;

export function check(stack: Contents, { objectives, neighbours }: Context): Finding {
  if (objectives.environment !== "production") return "not-applicable";
  if (kinds.every((kind) => !(kind in stack && stack[kind]))) return "not-applicable";
  const alerts = (neighbours?.all("activity-log-alert") ?? []) as readonly Alert[];
  if (alerts.length === 0) return "manual"; // they may be in another stack
  const resources = kinds.flatMap((kind) => neighbours?.all(kind) ?? []);
  const isWatched = (resource: (typeof resources)[number]) => some(alerts, (alert) => tellsOfResource(alert, resource));
  const [first, ...others] = resources.filter((resource) => certainly(() => !isWatched(resource)));
  if (first)
    return {
      outcome: "fail",
      because: `no enabled alert of this stack tells an action group of the health of ${first.name}${others.length > 0 ? ` and ${others.length} more` : ""}`,
    };
  return every(resources, isWatched) ? "pass" : "fail";
}
