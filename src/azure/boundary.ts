import type { Boundary } from "../model";
import { didYouMean } from "../nearest";
import { type Region, regions } from "./regions";

/** A residency boundary as declared: everything named in any of the keys is inside. */
export interface BoundaryDeclaration {
  /** Azure's own geographies, e.g. `Germany`. "Europe" is Ireland and the Netherlands only. */
  readonly geographies?: readonly string[];
  /** ISO 3166-1 alpha-2 codes, e.g. `NL`. */
  readonly countries?: readonly string[];
  readonly regions?: readonly string[];
  readonly geographyGroups?: readonly string[];
  /** All regions in EU and EFTA countries. */
  readonly euDataBoundary?: boolean;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What a region answers to under each key. */
const words: Record<string, (region: Region) => readonly (string | null)[]> = {
  geographies: (region) => [region.geography],
  countries: (region) => [region.countryCode, region.country],
  regions: (region) => [region.name, region.displayName],
  geographyGroups: (region) => [region.geographyGroup],
};

const usable = regions.filter((region) => region.status !== "closed");

/** The regions that answer to a word, in any case. */
const namedBy = (wordsOf: (region: Region) => readonly (string | null)[], value: string): readonly Region[] =>
  usable.filter((region) => wordsOf(region).some((word) => word !== null && same(word, value)));

/** The words that each key knows, as Azure or ISO 3166 spells them. */
export const knownWords: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(words).map(([key, wordsOf]) => {
    const first = usable.map((region) => wordsOf(region)[0]).filter((word) => typeof word === "string");
    return [key, [...new Set(first)].sort()];
  }),
);

/** The same declaration in the words of `knownWords`: "west europe" becomes `westeurope`. What matches nothing stays. */
export function spelledOut(declaration: BoundaryDeclaration): BoundaryDeclaration {
  const own = Object.entries(declaration).map(([key, values]) => {
    const wordsOf = words[key];
    if (!wordsOf || !Array.isArray(values)) return [key, values];
    return [key, values.map((value: string) => namedBy(wordsOf, value).map(wordsOf)[0]?.[0] ?? value)];
  });
  return Object.fromEntries(own);
}

/**
 * The regions inside a declaration: the union of its keys.
 * Throws an Error naming the value where one matches no region of the table, so that a typo is never an empty boundary.
 */
export function expand(declaration: BoundaryDeclaration): Boundary {
  const inside = new Set<string>();
  const declared: string[] = [];
  for (const [key, wordsOf] of Object.entries(words)) {
    const values = (declaration as Record<string, readonly string[] | undefined>)[key] ?? [];
    for (const value of values) {
      const found = namedBy(wordsOf, value);
      if (found.length === 0)
        throw new Error(
          `no Azure region is in "${value}"${didYouMean(
            value,
            usable.flatMap(wordsOf).filter((word) => word !== null),
          )}`,
        );
      for (const region of found) inside.add(region.name);
    }
    if (values.length > 0) declared.push(`${key} ${values.join(", ")}`);
  }
  if (declaration.euDataBoundary) {
    for (const region of regions) if (region.euDataBoundary) inside.add(region.name);
    declared.push("the EU Data Boundary");
  }
  if (inside.size === 0) throw new Error("the boundary holds no region");
  return { regions: inside, declaredAs: declared.join(" or ") };
}

/** What is inside all of them. Throws an Error where nothing is. */
export function intersect(boundaries: readonly Boundary[]): Boundary | undefined {
  const [first, ...rest] = boundaries;
  if (!first || rest.length === 0) return first;
  const inside = [...first.regions].filter((name) => rest.every((boundary) => boundary.regions.has(name)));
  const declaredAs = boundaries.map((boundary) => boundary.declaredAs).join(" and ");
  if (inside.length === 0) throw new Error(`no region is inside ${declaredAs}`);
  return { regions: new Set(inside), declaredAs };
}

/** Regions inside the boundary that any subscription may use. */
export const openRegions = (boundary: Boundary): readonly Region[] =>
  regions.filter((region) => boundary.regions.has(region.name) && region.restrictedAccess === false);

export const isInside = (boundary: Boundary, region: Region): boolean => boundary.regions.has(region.name);

/** Where it stands instead, in words. */
export const outsideWords = (boundary: Boundary | undefined, { displayName, country }: Region): string =>
  `${displayName} (${country}) is outside the declared boundary: ${boundary?.declaredAs}`;

/**
 * Whether a copy that the service makes on its own leaves what it must not leave: the declared boundary,
 * or, where none is declared, the country, since no line of the program shows that it does.
 */
export const copyOutside = (boundary: Boundary | undefined, from: Region, to: Region): boolean =>
  boundary ? !isInside(boundary, to) : from.countryCode !== to.countryCode;
