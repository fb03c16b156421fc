/** The rows of the table while the records go by: no more are kept than a page can hold, and of those the gravest. */
import { deflateRawSync } from "node:zlib";
import type { EstateFinding, JudgedStack } from "../../../estate";
import { at } from "../../../estate/survey/open";
import { severities } from "../../../model";
import { detailsOf } from "./details";
import type { Interner } from "./interner";
import { findingCode } from "./payload";
import { placesOf, worstOf } from "./places";
import { printed } from "./printed";
import { findingState, findingStates } from "./states";

/** Rows that the page holds at most. */
export const mostRows = 20_000;

/** One row of the index; `stack`, `kind` and so on are what the interners of the columns are told. */
export interface Row {
  readonly name: string;
  readonly azureName: string;
  readonly stack: number;
  readonly kind: string;
  readonly places: string;
  readonly writes: number;
  readonly data: number;
  readonly detail: number;
  readonly codes: readonly number[];
  readonly gravity: number;
}

/** A stack of which there are rows. */
export interface Owner extends Pick<JudgedStack, "stack" | "team" | "environment" | "criticality"> {
  /** What opened rows show, deflated, in base64. */
  readonly blob: string;
}

export interface Kept {
  readonly rows: readonly Row[];
  readonly owners: ReadonlyMap<number, Owner>;
  /** How many there are in all. */
  readonly total: number;
}

/** The gravest first: what stands in the way, then by severity; of production before others; then by how much is open. */
function gravityOf(findings: readonly EstateFinding[], { environment }: JudgedStack): number {
  let worst = 0;
  let open = 0;
  for (const finding of findings) {
    const state = findingState(finding);
    if (state === "waived" || state === "excused") continue;
    open++;
    const weight = state === "unknown" ? 1 : 1 + severities.length - severities.indexOf(finding.severity);
    worst = Math.max(worst, weight + (state === "blocks" ? 10 : 0));
  }
  return worst * 1000 + (environment === "production" ? 500 : 0) + Math.min(open, 499);
}

export function rows(rules: Interner, facts: Interner, most = mostRows) {
  let kept: Row[] = [];
  const owners = new Map<number, Owner>();
  let [total, least, stacks] = [0, -1, 0];

  function gravestFirst(): void {
    kept.sort((one, other) => other.gravity - one.gravity || one.stack - other.stack || one.detail - other.detail);
    if (kept.length <= most) return;
    kept = kept.slice(0, most);
    least = kept.at(-1)?.gravity ?? -1;
    const needed = new Set(kept.map(({ stack }) => stack));
    for (const stack of owners.keys()) if (!needed.has(stack)) owners.delete(stack);
  }

  return {
    add(record: JudgedStack): void {
      const { stack, team, environment, criticality, resources, findings } = record;
      const of = new Map<number, EstateFinding[]>();
      for (const finding of findings) at(of, finding.resource ?? -1, () => []).push(finding);
      const own = [...(of.has(-1) ? [-1] : []), ...resources.keys()].map((place) => {
        const theirs = of.get(place) ?? [];
        return { place, theirs, gravity: gravityOf(theirs, record) };
      });
      total += own.length;
      const admitted = own.filter(({ gravity }) => gravity > least);
      if (admitted.length === 0) return;
      const blob = detailsOf(
        record,
        admitted.map(({ place, theirs }) => [place, theirs]),
        rules,
        facts,
      );
      const owner = stacks++;
      owners.set(owner, {
        ...printed({ stack, environment, ...(team !== undefined && { team }), ...(criticality && { criticality }) }),
        blob: deflateRawSync(JSON.stringify(printed(blob))).toString("base64"),
      });
      for (const [detail, { place, theirs, gravity }] of admitted.entries()) {
        const one = resources[place];
        const follows = one?.follows === undefined ? undefined : record.consequences[one.follows];
        const { name = "(the stack as a whole)", azureName = "" } = one ?? {};
        kept.push({
          ...printed({ name, azureName: azureName === name ? "" : azureName }),
          stack: owner,
          kind: one?.kind ?? "stack",
          places: JSON.stringify(printed(placesOf(follows))),
          ...worstOf(follows),
          detail,
          codes: theirs.map((finding) =>
            findingCode(
              rules.placeOf(finding.rule),
              severities.indexOf(finding.severity),
              findingStates.indexOf(findingState(finding)),
            ),
          ),
          gravity,
        });
      }
      if (kept.length > 1.25 * most) gravestFirst();
    },
    end(): Kept {
      gravestFirst();
      return { rows: kept, owners, total };
    },
  };
}
