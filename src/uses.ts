/** What became of the waivers: how many findings each speaks of, and how long it holds. */
import type { WaiverUse } from "./assessment";
import { daysLeft, type Waiver } from "./model";

export function waiverUses(today: string) {
  const known = new Map<string | Waiver, { waiver: Waiver; covers: number; refused: number }>();
  /** What stands in code is one comment above however many resources, as in a loop. */
  const of = (waiver: Waiver) => {
    const key = waiver.inCode ? `${waiver.at} ${waiver.rule}` : waiver;
    const own = known.get(key) ?? { waiver, covers: 0, refused: 0 };
    known.set(key, own);
    return own;
  };
  const use = (one: ReturnType<typeof of>): WaiverUse => ({
    waiver: one.waiver,
    covers: one.covers,
    ...(one.refused > 0 && { refused: one.refused }),
    daysLeft: daysLeft(one.waiver, today),
  });
  return {
    /** Shown those above a resource that is judged, whether there is a finding or not. */
    inCode(waivers: readonly Waiver[]): void {
      waivers.forEach(of);
    },
    /** Told of each that speaks of a finding. */
    speaks(waiver: Waiver): void {
      const own = of(waiver);
      if (own.covers++ === 0) own.waiver = waiver; // the resource that it is needed for
    },
    /** Told of each that is not followed since a boundary was declared. */
    refused(waiver: Waiver): void {
      of(waiver).refused++;
    },
    /** Those that speak of the stacks judged, in the order given, and then those in code. */
    all(declared: readonly Waiver[]): WaiverUse[] {
      const inCode = [...known.values()].filter(({ waiver }) => waiver.inCode);
      return [...[...new Set(declared)].map(of), ...inCode].map(use);
    },
  };
}
export type WaiverUses = ReturnType<typeof waiverUses>;
