/** The `hadr.yaml` to begin with: what was seen of a project → text. Whatever is no more than a suggestion is a comment. */
import { stringify } from "yaml";
import { expand, openRegions } from "../azure/boundary";
import { findRegion, type Region } from "../azure/regions";
import type { Environment } from "../model";
import { glob } from "./glob";

/** What is known of the project for which the file is written. */
export interface Seen {
  /** The project's name; undefined where there is no project. */
  readonly project?: string;
  /** Names that Pulumi takes for stacks. */
  readonly stacks: readonly string[];
  /** Of the Azure providers' configuration, as written. What is no Azure region is left out. */
  readonly locations: readonly string[];
  /** From the file to the schema, for editors. */
  readonly schema: string;
  /** `YYYY-MM-DD`; examples run out some months later. */
  readonly today: string;
}

/** A whole `hadr.yaml`. It loads as it is, and with any of its commented keys uncommented. */
export const starter = (seen: Seen): string =>
  [
    [
      `# yaml-language-server: $schema=${seen.schema}`,
      ...prose(
        `What is wanted of ${seen.project === undefined ? "your stacks" : `the stacks of ${seen.project}`}. Keys behind a`,
        "# are suggestions: take the # away where one holds, and delete the others. docs/hadr-yaml.md of azure-hadr explains",
        "every key.",
      ),
    ],
    [
      ...prose(
        "One of production, staging, development and test. Not declared counts as production. Elsewhere, what the",
        "documents recommend is advice and blocks nothing; what Azure refuses and what you declare here still does.",
      ),
      "environment: production",
    ],
    stacks(seen),
    residency(seen.locations),
    [
      ...prose("What the loss of a region may cost at most. Take the figures that your business has agreed to."),
      "# rpoMinutes: 15 # minutes of writes that may be lost with a region",
      "# rtoMinutes: 60 # minutes for which reads or writes may be gone with a region",
      "# slaTarget: { read: 99.99, write: 99.99 } # availability of reads and of writes, percent per month",
    ],
    [
      ...prose("Findings that somebody answers for, until a day. They stay in the report and stand in nobody's way."),
      "# waivers:",
      "#   - rule: cosmos-min-two-regions",
      "#     resource: orders-cache # the name in the program; * and ? are wildcards",
      `#     stack: ${pattern(seen, "*")}`,
      "#     owner: team@example.com",
      "#     reason: Filled again from the orders within minutes.",
      `#     until: ${later(seen.today)}`,
    ],
    [
      ...prose("What no program can check (azure-hadr rules --manual lists it), and who vouches for it, until a day."),
      "# attestations:",
      "#   - rule: cosmos-failover-is-rehearsed",
      `#     scope: ${pattern(seen, "*")}`,
      "#     by: team@example.com",
      `#     date: ${seen.today}`,
      "#     evidence: https://wiki.example.com/failover-drill",
      `#     until: ${later(seen.today)}`,
    ],
  ]
    .map((part) => `${part.join("\n")}\n`)
    .join("\n");

/** As `match` takes it, on one line and quoted where YAML needs it; in any project where none is known. */
const pattern = ({ project }: Seen, stack: string): string =>
  stringify(project === undefined ? stack : `${project}/${stack}`, { lineWidth: 0, blockQuote: false }).trimEnd();

/** Words of a name that tell an environment, the strictest first. */
const words: readonly (readonly [Environment, RegExp])[] = [
  ["production", /^(?:prod|production|prd|live)\d*$/],
  ["staging", /^(?:staging|stage|stg|preprod|uat)\d*$/],
  ["test", /^(?:tests?|testing|tst|qa|ci|e2e)\d*$/],
  ["development", /^(?:dev|devel|develop|development|sandbox|sbx)\d*$/],
];

/** What a stack's name suggests. Whole words alone count: `dev-eu` may be development, `devices` and `latest` say nothing. */
function guess(stack: string): Environment | undefined {
  const own = stack.toLowerCase().split(/[._-]+/);
  return words.find(([, word]) => own.some((part) => word.test(part)))?.[0];
}

/** The environment's word with the rest of the name left open, such as `dev-*`; the name itself where it is nothing else. */
function opened(stack: string, environment: Environment): string {
  const [, word] = words.find(([name]) => name === environment) ?? [];
  const parts = stack.split(/([._-]+)/); // words and, between them, what parts them
  const at = parts.findIndex((part) => word?.test(part.toLowerCase()));
  const before = at > 0 ? `*${parts[at - 1]}` : "";
  const after = at < parts.length - 1 ? `${parts[at + 1]}*` : "";
  return `${before}${parts[at]}${after}`;
}

