/** The report for the test tabs of CI systems: JUnit XML. */
import builder, { type TestCase, type TestSuite } from "junit-report-builder";
import type { Assessment } from "../assessment";
import { isOpen, type Verdict } from "../model";
import { printable } from "../printable";
import { notJudged } from "./aside";
import { inShort } from "./declared";
import { fingerprints } from "./fingerprints";
import { groupBy, ruleOf, standsInTheWay, worstFirst } from "./order";
import { pathOf, placeOf, type Repository } from "./place";
import { plural } from "./plain";
import { excuseWords, headline, sentences, waiverWords } from "./says";
import { upkeep } from "./upkeep";

export interface JunitOptions extends Repository {
  /** `open`: failing and unknown verdicts, waived and excused ones included. `all`: whatever the assessment holds. */
  readonly verdicts: "open" | "all";
  readonly pageUrl: (rule: string) => string;
  /** Default 10 000, some 15 MB: GitLab takes no file of more than 30. */
  readonly maxTests?: number;
}

/** On one line, ending no CDATA section, and naming no file that GitLab or Jenkins would attach. */
const text = (words: string): string => printable(words).replaceAll("]]>", "]] >").replaceAll("[[", "[ [");

/** The builder knows neither lines nor why a test was skipped: adds both to what it builds. */
function complete(test: TestCase, line?: number, skipped?: string): void {
  const build = test.build.bind(test);
  test.build = (parent) => {
    const element = build(parent);
    if (line !== undefined) element.att("line", String(line));
    // GitLab reads the content, the others the attribute.
    for (const child of skipped === undefined ? [] : element.children)
      if ("name" in child && child.name === "skipped") child.att("message", skipped).txt(skipped as string);
    return element;
  };
}

function skip(test: TestCase, why: string, line?: number): void {
  test.skipped();
  complete(test, line, text(why));
}

/** Why a verdict makes no test fail; undefined where the test has passed. */
function notFailed(verdict: Verdict, assessment: Assessment): string | undefined {
  const { outcome, waiver, because, attestation } = verdict;
  const words = isOpen(verdict) ? headline(verdict, ruleOf(assessment, verdict.rule)) : "";
  const excuse = excuseWords(verdict, assessment);
  if (waiver) return `Waived by ${waiverWords(waiver, assessment.date)} ${words}`;
  if (excuse) return `Does not count: ${excuse}. ${words}`;
  if (outcome === "fail") return `Advice: ${words}`;
  if (outcome === "unknown") return words;
  if (outcome === "not-applicable") return `Does not apply${because ? `: ${because}` : ""}`;
  if (outcome === "manual" && !attestation) return "A person answers for it, and nobody has";
  return undefined;
}

/** One rule and one resource. `name` is its own in the stack: GitLab ignores the second test of a name. */
function add(suite: TestSuite, name: string, verdict: Verdict, assessment: Assessment, options: JunitOptions): void {
  const { rule: id, severity, project, stack } = verdict;
  const rule = ruleOf(assessment, id);
  const place = placeOf(verdict.position, options);
  const test = suite
    .testCase()
    .className(text(`${project}/${stack}`))
    .name(text(name))
    .file(text(pathOf(place)))
    .property("severity", severity)
    .property("rule", options.pageUrl(id));
  const lines = isOpen(verdict) ? sentences(verdict, rule).map(text).join("\n") : "";
  if (standsInTheWay(verdict)) {
    test.failure(text(headline(verdict, rule)), id).stacktrace(lines);
    complete(test, place.line);
    return;
  }
  const why = notFailed(verdict, assessment);
  if (lines !== "") test.standardOutput(lines);
  if (why === undefined) complete(test, place.line);
  else skip(test, why, place.line);
}

/** The names of the tests: rule and resource and, where that is not enough, the URN; then a number. */
function names(verdicts: readonly Verdict[]): ReadonlyMap<Verdict, string> {
  const prints = fingerprints(verdicts);
  const brief = ({ rule, name, project, stack }: Verdict): string => JSON.stringify([rule, name, project, stack]);
  const times = new Map<string, number>();
  for (const one of verdicts) times.set(brief(one), (times.get(brief(one)) ?? 0) + 1);
  return new Map(
    verdicts.map((one) => {
      const number = prints.get(one)?.number ?? 1;
      const who = times.get(brief(one)) === 1 ? one.name : `${one.urn}${number === 1 ? "" : ` (${number})`}`;
      return [one, `${one.rule}: ${who}`];
    }),
  );
}

/** A test that passes, so that no suite is empty; what is to be known besides is its output. */
function judged(suite: TestSuite, className: string, lines: readonly string[]): void {
  const test = suite.testCase().className(text(className)).name("judged");
  if (lines.length > 0) test.standardOutput(lines.map(text).join("\n"));
}

/** What was judged as a whole, and what may matter and was not. */
function whole(suite: TestSuite, assessment: Assessment, left: number): void {
  const { counts, uncovered, tool } = assessment;
  const { fail, unknown, pass, notApplicable, manual, waived, excused, blocking } = counts;
  judged(suite, tool.name, [
    `${fail} fail, ${unknown} unknown, ${pass} pass, ${notApplicable} not applicable, ${manual} for a person.`,
    `${blocking} in the way, ${waived} waived, ${excused} excused.`,
    ...(left > 0 ? [`${plural(left, "verdict")} left out, the least severe ones.`] : []),
    ...notJudged(assessment),
    ...upkeep(assessment),
  ]);
  for (const [type, { count, blocking: blocks, why }] of uncovered) {
    const test = suite
      .testCase()
      .className(tool.name)
      .name(text(`not judged: ${type}`));
    const words = `${plural(count, "resource")} of type ${type}: ${why}`;
    if (blocks > 0) test.failure(text(words), "not judged").stacktrace(text(words));
    else skip(test, words);
  }
}

/**
 * The report as JUnit XML. A test fails for what stands in the way and for nothing else, so the test tab is red where the
 * gate is closed; advice, what cannot be decided, and what is waived or excused are skipped tests that say why.
 */
export function junit(assessment: Assessment, options: JunitOptions): string {
  const { tool, date, stacks, verdicts, counts, declared = [] } = assessment;
  const isAll = options.verdicts === "all";
  const shown = worstFirst(isAll ? verdicts : verdicts.filter(isOpen)).slice(0, options.maxTests ?? 10_000);
  const settled = isAll ? counts.pass + counts.notApplicable + counts.manual : 0;
  const own = names(shown);
  const report = builder.newBuilder().name(tool.name);
  whole(report.testSuite().name(tool.name), assessment, counts.fail + counts.unknown + settled - shown.length);
  const byStack = groupBy(shown, (one) => `${one.project}/${one.stack}`);
  for (const stack of [...new Set([...stacks, ...byStack.keys()])].sort()) {
    const suite = report.testSuite().name(text(stack)).property("date", date);
    const held = declared.filter((one) => one.stack === stack);
    judged(
      suite,
      stack,
      held.flatMap(({ objectives, notes, unseen }) => [`Held against: ${inShort(objectives)}.`, ...notes, ...unseen]),
    );
    for (const verdict of byStack.get(stack) ?? [])
      add(suite, own.get(verdict) as string, verdict, assessment, options);
  }
  return report.build().replace(/\n?$/, "\n");
}
