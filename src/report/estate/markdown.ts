/** The estate for a wiki or a pull request: the headline, what is missing, and the worst of everything. */
import { regionName, timesFigures } from "../../consequences/words";
import type { Losses } from "../../estate/losses";
import type { Headline, Open, Overview, RegionView, RuleView, TeamView } from "../../estate/overview";
import type { Trend } from "../../estate/trend";
import { severities } from "../../model";
import type { Rule } from "../../rule";
import { kindWords } from "../kinds";
import { code, fitted, link, plainly, type Section, tableHead, tableRow } from "../markdown-words";
import { plural, sum } from "../plain";
import { signed, untilWords } from "../set-aside";
import { soon } from "../upkeep";

interface Told {
  readonly tool: string;
  readonly today: string;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly pageUrl: (rule: string) => string;
  readonly trend?: Trend;
}
interface Output {
  write(piece: string): void;
}

/** More than a comment on GitHub may hold, and far less than a page that nobody reads to its end. */
const longest = 65_536;

export function markdown(to: { readonly whole: () => Output }, told: Told) {
  return {
    end(overview: Overview): void {
      to.whole().write(page(overview, told));
    },
  };
}

const page = (overview: Overview, told: Told): string =>
  fitted(
    [top(overview), ...trendWords(told.trend)].join("\n\n"),
    [
      ...missing(overview),
      ...notJudged(overview),
      ...headline(overview),
      ...regions(overview),
      ...teams(overview),
      ...rules(overview, told),
      ...waivers(overview, told),
    ],
    `<sub>${plainly(told.tool)}, ${told.today}.</sub>`,
    longest,
  );

function top({ stacks, counts, teams, missing, unseen, notJudged, since, date, holders }: Overview): string {
  const [aside, fails, unknown] = [
    sum(Object.values(notJudged).map(({ count }) => count)),
    sum(teams.flatMap(({ open }) => Object.values(open.fail))),
    sum(teams.map(({ open }) => open.unknown)),
  ];
  const mark = counts.blocking > 0 ? "❌" : missing.length + unseen + aside + unknown > 0 ? "⚠️" : "✅";
  const gaps = [
    ...(missing.length > 0 ? [`${plural(missing.length, "input")} could not be judged`] : []),
    ...(unseen > 0 ? [`${plural(unseen, "unchanged resource is", "unchanged resources are")} not in the inputs`] : []),
    ...(aside > 0
      ? [`${plural(aside, "resource that may matter was", "resources that may matter were")} not judged`]
      : []),
  ];
  const whole = gaps.length === 0 ? "" : ` Not the whole estate: ${gaps.join(", and ")}.`;
  const days = since === date ? `on ${date}` : `from ${since} to ${date}`;
  return [
    `### ${mark} Estate: ${counts.blocking} in the way`,
    `${plural(stacks, "stack")} judged ${days}, ${plural(holders, "resource")} with data: ${fails} fail, ${unknown} unknown, ${counts.waived} waived, ${counts.excused} known before.${whole}`,
  ].join("\n\n");
}

/** How many there are, keep or regain reads and writes unaided, get writes back otherwise, and may lose data. */
const lostCells = ({ resources, reads, writes, data, minutes }: Losses): string[] => [
  `${resources}`,
  `${reads.kept + reads["by-azure"]}`,
  `${writes.kept + writes["by-azure"]}`,
  `${writes["by-a-person"]}`,
  `${writes["with-the-place"]}`,
  `${writes["not-stated"] + writes["not-known"]}`,
  `${resources - data.none}${minutes > 0 ? ` (${minutes} min)` : ""}`,
];
const lostHead = [
  "resources",
  "reads unaided",
  "writes unaided",
  "writes by a person",
  "writes with the place",
  "writes not known",
  "data at risk",
];

function headline({ headline }: Overview): Section[] {
  const rows = headline.flatMap(({ kind, region, zone, refused }: Headline) => [
    tableRow(kindWords(kind, 2), "any one region", ...lostCells(region)),
    tableRow(kindWords(kind, 2), "any one zone", ...lostCells(zone)),
    ...(refused > 0 ? [tableRow(kindWords(kind, 2), `Azure refuses ${refused}`, ...lostHead.map(() => ""))] : []),
  ]);
  const head = tableHead("kind", "if lost", ...lostHead);
  return section("Production, if a place is lost", `${head}\n`, rows, ["kind", "kinds"]);
}

