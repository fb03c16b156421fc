/** The run sheet as Markdown: for a wiki or a repository. */
import { type Drill, inLineStep, type Matrix, roles, type Step } from "../../drill";
import { bold, link, plainly, sentence, tableHead, tableRow } from "../markdown-words";
import { plural } from "../plain";
import { matrixColumns } from "./matrix-text";
import type { DrillOptions } from "./options";
import { citing } from "./rows";
import {
  answersOf,
  computeWords,
  decisionWords,
  dependantWords,
  keyWords,
  kindWords,
  lostWords,
  partWords,
  portal,
  regionName,
  targetWords,
  watching,
} from "./words";

/** The sheet, or the table of all regions. */
export const markdown = (result: Drill | Matrix, options: DrillOptions): string =>
  `${("cases" in result ? sheet(result, options) : table(result)).join("\n\n")}\n`;

const gaps = (missing: Drill["missing"]): string[] =>
  missing.map(({ source, why }) => `> ${bold("Not looked at:")} ${plainly(source)}: ${plainly(why)}`);

function table({ regions, looked, anywhere, zone, missing, date }: Matrix): string[] {
  return [
    `# Outage drill: every region on its own`,
    `${zone ? "One zone of each region. " : ""}${plural(looked.resources, "resource")} of ${plural(looked.stacks, "stack")} that were looked at; state of ${date}.`,
    ...gaps(missing),
    ...(anywhere > 0
      ? [`> ${plural(anywhere, "resource")} may stand in any region: a place of theirs is not known.`]
      : []),
    [
      tableHead("Region", ...matrixColumns.map(([name]) => name)),
      ...regions.map(({ name, all }) => tableRow(plainly(name), ...matrixColumns.map(([, of]) => String(of(all))))),
    ].join("\n"),
  ];
}

