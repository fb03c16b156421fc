/**
 * An estate: all stacks of an organisation, each judged on its own. Nouns only. One stack is one record, one line of
 * NDJSON; whatever is reported of an estate is a function of its records, wherever and whenever they were made.
 */
import type { Counts, InputKind, NotJudged, WaiverUse } from "./assessment";
import type { Consequences, Outlook } from "./consequence";
import type { Evidence, Kind, Objectives, Operation, Outcome, Severity, SourcePosition, Verdict } from "./model";

/** What the first property of a judged stack's record says. Grows when what a record holds changes. */
export const recordVersion = "azure-hadr/judged-stack/1";
/** The same of what was to be a stack and could not be judged. */
export const missingVersion = "azure-hadr/not-judged/1";
/** And of the last line of what one run wrote. */
export const partVersion = "azure-hadr/part/1";

/** One stack with everything that reports say of it. Plain data: what is written as JSON comes back the same. */
export interface JudgedStack {
  readonly record: typeof recordVersion;
  /** `project/stack`; with its organisation, `organisation/project/stack`, where the source says which. */
  readonly stack: string;
  /** The day on which it was judged, `YYYY-MM-DD`. */
  readonly date: string;
  /** Version of azure-hadr. */
  readonly tool: string;
  readonly source: {
    /** The file, or the file and the line: `estate.ndjson:17`. */
    readonly name: string;
    readonly kind: InputKind;
    /** SHA-256 of the bytes that were judged, hexadecimal. */
    readonly digest: string;
    /** Resources of whatever kind. */
    readonly resources: number;
    /** Unchanged resources that a preview counts but does not show: not judged. */
    readonly unseen: number;
  };
  /** Who answers for it; absent: nobody said. */
  readonly team?: string;
  readonly environment: Objectives["environment"];
  readonly criticality?: Objectives["criticality"];
  readonly targets: Pick<Objectives, "rpoMinutes" | "rtoMinutes" | "slaTarget">;
  /** Where its data may rest: Azure names in alphabetical order. Absent: nobody said. */
  readonly boundary?: { readonly declaredAs: string; readonly regions: readonly string[] };
  /** What a reader has to know of what is declared, and what of it was not seen: one sentence each. */
  readonly notes: readonly string[];
  readonly resources: readonly JudgedResource[];
  /** What runs the application in the same stack. Absent: nothing of the kind. */
  readonly beside?: readonly Dependant[];
  /** Distinct ones; resources name them by their place here. */
  readonly consequences: readonly Consequences[];
  /** Failing and unknown verdicts, worst first. */
  readonly findings: readonly EstateFinding[];
  /** Verdicts by rule id, of those rules that were asked. */
  readonly rules: Readonly<Record<string, Counts>>;
  readonly counts: Counts;
  /** Rules that a person answers for: once for the stack. */
  readonly manual: readonly Answered[];
  readonly waivers: readonly WaiverUse[];
  /** What may matter and was not judged. */
  readonly notJudged: readonly (NotJudged & { readonly type: string })[];
}

/** What could not be judged, and why: an estate without it is not whole. */
export interface NotRead {
  readonly record: typeof missingVersion;
  /** The file, or the file and the line. */
  readonly source: string;
  /** `project/stack`, where its place says so. */
  readonly stack?: string;
  /** One line. */
  readonly why: string;
}

export type EstateRecord = JudgedStack | NotRead;

/** Part `index` of `of`, counted from 1: see `--shard`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * Ends the lines that one run wrote: how many records they are. Lines without it were cut off. Order does not matter, so
 * lines of several runs may be put together in any way.
 */
export interface PartEnd {
  readonly record: typeof partVersion;
  /** Absent: the run was of all of its sources. */
  readonly shard?: Shard;
  /** Records of judged stacks, and of what could not be judged. */
  readonly stacks: number;
  readonly missing: number;
}

/** A resource of one of our kinds. */
export interface JudgedResource {
  readonly urn: string;
  readonly kind: Kind;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Its name in Azure, and its resource group's, where they are known. */
  readonly azureName?: string;
  readonly resourceGroup?: string;
  readonly operation: Operation;
  readonly position?: SourcePosition;
  /** Canonical properties; what nobody knows is a `Veiled`. Only of kinds from which consequences follow. */
  readonly props?: object;
  /** Place of what follows from it in the stack's `consequences`. Absent: it holds no data of its own. */
  readonly follows?: number;
  /** Where it stands, in the order of its priorities where they are known, and whether it is spread over zones there; `null`: not known. */
  readonly zones?: readonly { readonly region: string | null; readonly zoned: boolean | null }[];
  /** What in the same stack leads to it or belongs to it, e.g. containers, endpoints, private endpoints. */
  readonly dependants: readonly Dependant[];
  /** Its key is the customer's: the vault has to be there too. `null`: not known. Absent: nothing says so. */
  readonly customerKey?: true | null;
}

/** Something in the same stack that is felt when the resource is gone, or that has to be looked at. */
export interface Dependant {
  readonly kind: string;
  readonly name: string;
  /** Azure name, where it stands somewhere of its own; `null`: where is not known. */
  readonly region?: string | null;
}

/** In the place of a value that nobody knows. */
export interface Veiled {
  /** Why: completes "the value is …". */
  readonly unknown: string;
  /** The property as the program spells it. */
  readonly path: string;
}

/** A failing or unknown verdict. */
export interface EstateFinding
  extends Pick<
    Verdict,
    "rule" | "levelReason" | "because" | "was" | "excused" | "waiver" | "expiredWaiver" | "refusedWaiver"
  > {
  /** What makes it the same finding tomorrow: see `fingerprint.ts`. */
  readonly fingerprint: string;
  /** Place in the stack's `resources`. Absent: it is about the stack as a whole. */
  readonly resource?: number;
  readonly outcome: Extract<Outcome, "fail" | "unknown">;
  readonly severity: Severity;
  readonly blocking: boolean;
  readonly evidence: readonly Evidence[];
  /** Price then, as a multiple of now. */
  readonly times?: Outlook["times"];
  /** What mends it, in one sentence; or what stands in the way of that. */
  readonly does?: string;
  readonly obstacle?: string;
}

/** A rule that a person answers for, asked of a stack. */
export interface Answered {
  readonly rule: string;
  /** How many resources it was asked of. */
  readonly resources: number;
  readonly attestation?: Verdict["attestation"];
  readonly expiredAttestation?: Verdict["attestation"];
}