function trendWords(trend: Trend | undefined): string[] {
  if (!trend || trend.points.length < 2) return [];
  const { opened, closed } = trend.totals;
  const week =
    trend.weekAgo === undefined
      ? "no run is a week old"
      : `${plural(trend.regressions.length, "finding")} open now and not on ${trend.weekAgo}`;
  return [`Since ${trend.since}: ${opened} opened, ${closed} closed; ${week}.`];
}

const section = (title: string, head: string, items: readonly string[], of: Section["of"]): Section[] =>
  items.length === 0 ? [] : [{ head: `#### ${title}\n\n${head}`, items, between: "\n", of }];

const missing = ({ missing }: Overview): Section[] =>
  section(
    "What is missing",
    "",
    missing.map(({ source, stack, why }) => `- ${code(stack ?? source)}: ${plainly(why)}`),
    ["input that could not be judged", "inputs that could not be judged"],
  );

const notJudged = ({ notJudged }: Overview): Section[] =>
  section(
    "What was not judged",
    "",
    Object.entries(notJudged).map(([type, { count, why }]) => `- ${code(type)} (${count}): ${plainly(why)}`),
    ["type that was not judged", "types that were not judged"],
  );

/** Production that does not come back by itself, or of which nobody knows. */
const stranded = ({ writes }: Losses): number => sum(Object.values(writes)) - writes.kept - writes["by-azure"];

function regions({ regions }: Overview): Section[] {
  const worst = regions
    .filter(({ production }) => production.resources > 0)
    .sort((one, other) => stranded(other.production) - stranded(one.production));
  const row = ({ region, production }: RegionView): string =>
    tableRow(plainly(regionName(region)), ...lostCells(production));
  const head = tableHead("region", ...lostHead);
  return section("Production, region by region", `${head}\n`, worst.map(row), ["region", "regions"]);
}

const failing = ({ fail }: Open): string =>
  severities.flatMap((severity) => (fail[severity] > 0 ? [`${fail[severity]} ${severity}`] : [])).join(", ") || "0";

function teams({ teams }: Overview): Section[] {
  const row = ({ team, stacks, open, production }: TeamView): string =>
    tableRow(
      plainly(team),
      `${stacks}`,
      `${open.blocking}`,
      failing(open),
      `${open.unknown}`,
      `${open.waived}`,
      `${stranded(production)} of ${production.resources}`,
    );
  const head = tableHead("team", "stacks", "in the way", "failing", "unknown", "waived", "writes lost with a region");
  const worst = teams.toSorted((one, other) => other.open.blocking - one.open.blocking);
  return section("Teams", `${head}\n`, worst.map(row), ["team", "teams"]);
}

function rules({ rules }: Overview, { pageUrl, rules: catalogue }: Told): Section[] {
  const open = rules.filter(({ open }) => open.unknown + sum(Object.values(open.fail)) > 0);
  const row = ({ rule, open, teams, price }: RuleView): string =>
    tableRow(
      catalogue.has(rule) ? link(rule, pageUrl(rule)) : plainly(rule),
      `${open.blocking}`,
      failing(open),
      `${open.unknown}`,
      `${Object.keys(teams).length}`,
      price.more > 0 ? timesFigures({ atLeast: price.least, atMost: price.most }) : "",
    );
  const head = tableHead("rule", "in the way", "failing", "unknown", "teams", "price");
  const worst = open.toSorted((one, other) => other.open.blocking - one.open.blocking);
  return section("Rules", `${head}\n`, worst.map(row), ["rule", "rules"]);
}

function waivers({ waivers }: Overview, { today }: Told): Section[] {
  const ending = waivers.filter(({ daysLeft }) => daysLeft <= soon);
  const items = ending.map(({ waiver, daysLeft, covers }) => {
    const until = daysLeft > 0 ? `until ${untilWords(waiver, today).words}` : `ended after ${waiver.until}`;
    return `- ${code(waiver.rule)} · ${code(waiver.stack ?? waiver.resource)} · ${until} · ${plural(covers, "finding")} · ${plainly(signed(waiver))}`;
  });
  return section("Waivers that end soon or have ended", "", items, ["waiver", "waivers"]);
}
