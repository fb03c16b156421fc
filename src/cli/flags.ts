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

/** Outputs that cannot be meant together, or with these inputs. `example`: a format and its file. Throws Failure. */
export function eachToItsOwn(
  outputs: readonly { readonly file?: string }[],
  inputs: readonly string[],
  example: string,
): void {
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  if (outputs.length - files.length > 1)
    throw new Failure(`only one format can go to standard output: name a file for the others, e.g. -f ${example}`);
  if (new Set(files).size < files.length) throw new Failure("two formats cannot go to one file");
  if (inputs.some((input) => files.includes(resolve(input))))
    throw new Failure("a report cannot replace its own input");
}

/** The name of an output, unless it is that of the declarations, or of what else is kept. Throws Failure. */
export function notDeclarations(output: string, declarations: string | undefined, what = "the declarations"): string {
  if (declarations !== undefined && resolve(output) === resolve(declarations))
    throw new Failure(`${output}: holds ${what}, which no output replaces`);
  return output;
}
