/** The nouns of what is judged. */

/** What a rule can be about. One file in `kinds/` for each. */
export type Kind =
  | "cosmos-account"
  | "cosmos-container"
  | "documentdb-cluster"
  | "cassandra-cluster"
  | "cassandra-data-center"
  | "postgresql-cluster"
  | "digital-twins"
  | "digital-twins-endpoint"
  | "digital-twins-history"
  | "stack";

/** What no rule is about, and what rules read when they look around in a stack. */
export type NeighbourKind =
  | "activity-log-alert"
  | "event-hubs"
  | "event-grid"
  | "service-bus"
  | "data-explorer"
  | "private-endpoint"
  | "private-dns-zone-group"
  | "compute"
  | "backup-vault";

/** What the deployment does to a resource; `exists` where the input is a state, not a plan. */
export type Operation = "create" | "update" | "same" | "replace" | "delete" | "import" | "read" | "exists";

/** A place in the Pulumi program. Lines and columns count from 1. The file is relative to the project's folder. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A resource as the input states it, before anybody knows what it is. */
export interface RawResource {
  readonly urn: string;
  /** The type token, e.g. `azure-native:cosmosdb:DatabaseAccount`. */
  readonly type: string;
  readonly operation: Operation;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What Azure answered; present only where it may fill what the inputs leave unset. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Why nothing about the resource is known although it is there, e.g. a read resource without outputs. */
  readonly opaque?: string;
  /** What was there before the change; present only where the input holds it. Of a deletion, `inputs` are these. */
  readonly before?: {
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
  };
  /** Azure keeps what is replaced or deleted: Pulumi only lets go of it (`retainOnDelete`). */
  readonly retained?: true;
  /** Its URN before the change, where an alias has led to another one. */
  readonly formerly?: string;
  /**
   * URNs of what a property was made of, by the property's name at the top, those made of nothing left out; present only
   * where the input holds it.
   */
  readonly madeOf?: Readonly<Record<string, readonly string[]>>;
  readonly position?: SourcePosition;
}

/** A resource of one of our kinds, in the kind's own shape. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly kind: Kind;
  /** Logical name, the last part of the URN. */
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  readonly operation: Operation;
  readonly position?: SourcePosition;
  /** Canonical properties (ARM names). A property that nobody knows throws `Unknown` when it is touched. */
  readonly props: object;
  /** Its name in Azure, where that is known. */
  readonly azureName?: string;
  /** Its resource group's name in Azure, where that is known. */
  readonly resourceGroup?: string;
  /** Its data is encrypted with a key of the customer's own; `null`: that is not known. Absent: nothing says so. */
  readonly customerKey?: true | null;
  /** One of what a template holds: what is made of the template need not mean this one. */
  readonly within?: true;
  /** What it was before the change, in the same form; present only where the input holds it. */
  readonly before?: object;
  /** What the change sets differently, by canonical name where there is one; present where `before` is. */
  readonly touched?: Readonly<Record<string, true>>;
  readonly retained?: true;
  /** The provider makes an update of its own of regions, of a change to continuous backup, and of the rest. */
  readonly inTurns?: true;
  /** URNs of what a property was made of, by the canonical property's name at the top. */
  readonly madeOf?: Readonly<Record<string, readonly string[]>>;
  /** From a canonical property path to the path as the program spells it. */
  readonly spell: (path: string) => string;
}
