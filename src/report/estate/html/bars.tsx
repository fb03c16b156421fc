/** Bars and columns: what they show stands in words or in a table beside them. */
import type { ComponentChildren } from "preact";
import { count, Shape } from "./parts";
import type { ShapeName, State } from "./states";

/** Parts of a whole beside each other; what it shows has to stand in words next to it. */
export function Bar({
  parts,
  of,
}: {
  readonly parts: readonly (readonly [tone: string, value: number])[];
  readonly of?: number;
}) {
  const total = of ?? parts.reduce((sum, [, value]) => sum + value, 0);
  let at = 0;
  return (
    <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="rail" width="1000" height="10" />
      {total > 0 &&
        parts.map(([tone, value]) => {
          if (value === 0) return undefined;
          const [x, width] = [at, Math.max((value / total) * 1000, 4)];
          at += (value / total) * 1000;
          return <rect class={tone} x={round(x)} width={round(width)} height="10" />;
        })}
    </svg>
  );
}
const round = (value: number): number => Math.round(value * 10) / 10;

/** A bar, and under it each of its parts in words; parts of nothing are left out. */
export function Parts<K extends string>({ title, states, counts, aside }: PartsProps<K>) {
  const present = states.filter(({ key }) => counts[key] > 0);
  return (
    <div class="parts">
      <h4>{title}</h4>
      <Bar parts={present.map(({ key, tone }) => [tone, counts[key]])} />
      <ul class="legend">
        {present.map(({ key, words, tone, shape }) => (
          <li>
            <Shape name={shape} tone={tone} /> <b>{count(counts[key])}</b> {words}
          </li>
        ))}
      </ul>
      {aside}
    </div>
  );
}
interface PartsProps<K extends string> {
  readonly title: string;
  readonly states: readonly State<K>[];
  readonly counts: Readonly<Record<K, number>>;
  readonly aside?: ComponentChildren;
}

/** Stacked columns, one for each day; the days and figures stand in a table besides. */
export function Columns({ title, days, series }: ColumnsProps) {
  const totals = days.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const most = Math.max(...totals, 1);
  const width = 1000 / days.length;
  const stacked = days.flatMap((_, at) => {
    let top = 200;
    return series.map(({ tone, values }) => {
      const height = ((values[at] ?? 0) / most) * 200;
      top -= height;
      const gap = width > 12 ? 2 : 0;
      return (
        <rect
          class={tone}
          x={round(at * width + gap)}
          y={round(top)}
          width={round(width - 2 * gap)}
          height={round(height)}
        />
      );
    });
  });
  return (
    <div class="columns">
      <h4>
        {title}: {count(totals[0] ?? 0)} → {count(totals.at(-1) ?? 0)}
      </h4>
      <svg viewBox="0 0 1000 200" preserveAspectRatio="none" aria-hidden="true">
        <rect class="rail" width="1000" height="200" />
        {stacked}
      </svg>
      <p class="days">
        <span>{days[0]}</span>
        <span>{days.at(-1)}</span>
      </p>
      <ul class="legend row">
        {series.map(({ tone, shape, words, values }) => (
          <li>
            <Shape name={shape} tone={tone} /> <b>{count(values.at(-1) ?? 0)}</b> {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
interface ColumnsProps {
  readonly title: string;
  readonly days: readonly string[];
  readonly series: readonly {
    readonly tone: string;
    readonly shape: ShapeName;
    readonly words: string;
    readonly values: readonly number[];
  }[];
}
