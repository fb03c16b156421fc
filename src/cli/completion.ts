/** What may come next on the command line: commands, flags, words that a flag takes, rules, files. */
import type { Command, Option } from "commander";
import { loadRules } from "../rules";
import { estateFormats } from "./estate/formats";
import { formats } from "./formats";
import { trendFormats } from "./trend-formats";

/** A word that fits, and what it means. */
type Word = readonly [value: string, meaning: string];

interface Fitting {
  readonly words: readonly Word[];
  /** Whether a file fits too. */
  readonly files: boolean;
}

const nothing: Fitting = { words: [], files: false };
const file: Fitting = { words: [], files: true };
const plain = (values: readonly string[]): Fitting => ({ words: values.map((value) => [value, ""]), files: false });
const rules = (): Fitting => ({ words: [...loadRules().values()].map(({ id, title }) => [id, title]), files: false });

/**
 * One line for each word that fits: the word, a tab, what it means. In the last line `:0` where names of files fit if none
 * of the words do, `:4` where they do not. `typed`: the words after `azure-hadr`, the last of them, maybe empty, being typed.
 */
export function answer(root: Command, typed: readonly string[]): string {
  const now = typed.at(-1) ?? "";
  const { words, files } = fitting(root, typed.slice(0, -1), now);
  const begun = now.startsWith("-") ? now.slice(now.indexOf("=") + 1) : now;
  const lines = words.filter(([value]) => value.startsWith(begun)).map((word) => `${word.join("\t")}\n`);
  return `${lines.join("")}:${files ? 0 : 4}\n`;
}

function fitting(root: Command, before: readonly string[], now: string): Fitting {
  const first = before.find((word) => !word.startsWith("-"));
  const command = root.commands.find((one) => one.name() === first);
  const { options } = command ?? root;
  const flag = (word = ""): Option | undefined =>
    options.find(({ short, long, required }) => required && (short === word || long === word));
  const [named = "", ...value] = now.split("=");
  const taking = now.startsWith("--") && value.length > 0 ? flag(named) : flag(before.at(-1));
  if (taking) return valuesOf(taking, now.startsWith("--") ? value.join("=") : now, formatsOf[first ?? ""] ?? formats);
  const help = (command ?? root).createHelp();
  if (now.startsWith("-"))
    return {
      words: help.visibleOptions(command ?? root).map((one) => [one.long ?? "", one.description]),
      files: false,
    };
  if (!command)
    return { words: help.visibleCommands(root).map((one) => [one.name(), one.description()]), files: false };
  if (command.name() === "explain" && !before.some((word) => word.startsWith("--resource"))) return rules();
  const [argument] = command.registeredArguments;
  if (argument?.argChoices) return plain(argument.argChoices);
  return argument && /inputs|sources/.test(argument.name()) ? file : nothing;
}

/** Of commands with formats of their own. */
const formatsOf: Readonly<Record<string, readonly string[]>> = { report: estateFormats, trend: trendFormats };

/** What a flag takes, as the help names it. */
function valuesOf({ flags, argChoices, long }: Option, begun: string, formats: readonly string[]): Fitting {
  if (argChoices) return plain(argChoices);
  if (/<rule/.test(flags)) return rules();
  if (long === "--format") return begun.includes("=") ? file : plain(formats);
  return /file|folder|place/.test(flags) ? file : nothing;
}