function sheet(drill: Drill, options: DrillOptions): string[] {
  const { lost, looked, all, byTeam, byCriticality, cases, stacks, missing, date } = drill;
  const cites = citing(drill, options.documents);
  const refs = (rows: readonly string[]): string => (rows.length === 0 ? "" : ` (${cites.marks(rows).join(", ")})`);
  const steps = (name: string, own: readonly Step[]): string[] =>
    own.length === 0
      ? []
      : [
          `### ${name}`,
          [
            tableHead("#", "Step", "By", "Planned", "Actual", "Done"),
            ...own.map(({ words, by, rows }, at) =>
              tableRow(String(at + 1), `${sentence(words)}${refs(rows)}`, by, "", "", ""),
            ),
          ].join("\n"),
        ];
  const fares = [
    ["All", all] as const,
    ...Object.entries(byTeam).map(([name, fare]) => [`Team: ${name}`, fare] as const),
    ...Object.entries(byCriticality).map(([name, fare]) => [`Importance: ${name}`, fare] as const),
  ];
  const warns = cases.some((one) => one.steps.some(({ words }) => words === inLineStep));
  return [
    `# Outage drill: ${plainly(lost.words)}`,
    `${plural(all.resources, "resource")} of ${plural(all.stacks, "stack")} hit or perhaps hit, of ${plural(looked.resources, "resource")} of ${plural(looked.stacks, "stack")} that were looked at; state of ${date}.`,
    ...lost.notes.map((note) => `> ${plainly(note)}`),
    ...gaps(missing),
    ...(all.resources === 0
      ? ["Nothing stands there, and no place is unknown."]
      : [
          [
            tableHead(
              "How writes come back",
              "stacks",
              ...matrixColumns.map(([name]) => name),
              "to act on",
              "to agree to",
            ),
            ...fares.map(([name, fare]) =>
              tableRow(
                plainly(name),
                ...[fare.stacks, ...matrixColumns.map(([, of]) => of(fare)), fare.acts, fare.consents].map(String),
              ),
            ),
          ].join("\n"),
        ]),
    ...(warns ? [`> ${bold("After a failover.")} ${sentence(inLineStep)}`] : []),
    "## This exercise",
    [
      tableHead("Role", "Name", "Reached by", "Stands in"),
      ...roles.filter((role) => role !== "nobody").map((role) => tableRow(role, "", "", "")),
    ].join("\n"),
    "## Where to watch",
    [...watching.map(({ words }) => `- ${words}`), `- ${link("Service Health in the portal", portal)}`].join("\n"),
    ...cases.flatMap((one, at) => {
      const hits = stacks.flatMap((stack) =>
        stack.hits.filter((hit) => hit.case === at).map((hit) => ({ stack, hit })),
      );
      const { consent } = one.decision;
      return [
        `## ${plural(hits.length, kindWords(one.kind), kindWords(one.kind, 2))}: ${partWords(one.part, lost.zone === true)}`,
        ...(one.refused
          ? [`> Azure refuses this configuration: ${plainly(one.refused.words)}.${refs(one.refused.rows)}`]
          : []),
        [
          ...answersOf(one).map(
            ({ what, words, more, rows }) =>
              `- ${bold(what)}: ${words}${more ? `; ${plainly(more)}` : ""}${refs(rows)}`,
          ),
          ...(one.derived === undefined ? [] : [`- ${bold("derived")}: ${one.derived}`]),
          ...one.azure.map(({ words, rows }) => `- ${bold("Azure by itself")}: ${words}${refs(rows)}`),
          `- ${bold("decision")}: ${decisionWords(one.decision)}${refs(one.decision.rows)}`,
          ...(consent ? [`- ${bold("consent")}: ${consent.by}: ${consent.words}${refs(consent.rows)}`] : []),
        ].join("\n"),
        [
          tableHead(
            "Resource",
            "Stack",
            "Team",
            "Lost",
            "Writes go to",
            "Targets",
            "Out since",
            "Reads back",
            "Writes back",
            "Observed RTO",
            "Observed RPO",
            "Sign-off",
          ),
          ...hits.map(({ stack, hit }) =>
            tableRow(
              plainly(hit.name),
              plainly(stack.stack),
              plainly(stack.team ?? ""),
              plainly(lostWords(hit, one.part)),
              hit.next === undefined ? "" : plainly(regionName(hit.next)),
              targetWords(stack),
              "",
              "",
              "",
              "",
              "",
              "",
            ),
          ),
        ].join("\n"),
        ...hits.flatMap(({ stack, hit }) => {
          const lines = [
            ...hit.notes.map(({ words, rows }) => `- ${plainly(words)}${refs(rows)}`),
            ...[
              ...(hit.doubt === undefined ? [] : [hit.doubt]),
              ...keyWords(hit),
              ...dependantWords(hit),
              ...computeWords(stack),
            ].map((words) => `- ${plainly(words)}`),
            ...hit.commands.flatMap(({ why }) => (why === undefined ? [] : [`- No command: ${why}.`])),
          ];
          const commands = hit.commands.flatMap(({ line }) => line ?? []);
          return [
            ...(lines.length + commands.length > 0 ? [`${bold(plainly(hit.name))} (${plainly(stack.stack)})`] : []),
            ...(lines.length > 0 ? [lines.join("\n")] : []),
            // No name in a command holds a backtick: commands.ts makes none of such a name.
            ...(commands.length > 0 ? [["```sh", ...commands, "```"].join("\n")] : []),
          ];
        }),
        ...steps(
          "Before",
          one.steps.filter(({ when }) => when === "before"),
        ),
        ...steps(
          "During",
          one.steps.filter(({ when }) => when === "during"),
        ),
        ...steps(
          "After",
          one.steps.filter(({ when }) => when === "after"),
        ),
      ];
    }),
    "## Sign-off",
    [
      tableHead("Result", "What is changed as a result", "Incident lead", "Data owner", "Day"),
      tableRow("", "", "", "", ""),
    ].join("\n"),
    "## What it rests on",
    cites.all
      .map(
        ({ number, means, brief, section, link: address }) =>
          `${number}. ${plainly(means)} ${address === undefined ? plainly(brief) : link(plainly(brief), address)}, ${plainly(section)}`,
      )
      .join("\n"),
  ];
}
