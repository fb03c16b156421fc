/** The report for code scanning: SARIF 2.1.0 with what GitHub asks for besides. */
import { createHash } from "node:crypto";
import type { Location, Log, Notification, Result, Suppression } from "sarif";
import type { Assessment } from "../assessment";
import { isNew, isOpen, type Related, type Verdict } from "../model";
import { printable, printableJson } from "../printable";
import type { Rule } from "../rule";
import { notJudged } from "./aside";
import type { Documents } from "./cite";
import { declaredOf } from "./declared";
import { type Fingerprint, fingerprints } from "./fingerprints";
import { ruleOf, standsInTheWay, worstFirst } from "./order";
import { knownPlace, type Place, placeOf, type Repository } from "./place";
import { plural } from "./plain";
import { adviceLevel, descriptor, message } from "./sarif-rule";
import { excuseWords, sentences, waiverWords } from "./says";
import { upkeep } from "./upkeep";

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

const location = ({ uri, line, column }: Place, { name, urn }: Pick<Related, "name" | "urn">): Location => ({
  physicalLocation: {
    artifactLocation: { uri },
    region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 1 },
  },
  logicalLocations: [{ name: printable(name), fullyQualifiedName: printable(urn), kind: "resource" }],
});

/** Other resources that the decision read, numbered so that each can be spoken of. */
function related({ related: others = [] }: Verdict, options: SarifOptions): Location[] {
  const places = others.flatMap(({ name, urn, position }) => {
    const place = knownPlace(position, options);
    return place ? [{ ...location(place, { name, urn }), message: { text: message(`${name}, which it read`) } }] : [];
  });
  return places.map((place, id) => ({ id: id + 1, ...place }));
}

/** Said by somebody who answers for it, or by what it is held against. GitHub shows such results like any other. */
function suppressions(verdict: Verdict, assessment: Assessment): Suppression[] {
  const { waiver } = verdict;
  const excuse = excuseWords(verdict, assessment);
  const accepted = { status: "accepted" } as const;
  if (waiver)
    return [
      {
        kind: waiver.inCode ? "inSource" : "external",
        ...accepted,
        justification: message(waiverWords(waiver, assessment.date)),
      },
    ];
  return excuse === undefined ? [] : [{ kind: "external", ...accepted, justification: message(excuse) }];
}

function result(verdict: Verdict, rule: Rule, { print, number }: Fingerprint, options: SarifOptions): Result {
  const { outcome, severity } = verdict;
  const place = placeOf(verdict.position, options);
  const others = related(verdict, options);
  const inFile = createHash("sha256")
    .update(JSON.stringify([print, place.uri]))
    .digest("hex")
    .slice(0, 32);
  return {
    ruleId: rule.id,
    // GitHub looks at levels and not at suppressions: what nobody has to mend now must not be an error there.
    level: standsInTheWay(verdict)
      ? "error"
      : verdict.waiver || verdict.excused || outcome === "unknown"
        ? "note"
        : adviceLevel(severity),
    message: { text: message(sentences(verdict, rule).join(" ")) },
    locations: [location(place, verdict)],
    ...(others.length > 0 && { relatedLocations: others }),
    // Without the line: an alert stays the same alert when code moves.
    partialFingerprints: {
      primaryLocationLineHash: `${inFile}:${number}`,
      "azure-hadr/v1": `${print}:${number}`,
    },
  };
}

/** What the reader of the results has to know about what is not among them, and about what was said of them. */
function notifications(assessment: Assessment, shown: number): Notification[] {
  const { counts } = assessment;
  const left = counts.fail + counts.unknown - shown;
  const notes = [
    ...(left > 0
      ? [`${plural(left, "result")} of ${counts.fail + counts.unknown} left out, the least severe ones.`]
      : []),
    ...notJudged(assessment),
    ...declaredOf(assessment).flatMap(({ stack, notes: own }) => own.map((note) => `${stack}: ${note}`)),
    ...upkeep(assessment),
  ];
  return notes.map((text) => ({ level: "warning", message: { text: message(text) } }));
}

function categoryOf({ verdicts }: Assessment, category: string | undefined): string {
  const stacks = new Set(verdicts.map(({ project, stack }) => `${project}/${stack}`));
  const own = category ?? (stacks.size === 1 ? [...stacks][0] : undefined);
  return own ? `azure-hadr/${printable(own)}/` : "azure-hadr/";
}

/** The report as SARIF on one line, with a newline at the end. */
export function sarif(assessment: Assessment, options: SarifOptions): string {
  const { tool, verdicts } = assessment;
  const { documents, pageUrl, homepage, category, maxResults = 5000 } = options;
  const open = worstFirst(verdicts.filter(isOpen));
  const prints = fingerprints(open);
  const shown = open.slice(0, maxResults);
  // SARIF wants each of these on all results or on none.
  const isCompared = shown.every(({ was }) => was !== undefined);
  const rules = [...new Set(shown.map(({ rule }) => rule))].map((id) => ruleOf(assessment, id));
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
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
          ...result(verdict, ruleOf(assessment, verdict.rule), prints.get(verdict) as Fingerprint, options),
          ruleIndex: indexOf.get(verdict.rule) ?? -1,
          ...(isCompared && { baselineState: isNew(verdict) ? ("new" as const) : ("unchanged" as const) }),
          suppressions: suppressions(verdict, assessment),
        })),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log))}\n`;
}
