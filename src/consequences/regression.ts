/** What a change takes away from what followed from a resource: a finding even where what is left breaks no rule. */
import type { Consequences } from "../consequence";
import { undecided } from "../known";
import type { Objectives } from "../model";
import type { Context, Finding } from "../rule";
import { type Asked, answersOf } from "./answers";
import { dependAlike } from "./merge";

/** An answer that is worse after a change, or may be. */
export interface Regression {
  /** As the reports' lines name it, by what there was: `SLA of writes`. */
  readonly what: string;
  /** The answers in words, each with the year of the row that decides. */
  readonly was: string;
  readonly is: string;
  /** It is worse whatever the values that nobody knows turn out to be; false: it may be, and `why` says what is not known. */
  readonly certain: boolean;
  readonly why?: string;
}

/**
 * What gets worse, the gravest first. An answer that is the same before and after never does; one of a region that is new
 * or gone is not compared, since the copies tell of it; and of what Azure refuses nothing follows that could.
 */
export function regressions(was: Consequences, is: Consequences): readonly Regression[] {
  if (was.refused || is.refused) return [];
  const after = answersOf(is);
  return answersOf(was)
    .map((asked, at) => ({ ...asked, found: compared(asked, after[at] as Asked) }))
    .sort((one, other) => gravity.indexOf(one.about) - gravity.indexOf(other.about))
    .flatMap(({ found }) => found ?? []);
}
const gravity: readonly Asked["about"][] = ["data", "SLA", "writes", "reads", "copies"];

function compared(was: Asked, is: Asked): Regression | undefined {
  if (!was.answer || !is.answer) return undefined;
  const { worse } = was;
  const [before, after] = [ends(was), ends(is)] as [Ends, Ends];
  const isOpen = was.answer.open || is.answer.open;
  if (isOpen && dependAlike(was.answer, is.answer)) return undefined;
  // A range that documents give alike of both is the same doubt twice, so its ends stand against each other.
  const alike = !isOpen && before.why === after.why;
  const change = [worse(after.best, before.best), worse(after.worst, before.worst)];
  if (worse(after.worst, before.best) <= 0 || (alike && change.every((by) => by <= 0))) return undefined;
  const isWorse = worse(after.best, before.worst) > 0 || (alike && change.every((by) => by >= 0));
  const certain = isWorse && !(was.mayLack && isOpen);
  // A value that somebody may look up comes before what the documents leave open.
  const [doubt, other] = is.answer.open || !was.answer.open ? [after, before] : [before, after];
  return {
    what: was.what,
    was: was.words(was.answer),
    is: is.words(is.answer),
    certain,
    ...(!certain && { why: doubt.why ?? other.why ?? "whether there is a read region is not known" }),
  };
}

interface Ends {
  readonly best: unknown;
  readonly worst: unknown;
  readonly why?: string;
}

/** From where to where the truth may lie, and why that is not one place. */
function ends({ answer, scale, worse }: Asked): Ends | undefined {
  if (!answer) return undefined;
  const { best, worst, range } = answer;
  if (scale && worse(worst, scale[1]) > 0)
    return { best: scale[0], worst: scale[1], why: range ?? "no document states it" };
  return { best, worst, ...(range !== undefined && { why: range }) };
}

/** As many as are told in full. */
const most = 3;

/**
 * Whether a resource keeps what followed from it before the change: for checks of scope `regression`. `is`: what follows now.
 * Fails where something certainly gets worse, and is open where something only may.
 */
export function isKept(is: Consequences, { was, objectives }: Context): Finding {
  if (!was) return "not-applicable";
  const refused = is.refused ?? was.refused;
  if (refused) return { outcome: "not-applicable", because: `Azure refuses it: ${refused.why}` };
  const all = regressions(was, is);
  const worse = all.filter(({ certain }) => certain);
  const [first] = all;
  if (!first) return "pass";
  if (worse.length === 0) return undecided(`${changed(first)}, because ${first.why}`);
  const advice = askedFor(was, is, objectives);
  const more = worse.length - most;
  return {
    outcome: "fail",
    because: `${worse.slice(0, most).map(changed).join("; ")}${more > 0 ? `; and ${more} more` : ""}`,
    ...(advice !== undefined && { advice }),
  };
}

/** `SLA of writes: 99.999 % → 99.99 % (2025)`: a year that both have comes once. */
function changed({ what, was, is }: Regression): string {
  const year = / \(\d{4}\)$/.exec(is)?.[0] ?? "";
  return `${what}: ${year && was.endsWith(year) ? was.slice(0, -year.length) : was} → ${is}`;
}

/** What is declared that asks for the change: that a copy leaves where it must not be. */
function askedFor(
  was: Consequences,
  is: Consequences,
  { boundary, singleRegionByLaw }: Objectives,
): string | undefined {
  const isInside = (region: string | undefined) => region !== undefined && boundary?.regions.has(region);
  const leaves =
    boundary &&
    was.footprint.some(({ region, certain }) => certain && region !== undefined && !isInside(region)) &&
    is.footprint.every(({ region }) => isInside(region));
  if (leaves) return "the declared boundary asks for it";
  const [before, after] = [was, is].map(({ footprint }) => footprint.filter(({ as }) => /region$/.test(as)));
  const alone =
    after?.length === 1 && after[0]?.certain && before && before.filter(({ certain }) => certain).length > 1;
  return singleRegionByLaw && alone ? "by law the data stays in one region" : undefined;
}
