/** What became of the waivers: how many findings each speaks of, and how long it holds. */
import type { WaiverUse } from "./assessment";
import { daysLeft, type Waiver } from "./model";
import type { Rule } from "./rule";

/** A stack judged, `project/stack`, and the declared waivers that speak of it. */
interface StackWaivers {
  readonly name: string;
  readonly waivers: () => readonly Waiver[];
}

type Rules = ReadonlyMap<string, Pick<Rule, "scope">>;

export function waiverUses(today: string) {
  const known = new Map<string | Waiver, { waiver: Waiver; covers: number; refused: number }>();
  /** What stands in code is one comment above however many resources, as in a loop. */
  const of = (waiver: Waiver) => {
    const key = waiver.inCode ? `${waiver.at} ${waiver.rule}` : waiver;
    const own = known.get(key) ?? { waiver, covers: 0, refused: 0 };
    known.set(key, own);
    return own;
  };
  const use = (one: ReturnType<typeof of>, isSeen: boolean): WaiverUse => ({
    waiver: one.waiver,
    covers: one.covers,
    ...(one.refused > 0 && { refused: one.refused }),
    daysLeft: daysLeft(one.waiver, today),
    ...(one.covers === 0 && !isSeen && { unseen: true }),
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
    /**
     * Those that speak of the stacks judged and of the rules asked, in the order given, and then those in code. `seen`: stacks
     * seen as a whole.
     */
    all(stacks: readonly StackWaivers[], seen: ReadonlyMap<string, unknown>, rules: Rules): WaiverUse[] {
      const declared = new Set(stacks.flatMap(({ waivers }) => waivers()));
      const hidden = stacks.filter(({ name }) => !seen.has(name));
      const ofHidden = new Set(hidden.flatMap(({ waivers }) => waivers()));
      const inCode = [...known.values()].filter(({ waiver }) => waiver.inCode);
      return [...[...declared].map(of), ...inCode].flatMap((one) => {
        const rule = rules.get(one.waiver.rule);
        if (!rule) return [];
        const isHidden = one.waiver.inCode ? hidden.length > 0 : ofHidden.has(one.waiver);
        // The next change may need it again.
        const isOfChanges = rule.scope === "change" || rule.scope === "regression";
        return [use(one, !isHidden && !isOfChanges)];
      });
    },
  };
}
export type WaiverUses = ReturnType<typeof waiverUses>;
