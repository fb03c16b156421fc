/** The report for spreadsheets and databases: one line for each verdict, by RFC 4180. */
import type { Assessment } from "../assessment";
import { daysLeft, isOpen } from "../model";
import { printable } from "../printable";
import { fingerprints, spelled } from "./fingerprints";
import { ruleOf, worstFirst } from "./order";
import { knownPlace, pathOf, type Repository } from "./place";

export interface CsvOptions extends Repository {
  /** `open`: failing and unknown verdicts, waived and excused ones included. `all`: whatever the assessment holds. */
  readonly verdicts: "open" | "all";
  readonly pageUrl: (rule: string) => string;
}

/** The columns, in this order. Later versions add to the end. */
export const columns = [
  "date",
  "stack",
  "resource",
  "kind",
  "rule",
  "title",
  "outcome",
  "severity",
  "blocking",
  "waivedUntil",
  "waivedBy",
  "excused",
  "was",
  "because",
  "file",
  "line",
  "fingerprint",
  "url",
  "urn",
  "waivedDaysLeft",
] as const;
type Row = Readonly<Record<(typeof columns)[number], string | number | boolean | undefined>>;

/**
 * What a spreadsheet takes for the beginning of a formula, whoever wrote it. Source: OWASP, "CSV Injection". Tabs, carriage
 * returns and line feeds, which begin one too, are not printable and so never first.
 */
const formula = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** Every cell in quotes, so that no separator of any locale begins another. */
function cell(value: Row[keyof Row] | null): string {
  const text = printable(String(value ?? ""));
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** One line of a file, in which no cell begins a formula or another line. */
export const csvLine = (cells: readonly (Row[keyof Row] | null)[]): string => `${cells.map(cell).join(",")}\r\n`;

/** The report as CSV: a line with the names of the columns, then the verdicts, worst first. */
export function csv(assessment: Assessment, options: CsvOptions): string {
  const { date, verdicts } = assessment;
  const shown = worstFirst(options.verdicts === "all" ? verdicts : verdicts.filter(isOpen));
  const prints = fingerprints(shown);
  const rows = shown.map((verdict): Row => {
    const { name, kind, rule, outcome, severity, blocking, waiver, excused, was, because, urn } = verdict;
    const place = knownPlace(verdict.position, options);
    const print = prints.get(verdict);
    return {
      date,
      stack: `${verdict.project}/${verdict.stack}`,
      resource: name,
      kind,
      rule,
      title: ruleOf(assessment, rule).title,
      outcome,
      severity,
      blocking,
      waivedUntil: waiver?.until,
      waivedBy: waiver?.owner,
      excused,
      was,
      because,
      file: place && pathOf(place),
      line: place?.line,
      fingerprint: print && spelled(print),
      url: options.pageUrl(rule),
      urn,
      waivedDaysLeft: waiver && daysLeft(waiver, date),
    };
  });
  return csvLine(columns) + rows.map((row) => csvLine(columns.map((column) => row[column]))).join("");
}
