/** The baseline that a gate is held against: the file named, else the nearest one. */
import { relative } from "node:path";
import type { Debts } from "../baseline";
import { Failure } from "./failure";
import { findUp, isFolder, readText } from "./files";

/** Which baseline holds. */
export interface Held {
  readonly cwd: string;
  /** A file; `false`: none; absent: the nearest `hadr-baseline.json` at or above the folder. */
  readonly baseline?: string | false;
}

const format = () => require("../baseline-file") as typeof import("../baseline-file"); // only where there is one

/** The nearest baseline, as a reader would name it from here. */
export function nearestBaseline(cwd: string): string | undefined {
  if (!isFolder(cwd)) throw new Failure(`${cwd}: no such folder`);
  const found = findUp(cwd, "hadr-baseline.json");
  return found && relative("", found);
}

/** What a baseline file holds. Throws ConfigError. */
export const readBaseline = (file: string) => format().parseBaseline(readText(file), file);

/** What it excuses; nothing where there is none. To be asked about one assessment only. */
export function debtsFor({ cwd, baseline }: Held): { readonly baseline?: Debts } {
  const file = baseline === false ? undefined : (baseline ?? nearestBaseline(cwd));
  if (file === undefined) return {};
  const { debtsOf } = require("../baseline") as typeof import("../baseline");
  return { baseline: debtsOf(relative(cwd, file) || file, readBaseline(file)) };
}
