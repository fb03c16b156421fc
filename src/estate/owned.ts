/**
 * What stacks only read. Where several stacks of an estate speak of one resource in Azure it counts once: with the stack that
 * owns it, or, where none does, with the first that reads it.
 */
import { type EstateRecord, type JudgedResource, type JudgedStack, missingVersion } from "../estate";

/** A resource as it counts among those of all stacks. */
export interface CountedResource extends JudgedResource {
  /** The other stacks that read it. */
  readonly readers?: readonly string[];
}

/** Which resources in Azure a stack only reads. */
export const readBy = (stack: JudgedStack): readonly string[] =>
  stack.resources.flatMap((one) => (one.operation === "read" ? (idOf(one, stack) ?? []) : []));

/**
 * The same for every stack that speaks of the same resource, and for no other; undefined: that is not certain, and twice
 * counted is better than lost. Names of accounts are unique in Azure. No subscription is known, so of another kind the group
 * and where it stands have to agree too; in Cassandra, where even that may be so twice, nothing is taken for the same.
 */
function idOf(one: JudgedResource, { consequences }: JudgedStack): string | undefined {
  const { kind, azureName, resourceGroup, follows } = one;
  const own = follows === undefined ? undefined : consequences[follows];
  if (!own || !azureName || kind.startsWith("cassandra-")) return undefined;
  const id = (...names: readonly string[]) => JSON.stringify([kind, ...names]).toLowerCase();
  if (kind === "cosmos-account") return id(azureName);
  const places = own.footprint.filter(({ as }) => !as.endsWith("copy")).map(({ region = "" }) => region);
  return resourceGroup === undefined || places.includes("") ? undefined : id(azureName, resourceGroup, ...places);
}

/** Where a resource counts, and which stacks read it. */
interface Home {
  readonly stack: string;
  /** Place among the stack's resources. */
  readonly at: number;
  readonly owned: boolean;
  readonly readers: Set<string>;
}

/** `read`: all that is only read somewhere. Nothing is kept of anything else. */
export function counting(read: ReadonlySet<string>) {
  const homes = new Map<string, Home>();
  const idIn = (one: JudgedResource, stack: JudgedStack): string | undefined => {
    const id = one.operation === "delete" ? undefined : idOf(one, stack);
    return id !== undefined && read.has(id) ? id : undefined;
  };

  function counted(record: JudgedStack): JudgedStack {
    const { stack } = record;
    const elsewhere = new Set<string>();
    const resources = record.resources.map((one, at): CountedResource => {
      const id = idIn(one, record);
      const home = id === undefined ? undefined : homes.get(id);
      if (!home) return one;
      if (home.stack === stack && home.at === at) {
        const readers = [...home.readers].filter((reader) => reader !== stack);
        return readers.length === 0 ? one : { ...one, readers };
      }
      if (one.operation !== "read") return one; // two say that it is theirs
      if (home.stack !== stack) elsewhere.add(noteOf(home));
      const { follows: _, ...rest } = one;
      return rest;
    });
    return { ...record, resources, notes: [...record.notes, ...elsewhere] };
  }

  return {
    /** Told of every record first, by the names of the stacks. */
    add(record: EstateRecord): void {
      if (record.record === missingVersion) return;
      const { stack, resources } = record;
      for (const [at, one] of resources.entries()) {
        const id = idIn(one, record);
        if (id === undefined) continue;
        const [before, owned] = [homes.get(id), one.operation !== "read"];
        const readers = before?.readers ?? new Set<string>();
        if (!owned) readers.add(stack);
        if (!before || (owned && !before.owned)) homes.set(id, { stack, at, owned, readers });
      }
    },
    /** The record as it counts among the others: what counts elsewhere holds no data here. Its findings are its own. */
    counted: (record: EstateRecord): EstateRecord => (record.record === missingVersion ? record : counted(record)),
  };
}

/** Without names: reports tell each sentence once, with the number of stacks. */
const noteOf = ({ owned }: Home): string =>
  owned
    ? "What another stack of the estate owns and this one only reads is counted there."
    : "What no stack of the estate owns and several read is counted with the first of them.";
