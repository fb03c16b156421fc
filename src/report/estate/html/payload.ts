/**
 * What the page's script is given: an index of all rows in columns, and for each stack a blob of what an opened row shows.
 * Both sides of the page know these shapes; this file holds nothing else.
 */

/** Words and looks of one class; lists of them are in the order of the class numbers. */
export interface Look {
  readonly words: string;
  readonly tone: string;
  /** An SVG path in a field of 12 × 12. */
  readonly outline: string;
}

export interface Cite {
  readonly document: string;
  readonly section: string;
  readonly link?: string;
  readonly says?: string;
  readonly supersededBy: readonly string[];
}

export interface RuleCard {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly remedy: string;
  readonly cost: string;
  readonly stakes: readonly (readonly [name: string, words: string])[];
  readonly cites: readonly Cite[];
}

/** A cell of the tables of the documents. */
export interface FactCard {
  readonly says: string;
  readonly cite: Cite;
}

export interface Index {
  readonly teams: readonly string[];
  readonly environments: readonly string[];
  readonly criticalities: readonly string[];
  readonly kinds: readonly string[];
  /** Azure name, and the name that people read. */
  readonly regions: readonly (readonly [name: string, words: string])[];
  readonly rules: readonly RuleCard[];
  readonly facts: readonly FactCard[];
  readonly looks: {
    readonly severities: readonly Look[];
    readonly states: readonly Look[];
    readonly writes: readonly Look[];
    readonly data: readonly Look[];
  };
  /** Columns; numbers are places in the lists above, -1 nothing. */
  readonly stacks: {
    readonly name: readonly string[];
    readonly team: readonly number[];
    readonly environment: readonly number[];
    readonly criticality: readonly number[];
  };
  /** Distinct sets of regions: where something lives, and where else copies of it rest. */
  readonly places: readonly { readonly live: readonly number[]; readonly copies: readonly number[] }[];
  /** Columns; the gravest rows first. `detail`: place in the stack's blob. */
  readonly rows: {
    readonly name: readonly string[];
    /** Its name in Azure where that is another one. */
    readonly azureName: readonly string[];
    readonly stack: readonly number[];
    readonly kind: readonly number[];
    readonly places: readonly number[];
    readonly writes: readonly number[];
    readonly data: readonly number[];
    readonly detail: readonly number[];
    /** How many findings each has. */
    readonly findings: readonly number[];
  };
  /** Of all rows one after the other: see `findingCode`. */
  readonly findings: readonly number[];
}

/** A finding as one number: `(rule × 8 + severity) × 8 + state`. */
export const findingCode = (rule: number, severity: number, state: number): number => (rule * 8 + severity) * 8 + state;

/** What opened rows of one stack show. */
export interface Blob {
  readonly source: string;
  readonly boundary?: string;
  readonly follows: readonly Follows[];
  readonly rows: readonly Detail[];
}

/** What follows from a configuration. `acts`: of Azure and of a person, once a place is lost. */
export interface Follows {
  readonly lines: readonly {
    readonly what: string;
    readonly words: string;
    readonly because?: string;
    readonly facts: readonly number[];
  }[];
  readonly acts: readonly {
    readonly lost: string;
    readonly azure: readonly string[];
    readonly person: readonly string[];
  }[];
}

export interface Detail {
  readonly urn?: string;
  readonly type?: string;
  readonly azureName?: string;
  readonly resourceGroup?: string;
  /** File and line of the program. */
  readonly position?: string;
  readonly follows?: number;
  readonly dependants: number;
  readonly findings: readonly {
    readonly code: number;
    readonly because?: string;
    readonly evidence: readonly (readonly [path: string, value: string])[];
    readonly does?: string;
    readonly obstacle?: string;
    readonly price?: string;
    /** Why the level is what it is, who waived it and so on: one sentence each. */
    readonly notes: readonly string[];
  }[];
}
