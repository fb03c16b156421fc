/** `azure-hadr:ignore RULE until=2027-03-31 owner=team@example.com -- reason`: what it says, or what is wrong with it. */
import { isDay } from "../config/day";
import { didYouMean } from "../nearest";
import type { Rule } from "../rule";
import { commentsOf } from "./comments";

/** Somebody answers for what these rules find of the resource below. */
export interface Ignore {
  readonly rules: readonly string[];
  readonly owner: string;
  readonly reason: string;
  /** Last day (inclusive) on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
}

/** Such a comment, and where it stands. Line and column count from 1. */
export interface Comment {
  readonly line: number;
  readonly column: number;
  /** What it says, or in words why it is not followed. */
  readonly says: Ignore | string;
}

type Rules = ReadonlyMap<string, Pick<Rule, "id" | "check" | "appliesTo">>;

const instruction = "azure-hadr:ignore";
/** What was meant to be one. */
const almost = /^azure[-_]?hadr\s*:\s*(?:ignor|waiv|disabl|skip|suppress|accept)\w*(?:-\w+)*/i;
/** One behind a mark of a comment, wherever that stands. */
const anywhere = /(?:^|#|\/\/|\*|')\s*azure-hadr:ignore(?![\w-])/;

/** All that a file holds, also those that cannot be followed. */
export function ignoresIn(lines: readonly string[], file: string, rules: Rules): Comment[] {
  const commentIn = commentsOf(file);
  return lines.flatMap((text, index): Comment[] => {
    if (!/azure[-_]?hadr/i.test(text)) return [];
    const words = commentIn(text);
    const [meant] = almost.exec(words ?? "") ?? [];
    const stray = meant === undefined && anywhere.exec(text);
    if (meant === undefined && !stray) return [];
    const at = meant === undefined ? text.indexOf(instruction) : text.indexOf(meant);
    const says =
      words === undefined || stray
        ? "read only as a comment of one line, on a line of its own above the resource"
        : meant === instruction
          ? ignoreIn(words.slice(instruction.length), rules)
          : `expected ${instruction}, not ${meant}`;
    return [{ line: index + 1, column: at + 1, says }];
  });
}

/** What follows the instruction: rules and keys in any order, then the reason. */
function ignoreIn(words: string, rules: Rules): Ignore | string {
  const [, head = "", reason = ""] = /^((?:"[^"]*"|.)*?)(?:(?:^|\s)--(?:\s+(.*))?)?$/.exec(words) ?? [];
  const ids = new Set<string>();
  const given: Record<string, string> = {};
  for (const [token, key, quoted, plain] of head.matchAll(/([\w-]+)=(?:"([^"]*)"|([^\s,]*))|[^\s,]+/g)) {
    if (key === undefined) ids.add(token);
    else if (!keys.includes(key)) return `unknown key: ${key}${didYouMean(key, keys)}; expected ${keys.join(" and ")}`;
    else if (key in given) return `${key} is given twice`;
    else given[key] = (quoted ?? plain ?? "").trim();
  }
  const { until = "", owner = "" } = given;
  if (ids.size === 0) return "no rule is named";
  for (const id of ids) {
    const wrong = wrongWith(id, rules);
    if (wrong !== undefined) return wrong;
  }
  const missing = [
    ...(owner === "" ? ["owner="] : []),
    ...(until === "" ? ["until="] : []),
    ...(reason.trim() === "" ? ["the reason (after --)"] : []),
  ];
  if (missing.length > 0) return `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing`;
  if (!isDay(until)) return `until: expected a day of the calendar as YYYY-MM-DD, not ${until}`;
  return { rules: [...ids], owner, reason: reason.trim(), until };
}
const keys: readonly string[] = ["until", "owner"];

function wrongWith(id: string, rules: Rules): string | undefined {
  const rule = rules.get(id);
  if (!rule) return `no rule has the id ${id}${didYouMean(id, [...rules.keys()])}`;
  if (!rule.check) return `${id} finds nothing to waive: a person answers for it (attestations)`;
  return rule.appliesTo === "stack"
    ? `${id} speaks of the stack as a whole, not of a resource: hadr.yaml waives it`
    : undefined;
}
