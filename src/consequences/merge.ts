/** Answers, and one answer made of all that are possible. */
import type { Answer, Consequences, DataLoss, Loss, Outage, RowId } from "../consequence";
import { type Compare, higherIsWorse, lowerIsWorse, worseLoss, worseOutage } from "./compare";
import type { Possible } from "./possible";

/** All but where the data rests, which depends on names and not on numbers. */
export type Figures = Omit<Consequences, "footprint">;

/** The documents give one answer. */
export const exactly = <T>(value: T, rows: readonly RowId[], ...notes: readonly (string | false)[]): Answer<T> =>
  between(value, value, "", rows, ...notes);

/** The documents give a range, and why. */
export function between<T>(
  best: T,
  worst: T,
  range: string,
  rows: readonly RowId[],
  ...notes: readonly (string | false)[]
): Answer<T> {
  const note = unique(notes.filter((words) => words !== false)).join("; ");
  return { best, worst, ...(range && { range }), rows: unique(rows), ...(note && { note }) };
}

/** From the best to the worst of them; a range with this reason where these differ. The rows of the worst come first. */
export function spanning<T>(answers: readonly Answer<T>[], worse: Compare<T>, range: () => string): Answer<T> {
  const [best, worst] = ends(answers, worse);
  const rows = new Set<RowId>();
  const notes = new Set<string>();
  for (const answer of [worst, best, ...answers]) {
    for (const id of answer.rows) rows.add(id);
    if (answer.note !== undefined) for (const words of answer.note.split("; ")) notes.add(words);
  }
  return between(best.best, worst.worst, worse(best.best, worst.worst) === 0 ? "" : range(), [...rows], ...notes);
}

/** The answer with the best end, and the one with the worst. */
const ends = <T>(answers: readonly Answer<T>[], worse: Compare<T>): [best: Answer<T>, worst: Answer<T>] => [
  answers.reduce((a, b) => (worse(a.best, b.best) > 0 ? b : a)),
  answers.reduce((a, b) => (worse(a.worst, b.worst) < 0 ? b : a)),
];

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** One answer for all that may be: what Azure refuses cannot be, unless nothing else can. */
export function merge(possible: readonly Possible<Figures>[]): Figures {
  const accepted = possible.filter(({ value }) => !value.refused);
  const all = accepted.length > 0 ? accepted : possible;
  const only = all[0]!.value;
  if (all.length === 1) return only;
  const by = <T>(worse: Compare<T>, of: (figures: Figures) => Answer<T>) => together(all, worse, of);
  const loss = (of: (figures: Figures) => Loss | undefined): Loss => {
    /** Where there may be no such region, there may be nothing to lose. */
    const each = (figures: Figures): Loss => of(figures) ?? nobodys;
    const isThere = all.every(({ value }) => of(value));
    return {
      reads: together(all, worseOutage, (figures) => each(figures).reads, isThere),
      writes: together(all, worseOutage, (figures) => each(figures).writes, isThere),
      data: together(all, worseLoss, (figures) => each(figures).data, isThere),
      azure: told(all.map(({ value }) => each(value).azure)),
      person: told(all.map(({ value }) => each(value).person)),
    };
  };
  const price = by(higherIsWorse, (figures) => figures.price);
  const rates = unique(all.map(({ value }) => value.price.rate));
  return {
    ...(only.refused && { refused: only.refused }),
    sla: { reads: by(lowerIsWorse, ({ sla }) => sla.reads), writes: by(lowerIsWorse, ({ sla }) => sla.writes) },
    loss: {
      zone: loss((figures) => figures.loss.zone),
      writeRegion: loss((figures) => figures.loss.writeRegion),
      ...(all.some(({ value }) => value.loss.readRegion) && { readRegion: loss((figures) => figures.loss.readRegion) }),
    },
    copies: by(lowerIsWorse, (figures) => figures.copies),
    price: {
      ...price,
      rate: rates.length > 1 ? "not known" : rates[0]!,
      ...(only.price.of && { of: only.price.of }),
      ...(rates.length > 1 && {
        note: [price.note, `the rate may be ${rates.join(" or ")}`].filter(Boolean).join("; "),
      }),
    },
  };
}

/** The loss of a region that there is not. */
const nobodys: Loss = {
  reads: exactly<Outage>("none", []),
  writes: exactly<Outage>("none", []),
  data: exactly<DataLoss>({ is: "none" }, []),
  azure: [],
  person: [],
};

/** Sentences that hold whatever is not known stand as they are. */
function told(all: readonly (readonly string[])[]): string[] {
  return unique(all.flat()).map((words) => (all.every((own) => own.includes(words)) ? words : `Perhaps: ${words}`));
}

function together<T>(
  all: readonly Possible<Figures>[],
  worse: Compare<T>,
  of: (figures: Figures) => Answer<T>,
  isThere = true,
): Answer<T> {
  const answers = all.map(({ value }) => of(value));
  const whole = spanning(answers, worse, () => reason(all, worse, of) ?? answers.find(({ range }) => range)!.range!);
  if (isThere && answers.every(({ best, worst }) => worse(best, whole.best) === 0 && worse(worst, whole.worst) === 0))
    return whole;
  const open: Answer<T> = { ...whole, open: true };
  const shape = dependence(all, of);
  if (shape !== undefined) dependences.set(open, shape);
  return open;
}

/** How an answer depends on what no source says; of one that depends on a hidden value, nothing. */
const dependences = new WeakMap<Answer<unknown>, string>();

/** Whether both depend on the same facts, which no source states, in the same way: then they are the same answer. */
export function dependAlike(one: Answer<unknown>, other: Answer<unknown>): boolean {
  const shape = dependences.get(one);
  return shape !== undefined && shape === dependences.get(other);
}

/** The answer in every case of what no source says; undefined where a hidden value makes another one of it. */
function dependence(all: readonly Possible<Figures>[], of: (figures: Figures) => Answer<unknown>): string | undefined {
  const cases = new Map<string, string>();
  for (const { value, taken, hidden } of all) {
    const facts = JSON.stringify([...taken].filter(([why]) => !hidden.has(why)).sort());
    const { best, worst, rows } = of(value);
    const answer = JSON.stringify([best, worst, rows]);
    if ((cases.get(facts) ?? answer) !== answer) return undefined;
    cases.set(facts, answer);
  }
  return JSON.stringify([...cases].sort());
}

/** The first thing not known on which the answer depends; undefined where the documents themselves give the range. */
function reason<T>(
  all: readonly Possible<Figures>[],
  worse: Compare<T>,
  of: (figures: Figures) => Answer<T>,
): string | undefined {
  const open = unique(all.flatMap(({ taken }) => [...taken.keys()]));
  const depends = open.find((why) => {
    const groups = new Map<string, Answer<T>[]>();
    for (const { value, taken } of all) {
      const answer = taken.get(why);
      if (answer === undefined) continue;
      const group = groups.get(answer);
      if (group) group.push(of(value));
      else groups.set(answer, [of(value)]);
    }
    const spans = [...groups.values()].map((answers) => ends(answers, worse));
    return spans.some(
      ([best, worst]) => worse(best.best, spans[0]![0].best) !== 0 || worse(worst.worst, spans[0]![1].worst) !== 0,
    );
  });
  return depends ?? (all.some(({ value }) => of(value).range) ? undefined : open[0]);
}
