/** What several commands make of their flags. */
import { resolve } from "node:path";
import { Failure } from "./failure";

export const today = (): string => new Date().toISOString().slice(0, 10);

export type Color = "auto" | "always" | "never";
export const isColored = (color: Color): boolean =>
  color === "auto" ? Boolean(process.stdout.isTTY && process.stdout.hasColors?.()) : color === "always";
export const width = (): number => process.stdout.columns ?? 100;

/** What `--baseline FILE` and `--no-baseline` say. */
export const held = ({ baseline }: { readonly baseline?: string | boolean }) =>
  typeof baseline === "string" ? { baseline } : baseline === false ? { baseline } : {};

/** The name of an output, unless it is that of the declarations, or of what else is kept. Throws Failure. */
export function notDeclarations(output: string, declarations: string | undefined, what = "the declarations"): string {
  if (declarations !== undefined && resolve(output) === resolve(declarations))
    throw new Failure(`${output}: holds ${what}, which no output replaces`);
  return output;
}
