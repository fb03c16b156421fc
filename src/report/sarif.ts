/** The report for code scanning: SARIF 2.1.0 with what GitHub asks for besides. */
import { createHash } from "node:crypto";
import type { Location, Log, Notification, Result } from "sarif";
import type { Assessment } from "../assessment";
import type { Outlook } from "../consequence";
import { timesWords } from "../consequences/words";
import { isOpen, type Verdict } from "../model";
import { printable, printableJson } from "../printable";
import type { Rule } from "../rule";
import { notJudged } from "./aside";
import type { Documents } from "./cite";
import { declaredOf } from "./declared";
import { ruleOf, worstFirst } from "./order";
import { type Place, placeOf, type Repository } from "./place";
import { plural } from "./plain";
import { adviceLevel, descriptor, message } from "./sarif-rule";
import { remedyWords, stakesWords } from "./stakes";

export interface SarifOptions extends Repository {
  readonly documents: Documents;
  readonly pageUrl: (rule: string) => string;
  /**
   * `project/stack`, the category under which GitHub compares this run with the one before. Default: that of the
   * verdicts where it is one. Give it where it is known: a run without findings must close the alerts of the last one.
   */
  readonly category?: string;
  /** Default 5000; GitHub shows no more, and refuses files with more than 25 000. */
  readonly maxResults?: number;
  /** The tool's home page. */
  readonly homepage?: string;
}

const digest = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

const location = ({ uri, line, column }: Place, { name, urn }: Verdict): Location => ({
  physicalLocation: {
    artifactLocation: { uri },
    region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
  },
  logicalLocations: [{ name: printable(name), fullyQualifiedName: printable(urn), kind: "resource" }],
});

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function words(verdict: Verdict, rule: Rule): string {
  const who = `${verdict.name} (${verdict.project}/${verdict.stack})`;
  const seen = verdict.evidence.map(({ path, value }) => (path ? `${path}: ${value}` : String(value)));
  const { because, levelReason, expiredWaiver, outlook } = verdict;
  const sentences = [
    `${rule.title}: ${verdict.outcome === "unknown" ? "can't be decided" : "not so"} for ${who}${because ? `: ${because}` : ""}`,
    ...(outlook ? stakesSentences(outlook, verdict.name) : []),
    ...(levelReason ? [`Level: ${levelReason}`] : []),
    ...(expiredWaiver ? [`The waiver of ${expiredWaiver.owner} ended on ${expiredWaiver.until}`] : []),
    // Where it is cut off, the rule's own help has it too.
    ...(verdict.outcome === "fail" ? [`Fix: ${rule.remedy}`] : []),
    ...(seen.length > 0 ? [`Read: ${seen.join("; ")}`] : []),
  ];
  return message(sentences.map(sentence).join(" "));
}

/** What is at stake here, before the remedy of the rule at large. */
function stakesSentences(outlook: Outlook, name: string): string[] {
  const { mended } = outlook;
  const price = timesWords(outlook);
  const remedy = remedyWords(outlook, name);
  const words = stakesWords(outlook);
  return [
    ...(remedy === undefined ? [] : [`Here: ${remedy}`]),
    ...(words.length > 0 ? [`${mended ? "Now → then" : "Now"}: ${words.join("; ")}`] : []),
    ...(price === undefined ? [] : [`Price: ${price}`]),
  ];
}

/** `numbered`: makes equal texts different, in the order in which they are asked. */
function result(verdict: Verdict, rule: Rule, numbered: (text: string) => string, options: SarifOptions): Result {
  const { kind, name, project, stack, waiver, outcome, severity } = verdict;
  const place = placeOf(verdict.position, options);
  const identity = [rule.id, kind, name, `${project}/${stack}`];
  return {
    ruleId: rule.id,
    level: verdict.blocking ? "error" : outcome === "unknown" ? "note" : adviceLevel(severity),
    message: { text: words(verdict, rule) },
    locations: [location(place, verdict)],
    // Without the line: an alert stays the same alert when code moves.
    partialFingerprints: {
      primaryLocationLineHash: numbered(digest(...identity, place.uri)),
      "azure-hadr/v1": numbered(digest(...identity)),
    },
    // SARIF wants the property on all results or on none.
    suppressions: waiver
      ? [
          {
            kind: "external",
            status: "accepted",
            justification: message(`${waiver.owner}, until ${waiver.until}: ${waiver.reason}`),
          },
        ]
      : [],
  };
}

/** What the reader of the results has to know about what is not among them. */
function notifications(assessment: Assessment, shown: number): Notification[] {
  const { counts } = assessment;
  const notes: string[] = [];
  const left = counts.fail + counts.unknown - shown;
  if (left > 0)
    notes.push(`${plural(left, "result")} of ${counts.fail + counts.unknown} left out, the least severe ones.`);
  notes.push(...notJudged(assessment));
  for (const { stack, notes: own } of declaredOf(assessment)) notes.push(...own.map((note) => `${stack}: ${note}`));
  return notes.map((text) => ({ level: "warning", message: { text: message(text) } }));
}

function categoryOf({ verdicts }: Assessment, category: string | undefined): string {
  const stacks = new Set(verdicts.map(({ project, stack }) => `${project}/${stack}`));
  const own = category ?? (stacks.size === 1 ? [...stacks][0] : undefined);
  return own ? `azure-hadr/${printable(own)}/` : "azure-hadr/";
}

/** "a:1" for the first "a", "a:2" for the second: two resources of one name, in different components, stay two alerts. */
function numbering(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const number = (seen.get(text) ?? 0) + 1;
    seen.set(text, number);
    return `${text}:${number}`;
  };
}

/** The report as SARIF on one line, with a newline at the end. */
export function sarif(assessment: Assessment, options: SarifOptions): string {
  const { tool, verdicts } = assessment;
  const { documents, pageUrl, homepage, category, maxResults = 5000 } = options;
  const shown = worstFirst(verdicts.filter(isOpen)).slice(0, maxResults);
  const rules = [...new Set(shown.map(({ rule }) => rule))].map((id) => ruleOf(assessment, id));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const numbered = numbering();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            ...(homepage && { informationUri: homepage }),
            rules: rules.map((rule) => descriptor(rule, documents, pageUrl)),
          },
        },
        automationDetails: { id: categoryOf(assessment, category) },
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: notifications(assessment, shown.length) },
        ],
        columnKind: "utf16CodeUnits",
        results: shown.map((verdict) => ({
          ...result(verdict, ruleOf(assessment, verdict.rule), numbered, options),
          ruleIndex: indexOf.get(verdict.rule) ?? -1,
        })),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log))}\n`;
}