/** Patterns with the stacks that each is about: one for several that share a word, if it fits no stack of another guess. */
function patternsFor(lower: readonly string[], all: readonly string[]): Map<string, readonly string[]> {
  const patterns = new Map<string, readonly string[]>();
  for (const stack of lower) {
    const environment = guess(stack) as Environment;
    const open = opened(stack, environment);
    const { test } = glob(open);
    const fitting = all.filter(test);
    const shared = fitting.length > 1 && fitting.every((one) => guess(one) === environment);
    if (!shared) patterns.set(stack, [stack]);
    else patterns.set(open, fitting);
  }
  return patterns;
}

function stacks(seen: Seen): string[] {
  const sorted = [...seen.stacks].sort();
  const lower = sorted.filter((stack) => (guess(stack) ?? "production") !== "production");
  const rest = sorted.filter((stack) => !lower.includes(stack));
  const kept = rest.length > 0 ? `Of ${listed(rest)} nothing else is said, so production holds.` : "";
  if (lower.length === 0)
    return [
      ...prose(
        kept === "" ? "No stack was seen." : kept,
        "Say where another environment holds, by patterns on project/stack; the one with the most letters wins.",
      ),
      "# stacks:",
      `#   - match: ${pattern(seen, "dev*")}`,
      "#     environment: development",
    ];
  const patterns = patternsFor(lower, sorted);
  const open = [...patterns.keys()].some((match) => match.includes("*"));
  return [
    ...prose(
      "Where another environment holds, by patterns on project/stack; the one with the most letters wins. These are guessed",
      `from the stacks' names, so check each${open ? ": a * takes in stacks to come as well" : ""}. ${kept}`,
    ),
    "stacks:",
    ...[...patterns].flatMap(([match, [first = "", ...more]]) => [
      `  - match: ${pattern(seen, match)}`,
      `    environment: ${guess(first)} # guessed from ${more.length > 0 ? `the names of ${more.length + 1} stacks` : "the name"}`,
    ]),
  ];
}

function residency(locations: readonly string[]): string[] {
  const found = locations.map(findRegion).filter((region) => region !== undefined && region.status !== "closed");
  const regions = [...new Set(found as readonly Region[])].sort((one, other) => (one.name < other.name ? -1 : 1));
  const countries = [...new Set(regions.map(({ countryCode }) => countryCode))].sort();
  const places = regions.map(({ name, country }) => `${name} (${country})`);
  const europe = "# residency: { euDataBoundary: true } # all public regions in countries of the EU and of EFTA";
  const only = (codes: readonly string[], and: string) => `# residency: { countries: [${codes.join(", ")}] } # ${and}`;
  const intro = [
    "Where data may rest, and every copy that the service makes of it. Not declared: nowhere is forbidden.",
    places.length > 0 ? `The project's configuration names ${listed(places)}.` : "",
  ];
  if (regions.length === 0)
    return [...prose(...intro, "Either of"), europe, only(["NL", "IE"], "these countries alone")];
  const alone = openRegions(expand({ countries })).length < 2 ? "; no second region to fail over to" : "";
  const own = only(countries, `${countries.length > 1 ? "these countries" : "this country"} alone${alone}`);
  return regions.every(({ euDataBoundary }) => euDataBoundary)
    ? [...prose(...intro, "Either of"), europe, own]
    : [...prose(...intro), own];
}

/** The first few, and how many more. */
function listed(names: readonly string[]): string {
  const shown = names.length > 8 ? [...names.slice(0, 7), `${names.length - 7} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : shown.join("");
}

/** Comment lines of at most 120 characters. */
function prose(...sentences: readonly string[]): string[] {
  const lines = ["#"];
  for (const word of sentences.join(" ").split(/\s+/).filter(Boolean)) {
    if (`${lines.at(-1)} ${word}`.length > 120) lines.push("#");
    lines.push(`${lines.pop()} ${word}`);
  }
  return lines;
}

/** Half a year on. */
const later = (day: string): string => new Date(Date.parse(day) + 182 * 86_400_000).toISOString().slice(0, 10);
