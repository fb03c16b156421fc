/** `hadr.yaml`: text → what was declared. Every mistake is one line with its place in the file. */
import { ConfigError } from "./error";
import { mistakeIn } from "./mistakes";
import type { Document } from "./objectives";
import type { HadrConfig } from "./schema";
import { parsed } from "./yaml";

/** Reads a `hadr.yaml`. Throws ConfigError. */
export function loadDeclared(text: string, file: string): Document<HadrConfig> {
  const { value, keyAt, valueAt } = parsed(text, file);
  const says = (value ?? {}) as HadrConfig;
  const mistake = mistakeIn(says);
  if (mistake)
    throw new ConfigError(`${mistake.part === "key" ? keyAt(mistake.path) : valueAt(mistake.path)}: ${mistake.says}`);
  return { says, at: keyAt };
}

/** The same without the places. */
export const loadConfig = (text: string, file: string): HadrConfig => loadDeclared(text, file).says;
