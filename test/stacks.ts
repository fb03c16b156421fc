/** An estate for tests: stacks that differ in what they hold, all of them out of the recorded demonstration. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./engine/engine";

interface Exported {
  readonly deployment: { readonly resources: readonly { readonly urn: string }[] };
}

const recorded = readFileSync(join(root, "fixtures", "demo", "export.json"), "utf8");
/** What no stack is without: itself and its providers. */
const isFrame = (urn: string): boolean => urn.includes("::pulumi:");

/** Whose is that number: the same every time. */
export const stackNamed = (number: number): string =>
  `project-${number % 17}/${["prod", "test", "dev"][number % 3]}-${number}`;

/** The export of that stack, on one line: about a third of the demonstration's resources. */
export function exported(number: number): string {
  const [project = "", stack = ""] = stackNamed(number).split("/");
  const own = recorded
    .replaceAll("urn:pulumi:dev::azure-hadr-demo::", `urn:pulumi:${stack}::${project}::`)
    .replaceAll("azure-hadr-demo-dev", `${project}-${stack}`);
  const state = JSON.parse(own) as Exported;
  const resources = state.deployment.resources.filter(
    ({ urn }, place) => isFrame(urn) || (place * 7 + number * 5) % 11 < 4,
  );
  return JSON.stringify({ ...state, deployment: { ...state.deployment, resources } });
}

/** So many stacks, one a line. */
export const estateOf = (count: number): string =>
  Array.from({ length: count }, (_, number) => `${exported(number)}\n`).join("");
