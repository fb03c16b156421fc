/** What fits the schema and would do nothing: whoever wrote it believes that it does. */
import { loadRules } from "../rules";
import { type Path, spelled } from "./matching";
import type { Mistake } from "./mistakes";
import { pointsOf } from "./points";
import type { Declaration, HadrConfig } from "./schema";

/** The first declaration without effect, or undefined. `declarations`: the file's top and its entries, with their places. */
export function idleIn(
  config: HadrConfig,
  declarations: readonly (readonly [Path, Declaration])[],
): Mistake | undefined {
  const { waivers = [], attestations = [] } = config;
  const rules = loadRules();
  const mistakes = [
    ...declarations.flatMap(([path, declaration]) => [
      path.length > 0 && declaresNothing(declaration) && wrong(path, "declares nothing"),
      ...Object.entries(declaration.levels ?? {}).map(
        ([id, level]) =>
          level === "mandatory" &&
          !rules.get(id)?.check &&
          wrong([...path, "levels", id], "nobody can block on what a person answers for"),
      ),
    ]),
    ...waivers.flatMap(({ rule: id, kind }, index) => {
      const rule = rules.get(id);
      return [
        !rule?.check &&
          wrong(["waivers", index, "rule"], `${id} finds nothing to waive: a person answers for it (attestations)`),
        kind !== undefined &&
          kind !== rule?.appliesTo &&
          wrong(["waivers", index, "kind"], `${id} speaks of ${rule?.appliesTo}, never of ${kind}`),
      ];
    }),
    ...attestations.map(
      ({ date, until }, index) =>
        until < date && wrong(["attestations", index, "until"], `${until} is before its date, ${date}`),
    ),
  ];
  return mistakes.find((one) => one !== false);
}

const wrong = (path: Path, says: string): Mistake => ({ path, part: "value", says: `${spelled(path)}: ${says}` });

const declaresNothing = (declaration: Declaration): boolean =>
  pointsOf(declaration).length === 0 && !declaration.residency && !declaration.outageFreeze;
