import type { Boundary } from "../model";
import { findRegion, type Region, regions } from "./regions";

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

const same = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** Each key's own way of finding regions; the key is how a person declares it. */
const matchers: Record<string, (region: Region, value: string) => boolean> = {
  geographies: (region, value) => same(region.geography, value),
  countries: (region, value) => same(region.countryCode, value) || same(region.country, value),
  regions: (region, value) => region === findRegion(value),
  geographyGroups: (region, value) => same(region.geographyGroup, value),
};

/**
 * The regions inside a declaration: the union of its keys.
 * Throws an Error naming the value where one matches no region of the table, so that a typo is never an empty boundary.
 */
export function expand(declaration: BoundaryDeclaration): Boundary {
  const inside = new Set<string>();
  const words: string[] = [];
  for (const [key, matches] of Object.entries(matchers)) {
    const values = (declaration as Record<string, readonly string[] | undefined>)[key] ?? [];
    for (const value of values) {
      const found = regions.filter((region) => region.status !== "closed" && matches(region, value));
      if (found.length === 0) throw new Error(`residency.${key}: no Azure region is in "${value}"`);
      for (const region of found) inside.add(region.name);
    }
    if (values.length > 0) words.push(`${key} ${values.join(", ")}`);
  }
  if (declaration.euDataBoundary) {
    for (const region of regions) if (region.euDataBoundary) inside.add(region.name);
    words.push("the EU Data Boundary");
  }
  if (inside.size === 0) throw new Error("residency: the boundary holds no region");
  return { regions: inside, declaredAs: words.join(" or ") };
}

/** What is inside all of them. Throws an Error where nothing is. */
export function intersect(boundaries: readonly Boundary[]): Boundary | undefined {
  const [first, ...rest] = boundaries;
  if (!first || rest.length === 0) return first;
  const inside = [...first.regions].filter((name) => rest.every((boundary) => boundary.regions.has(name)));
  const declaredAs = boundaries.map((boundary) => boundary.declaredAs).join(" and ");
  if (inside.length === 0) throw new Error(`residency: no region is inside ${declaredAs}`);
  return { regions: new Set(inside), declaredAs };
}

/** Regions inside the boundary that any subscription may use. */
export const openRegions = (boundary: Boundary): readonly Region[] =>
  regions.filter((region) => boundary.regions.has(region.name) && region.restrictedAccess === false);

export const isInside = (boundary: Boundary, region: Region): boolean => boundary.regions.has(region.name);
