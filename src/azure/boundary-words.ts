/** What a boundary's words do not say by themselves: names that mean something else under another key, and dead ends. */
import type { Boundary } from "../model";
import { type BoundaryDeclaration, expand, openRegions } from "./boundary";
import { findRegion } from "./regions";

/** Something to know of a boundary, and what may have been meant. */
export interface Remark {
  readonly warning: string;
  readonly suggestion?: string;
}

const named = ["geographies", "geographyGroups", "countries"] as const;

/** The regions that a word names under a key, and that a subscription can use; none where it names nothing. */
function namedBy(key: (typeof named)[number], word: string): readonly string[] {
  try {
    return openRegions(expand({ [key]: [word] })).map(({ name }) => name);
  } catch {
    return [];
  }
}

const regionsOf = (names: readonly string[]) => names.flatMap((name) => findRegion(name) ?? []);
const countries = (names: readonly string[]) => [...new Set(regionsOf(names).map(({ country }) => country))].sort();
const codes = (names: readonly string[]) => [...new Set(regionsOf(names).map(({ countryCode }) => countryCode))].sort();

/** Words that name other regions under another key, e.g. the geography "Europe", which is Ireland and the Netherlands. */
function ambiguous(declaration: BoundaryDeclaration): Remark[] {
  return named.flatMap((key) =>
    (declaration[key] ?? []).flatMap((word) => {
      const own = namedBy(key, word);
      const twin = named.find((other) => {
        const regions = namedBy(other, word);
        return other !== key && regions.length > 0 && regions.join() !== own.join();
      });
      return twin ? [differs(key, twin, word)] : [];
    }),
  );
}

function differs(key: (typeof named)[number], twin: (typeof named)[number], word: string): Remark {
  const [own, others] = [namedBy(key, word), namedBy(twin, word)];
  const wider = own.length < others.length;
  const means = own.length > 6 ? `${own.length} open regions in ${countries(own).length} countries` : own.join(" and ");
  const inEurope = regionsOf(own).every(({ euDataBoundary }) => euDataBoundary);
  return {
    warning: `${key}: ${word} is ${wider ? "narrower" : "wider"} than it may sound: ${means}; ${twin}: ${word} names ${others.length}`,
    suggestion: [
      `countries: [${codes(wider ? own : others).join(", ")}] says the ${wider ? "same" : "narrower"} plainly`,
      ...(wider ? [`${twin}: [${word}]${inEurope ? " or euDataBoundary: true" : ""} is the wider`] : []),
    ].join("; "),
  };
}

/** What there is to say of the boundary that its declarations, all of them, make together. */
export function remarksOn(
  declarations: readonly BoundaryDeclaration[],
  boundary: Boundary,
  singleRegionByLaw = false,
): Remark[] {
  const open = openRegions(boundary);
  return [
    ...declarations.flatMap(ambiguous),
    ...(open.length < 2 && !singleRegionByLaw
      ? [
          {
            warning: `${boundary.declaredAs} holds ${open.length === 1 ? `only ${open[0]?.name}` : "no region"} that every subscription may use, so there is no second region to survive in`,
            suggestion: "singleRegionByLaw: true, if the law asks for that; otherwise a wider boundary",
          },
        ]
      : []),
    ...(open.length > 0 && open.every(({ zones }) => zones === false)
      ? [
          {
            warning: `no region inside ${boundary.declaredAs} has availability zones`,
            suggestion: "a wider boundary; a second region is all that guards against the loss of a datacenter here",
          },
        ]
      : []),
  ];
}
