/** An outage drill: nouns only. What the documents say of an estate when regions are lost, and who has to act. */
import type { Answer, DataLoss, Outage, RowId } from "./consequence";
import type { Dependant, NotRead } from "./estate";
import type { AtRisk, Fare, Recovery } from "./fare";
import type { Criticality, Environment, Kind } from "./model";

export { type AtRisk, type Fare, type Matrix, matrixVersion, type Recovery, recoveries, risks } from "./fare";

/** What the first property of a drill says. Grows when what it holds changes. */
export const drillVersion = "azure-hadr/drill/1";
/** What is taken to be lost, all at once. */
export interface Lost {
  /** Azure names, in alphabetical order. */
  readonly regions: readonly string[];
  /** One zone of the region, whichever; absent: the regions as a whole. */
  readonly zone?: true;
  /** `West Europe`, `West Europe and North Europe`, `the geography Europe`, `a zone of West Europe`. */
  readonly words: string;
  /** What a reader has to know of it: one sentence each. */
  readonly notes: readonly string[];
}

/** What of a resource stands in what is lost. */
export type Part =
  | "all of its regions"
  | "only region"
  | "write region"
  | "read region"
  | "write or read region"
  | "data center"
  /** A backup, or the copy in the paired region. */
  | "copy"
  /** Nothing of it that is known; it may. */
  | "not known"
  /** Nothing of it, and something that leads to it or that it leads to. */
  | "beside it";

/** Who does something. Who that is in an organisation is written on the sheet. */
export const roles = [
  "incident lead",
  "data owner",
  "database operator",
  "application owner",
  "network operator",
  "key custodian",
  "nobody",
] as const;
export type Role = (typeof roles)[number];

/** A sentence and the rows that it rests on. Without one, it is our own: how an exercise is carried out. */
export interface Said {
  readonly words: string;
  readonly rows: readonly RowId[];
}

/** One thing to do. */
export interface Step extends Said {
  readonly when: "before" | "during" | "after";
  readonly by: Role;
  /** Each resource has a command for it, of that name. */
  readonly run?: Act;
}
export type Act = "show" | "offline" | "promote" | "replicas" | "refresh" | "preview";

/** The step that nobody may miss: after a failover Azure's priority 0 is another region than the program's. */
export const inLineStep =
  "Run no `pulumi up` on the stack until `failoverPriority` in the program is what it is in Azure: after a failover Azure's priority 0 is another region, and an update would ask to move the writes.";

/** The decision that has to be taken. */
export interface Decision extends Said {
  readonly by: Role;
  /** What is agreed to before anybody acts: how much may be lost. */
  readonly consent?: Said & { readonly by: Role };
}

/** What happens to resources that are hit alike. */
export interface Case {
  readonly kind: Kind;
  readonly part: Part;
  /** Absent where nothing is interrupted, nothing can be said, or Azure refuses the configuration. */
  readonly loss?: { readonly reads: Answer<Outage>; readonly writes: Answer<Outage>; readonly data: Answer<DataLoss> };
  readonly recovery: { readonly reads: Recovery; readonly writes: Recovery };
  readonly risk: AtRisk;
  /** What Azure does by itself. */
  readonly azure: readonly Said[];
  /** What people do, in that order. */
  readonly steps: readonly Step[];
  readonly decision: Decision;
  /** A person has to bring something back. */
  readonly acts: boolean;
  /** Why no document states it: several regions at once are put together from what is said of one. */
  readonly derived?: string;
  /** Why Azure refuses the configuration: nothing follows from it. */
  readonly refused?: Said;
}

/** A command that a person may run. */
export interface Command {
  readonly for: Act;
  /** Fit for a POSIX shell and for PowerShell. Absent: `why`. */
  readonly line?: string;
  /** Why there is none. */
  readonly why?: string;
}

/** A resource that is hit, or may be. */
export interface Hit {
  readonly urn: string;
  readonly kind: Kind;
  readonly name: string;
  readonly azureName?: string;
  readonly resourceGroup?: string;
  /** Place in the drill's `cases`. */
  readonly case: number;
  /** Those of the lost regions in which something of it stands. */
  readonly regions: readonly string[];
  /** Its regions that are left, in the order of their priorities where that is known. */
  readonly left: readonly string[];
  /** Where its writes go once the region is taken offline. */
  readonly next?: string;
  /** Why it is not certain that it is hit, or how. */
  readonly doubt?: string;
  /** What else a reader has to know: one sentence each. */
  readonly notes: readonly Said[];
  /** What of the same stack is felt with it or leads to it, and whether that stands in what is lost; `null`: not known. */
  readonly dependants: readonly (Dependant & { readonly lost: boolean | null })[];
  readonly customerKey?: true | null;
  readonly commands: readonly Command[];
}

/** A stack of which something is hit. */
export interface HitStack {
  readonly stack: string;
  readonly team?: string;
  readonly environment: Environment;
  readonly criticality?: Criticality;
  /** The file, or the file and the line. */
  readonly source: string;
  readonly targets: {
    readonly rpoMinutes?: number;
    readonly rtoMinutes?: number;
  };
  readonly hits: readonly Hit[];
  /** What runs the application in what is lost, or may. */
  readonly beside: readonly Dependant[];
}

/** What the records say when all of that is lost. */
export interface Drill {
  readonly record: typeof drillVersion;
  readonly lost: Lost;
  /** The day of the youngest record, `YYYY-MM-DD`; and the version that made it. */
  readonly date: string;
  readonly tool: string;
  /** What was looked at, hit or not. */
  readonly looked: { readonly stacks: number; readonly resources: number };
  /** Distinct ones, the worst first. */
  readonly cases: readonly Case[];
  readonly stacks: readonly HitStack[];
  readonly all: Fare;
  readonly byTeam: Readonly<Record<string, Fare>>;
  readonly byCriticality: Readonly<Record<string, Fare>>;
  readonly missing: readonly NotRead[];
}
