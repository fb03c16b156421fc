/** What an opened row shows: its findings, and what follows from its configuration. */
import type { Consequences, Loss } from "../../../consequence";
import { linesOf } from "../../../consequences/lines";
import { timesFigures } from "../../../consequences/words";
import type { EstateFinding, JudgedResource, JudgedStack } from "../../../estate";
import { severities } from "../../../model";
import type { Interner } from "./interner";
import { type Blob, type Detail, type Follows, findingCode } from "./payload";
import { findingState, findingStates } from "./states";

type Asked = readonly [at: number, findings: readonly EstateFinding[]];

/** `asked`: places of resources, -1 for the stack as a whole, with their findings. */
export function detailsOf(stack: JudgedStack, asked: readonly Asked[], rules: Interner, facts: Interner): Blob {
  const follows: Follows[] = [];
  const places = new Map<number, number>();
  const followsOf = (one: JudgedResource | undefined): { follows?: number } => {
    const consequences = one?.follows === undefined ? undefined : stack.consequences[one.follows];
    if (!consequences || one?.follows === undefined) return {};
    const known = places.get(one.follows) ?? follows.push(told(consequences, facts)) - 1;
    places.set(one.follows, known);
    return { follows: known };
  };
  return {
    source: stack.source.name,
    ...(stack.boundary && { boundary: stack.boundary.declaredAs }),
    rows: asked.map(([at, findings]): Detail => {
      const one = stack.resources[at];
      const { azureName, resourceGroup, position, dependants = [] } = one ?? {};
      return {
        ...(one && { urn: one.urn, type: one.type }),
        ...(azureName !== undefined && { azureName }),
        ...(resourceGroup !== undefined && { resourceGroup }),
        ...(position && { position: `${position.file}:${position.line}` }),
        ...followsOf(one),
        dependants: dependants.length,
        findings: findings.map((finding) => findingOf(finding, rules)),
      };
    }),
    follows,
  };
}

function findingOf(finding: EstateFinding, rules: Interner): Detail["findings"][number] {
  const { rule, severity, because, evidence, does, obstacle, times } = finding;
  const { waiver, expiredWaiver, refusedWaiver, excused, levelReason } = finding;
  const notes = [
    levelReason,
    waiver && `Waived by ${waiver.owner} until ${waiver.until}: ${waiver.reason}`,
    expiredWaiver && `A waiver of ${expiredWaiver.owner} ended on ${expiredWaiver.until}.`,
    refusedWaiver && `A waiver of ${refusedWaiver.owner} is not followed: a declared boundary is not waived.`,
    excused && (excused === "baseline" ? "In the baseline: it was there before." : "Not new: it was there before."),
  ];
  return {
    code: findingCode(rules.placeOf(rule), severities.indexOf(severity), findingStates.indexOf(findingState(finding))),
    ...(because !== undefined && { because }),
    evidence: evidence.map(({ path, value }) => [path, String(value)] as const),
    ...(does !== undefined && { does }),
    ...(obstacle !== undefined && { obstacle }),
    ...(times && {
      price: times.atMost === 1 && times.atLeast === 1 ? "costs no more" : `${timesFigures(times)} as much`,
    }),
    notes: notes.filter((note) => note !== undefined),
  };
}

function told(consequences: Consequences, facts: Interner): Follows {
  const { writeRegion, readRegion, zone } = consequences.loss;
  const act = (lost: string, { azure, person }: Loss) => ({ lost, azure, person });
  return {
    lines: linesOf(consequences).map(({ what, words, range, note, rows }) => {
      const because = [range, note].filter((one) => one !== undefined).join("; ");
      return { what, words, ...(because && { because }), facts: rows.map(facts.placeOf) };
    }),
    acts: consequences.refused
      ? []
      : [
          act("a zone", zone),
          act(readRegion ? "the write region" : "the region", writeRegion),
          ...(readRegion ? [act("a read region", readRegion)] : []),
        ],
  };
}
