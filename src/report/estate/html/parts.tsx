/** What every section is made of. */
import type { ComponentChildren } from "preact";
import { readable } from "../../../azure/facts";
import { findRegion } from "../../../azure/regions";
import type { Severity } from "../../../model";
import type { Source } from "../../cite";
import { outlines, type ShapeName, severityShapes } from "./states";

export const count = (value: number): string => readable(value);
/** `1 stack`, `2 stacks`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `West Europe`; a name that the table does not list stays as it is. */
export const regionName = (region: string): string => findRegion(region)?.displayName ?? region;

/** A part of the page that has a heading, and a line in the page's own contents. */
export function Section({ id, title, lead, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}
interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A wide table moves in its own frame, which the keyboard reaches; the page does not. */
export function Frame({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no set of fields
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <div class="frame" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

export interface Column {
  readonly title: ComponentChildren;
  /** Figures stand at the right. */
  readonly figures?: true;
  readonly wide?: true;
  readonly bars?: true;
}
export type Cell = ComponentChildren;

/** A table whose first cell names the row. */
export function Table({ caption, columns, rows, hidden }: TableProps) {
  return (
    <Frame label={caption}>
      <table>
        <caption class={hidden ? "aside" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, figures, wide, bars }) => (
              <th scope="col" class={figures ? "figure" : wide ? "wide" : bars ? "bars" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others]) => (
            <tr>
              <th scope="row">{first}</th>
              {others.map((cell, at) => (
                <td class={columns[at + 1]?.figures ? "figure" : undefined}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  );
}
interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** The caption is read out and not shown: a heading says the same. */
  readonly hidden?: true;
}

export const Shape = ({ name, tone }: { readonly name: ShapeName; readonly tone: string }) => (
  <svg class={`shape ${tone}`} viewBox="0 0 12 12" aria-hidden="true">
    <path d={outlines[name]} fill-rule="evenodd" />
  </svg>
);

export const SeverityMark = ({ severity }: { readonly severity: Severity }) => (
  <span class="severity">
    <Shape name={severityShapes[severity]} tone={severity} />
    {severity}
  </span>
);

/** Texts of rules put code between backticks. */
export const Prose = ({ text }: { readonly text: string }) => (
  <>{text.split("`").map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}</>
);

/** Where a statement stands. */
export const Cited = ({ source: { document, section, link, says, supersededBy } }: { readonly source: Source }) => (
  <>
    {link === undefined ? document : <a href={link}>{document}</a>}, “{section}”{says !== undefined && `: ${says}`}
    {supersededBy.length > 0 && ` (superseded by ${supersededBy.join(" and ")})`}
  </>
);

/** A count, told apart by shape and colour. */
export const Mark = ({
  shape,
  tone,
  value,
}: {
  readonly shape: "circle" | "square" | "ring";
  readonly tone: string;
  readonly value: number;
}) => (
  <span class="state">
    <Shape name={shape} tone={tone} /> {count(value)}
  </span>
);
