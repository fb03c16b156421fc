/** What a finding costs its owner and what the remedy changes, in lines of the text report. */
import type { Outlook } from "../consequence";
import { changes, changeWords } from "../consequences/lines";
import { timesWords } from "../consequences/words";
import type { Ink } from "./ink";

/**
 * "SLA of writes: 99.99 % (2025) → 99.995 % (2025)": each answer that the remedy changes. Where no remedy is known, what
 * is not certain, or all of it where all is.
 */
export function stakesWords({ now, mended }: Outlook): string[] {
  const all = changes(now, mended);
  const open = all.filter(({ isRange }) => isRange);
  return (mended || open.length === 0 ? all : open).map(changeWords);
}

/** What the remedy is for this resource: a sentence, or what leaves none. */
export function remedyWords({ remedy }: Outlook, name: string): string | undefined {
  if (!remedy) return undefined;
  const { does, obstacle, steps = [] } = remedy;
  if (obstacle !== undefined) return `${does} Nothing fits: ${obstacle}`;
  return steps.length > 1 ? `${does} (${steps.length} steps: \`azure-hadr explain --resource ${name}\`)` : does;
}

/** `loud`: each answer on a line of its own. `name`: the resource; `as`: the one for which the same was said before. */
export function stakes(
  ink: Ink,
  indent: number,
  outlook: Outlook,
  loud: boolean,
  name: string,
  as: string | undefined,
): string[] {
  const remedy = remedyWords(outlook, name);
  const lines = remedy === undefined ? [] : ink.labelled(indent, "remedy", [remedy]);
  if (as !== undefined)
    return [...lines, ...(as === name ? [] : ink.labelled(indent, "at stake", [`the same as for ${as}`]))];
  const words = stakesWords(outlook);
  const label = outlook.mended ? "now → then" : "now";
  if (loud && outlook.mended)
    for (const [index, one] of words.entries()) lines.push(...ink.labelled(indent, index === 0 ? label : "", [one]));
  else if (words.length > 0) lines.push(...ink.labelled(indent, label, [words.join(" · ")]));
  const price = timesWords(outlook);
  return price === undefined ? lines : [...lines, ...ink.labelled(indent, "price", [price])];
}
