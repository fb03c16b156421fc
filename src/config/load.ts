/** `hadr.yaml`: text → what was declared. Every mistake is one line with its place in the file. */
import type { ErrorObject } from "ajv";
import { isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import { expand } from "../azure/boundary";
import { didYouMean } from "../nearest";
import { ConfigError } from "./error";
import type { HadrConfig } from "./schema";
import validate from "./validate";

/** Reads a `hadr.yaml`. Throws ConfigError. */
export function loadConfig(text: string, file: string): HadrConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) throw new ConfigError(`${at(broken.pos[0])}: not YAML: ${oneLine(broken.message)}`);

  const placeOf = (path: readonly (string | number)[]): string => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = (node as Node | undefined)?.range;
      if (range) return at(range[0]);
    }
    return at(0);
  };

  let config: unknown;
  try {
    config = document.toJS() ?? {};
  } catch {
    throw new ConfigError(`${file}: not YAML that can be followed: an alias without its anchor, or too many of them`);
  }
  if (!validate(config)) {
    const [error] = validate.errors as [ErrorObject];
    const path = error.instancePath.split("/").slice(1).map(plainPart);
    const key = error.keyword === "additionalProperties" ? String(error.params.additionalProperty) : undefined;
    const place =
      key === undefined
        ? placeOf(path)
        : (keyPlace(document.getIn(path, true) ?? document.contents, key, at) ?? placeOf(path));
    throw new ConfigError(`${place}: ${explain(error, path, key)}`);
  }

  const declared = config as HadrConfig;
  const attempt = (path: readonly (string | number)[], run: () => void): void => {
    try {
      run();
    } catch (error) {
      throw new ConfigError(`${placeOf(path)}: ${(error as Error).message}`);
    }
  };
  if (declared.residency) attempt(["residency"], () => expand(declared.residency ?? {}));
  declared.stacks?.forEach((entry, index) => {
    if (entry.residency) attempt(["stacks", index, "residency"], () => expand(entry.residency ?? {}));
  });
  declared.waivers?.forEach((waiver, index) => {
    attempt(["waivers", index, "until"], () => {
      if (Number.isNaN(Date.parse(waiver.until)) || new Date(waiver.until).toISOString().slice(0, 10) !== waiver.until)
        throw new Error(`waivers[${index}].until: ${waiver.until} is not a day of the calendar`);
    });
  });
  return declared;
}

const plainPart = (part: string): string => part.replace(/~1/g, "/").replace(/~0/g, "~");
const oneLine = (text: string): string => text.split("\n", 1)[0] ?? "";

/** Where the key itself stands, not its value. */
function keyPlace(node: unknown, key: string, at: (offset: number) => string): string | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  const range = (pair?.key as Node | undefined)?.range;
  return range ? at(range[0]) : undefined;
}

function explain(error: ErrorObject, path: readonly string[], key: string | undefined): string {
  const where = path.length > 0 ? `${path.join(".").replace(/\.(\d+)/g, "[$1]")}: ` : "";
  if (key !== undefined) {
    const known = Object.keys((error.parentSchema?.properties as object) ?? {}).filter((name) => name !== "$schema");
    const what = path.at(-1) === "levels" ? "no rule has this id" : "unknown key";
    return `${where}${what}: ${key}${didYouMean(key, known)}${known.length > 12 ? "" : `; expected one of ${known.join(", ")}`}`;
  }
  if (error.keyword === "enum") {
    const values = error.params.allowedValues as string[];
    const meant = typeof error.data === "string" ? didYouMean(error.data, values) : "";
    const listed = values.length > 12 ? "a rule's id (see azure-hadr rules)" : `one of ${values.join(", ")}`;
    return `${where}expected ${listed}, not ${JSON.stringify(error.data)}${meant}`;
  }
  if (error.keyword === "required") return `${where}${String(error.params.missingProperty)} is missing`;
  if (error.keyword === "pattern") return `${where}expected a day as YYYY-MM-DD, not ${JSON.stringify(error.data)}`;
  return `${where}${error.message ?? "is not valid"}`;
}
