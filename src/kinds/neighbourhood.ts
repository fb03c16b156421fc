/** What stands in one stack, so that rules about one resource can look around. */
import { Unknown } from "../known";
import type { Kind, NeighbourKind } from "../model";
import type { Neighbour, Neighbours, Referred } from "../rule";
import { isElsewhere, isOtherKind, isUnclear, type Reference, referencesOf } from "./references";

type AnyKind = Kind | NeighbourKind;

/** All of one kind, by their names in Azure. */
interface Members {
  readonly named: ReadonlyMap<string, readonly Neighbour[]>;
  /** In the order of their URNs. */
  readonly nameless: readonly Neighbour[];
}

/** Those of one kind that refer to something at one path. */
interface Referrers {
  readonly list: Neighbour[];
  /** By the name that they hold. */
  readonly named: Map<string, Mention[]>;
  /** By the URN of what the reference was made of, where no name decides. */
  readonly made: Map<string, Neighbour[]>;
  /** Those of which neither is known. */
  readonly open: Neighbour[];
}

interface Mention {
  readonly by: Neighbour;
  readonly as: Extract<Reference, { name: string }>;
}
type Self = Pick<Neighbour, "urn" | "kind" | "azureName" | "props" | "madeOf" | "within">;

/** The resources of a stack. Asked once all of them were added. */
export class Neighbourhood {
  private readonly added = new Map<AnyKind, Neighbour[]>();
  private readonly lists = new Map<AnyKind, readonly Neighbour[]>();
  private readonly members = new Map<AnyKind, Members>();
  private readonly referrers = new Map<string, Referrers>();

  add(one: Neighbour): void {
    const own = this.added.get(one.kind);
    if (own) own.push(one);
    else this.added.set(one.kind, [one]);
  }

  /** How many there are of each kind. */
  counts(): Partial<Record<AnyKind, number>> {
    return Object.fromEntries([...this.added].map(([kind, own]) => [kind, own.length]));
  }

  /**
   * The stack as one of its resources sees it; the stack itself refers to nothing. `particular` is called where another
   * resource of the same properties, all of them known, may be answered differently.
   */
  seenFrom(one: Self, particular?: () => void): Neighbours {
    const about = (kind: AnyKind): void => {
      if (this.added.has(kind)) particular?.(); // to nothing, nobody refers
    };
    return {
      all: (kind) => this.all(kind),
      referred: (path, kind) => {
        about(kind);
        return this.referred(one, path, kind);
      },
      referring: (kind, path) => {
        about(kind);
        return this.referring(one, kind, path);
      },
      from: (other) => this.seenFrom(other),
    };
  }

  /** In the order of their URNs. */
  private all(kind: AnyKind): readonly Neighbour[] {
    let own = this.lists.get(kind);
    if (!own) {
      own = (this.added.get(kind) ?? []).toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
      this.lists.set(kind, own);
    }
    return own;
  }

  private of(kind: AnyKind): Members {
    let own = this.members.get(kind);
    if (!own) {
      const list = this.all(kind);
      const named = new Map<string, Neighbour[]>();
      for (const one of list) if (one.azureName !== undefined) put(named, one.azureName.toLowerCase(), one);
      own = { named, nameless: list.filter(({ azureName }) => azureName === undefined) };
      this.members.set(kind, own);
    }
    return own;
  }

  private referred(from: Self, path: string, kind: AnyKind): Referred {
    const list = this.all(kind);
    const { named, nameless } = this.of(kind);
    const references = referencesOf(from, path);
    const meantBy = (one: Reference) =>
      "name" in one
        ? (named.get(one.name) ?? []).filter((other) => !isOtherKind(one, other) && !isElsewhere(one, other))
        : [];
    const meant = references.flatMap(meantBy);
    const missed = references.filter((one) => meantBy(one).length === 0);
    if (missed.length === 0) return { certain: list.filter((one) => meant.includes(one)) };
    // The program says what it was made of; a name that is known and nobody's may be that of one without a known name.
    const sources = from.madeOf?.[top(path)] ?? [];
    const open = missed.find((one) => "open" in one);
    const candidates = open ? list : nameless;
    const made = candidates.filter(({ urn, within }) => !within && sources.includes(urn));
    const certain = list.filter((one) => meant.includes(one) || made.includes(one));
    if (made.length > 0) return { certain };
    if (open) return { certain, open: open.open };
    const [perhaps] = nameless;
    return perhaps ? { certain, open: new Unknown(path, `the name of ${perhaps.name} is not known`) } : { certain };
  }

  private referring(to: Self, kind: AnyKind, path: string): Referred {
    const { named, made, open, list } = this.index(kind, path);
    const { urn, azureName, within } = to;
    const own = new Set(within ? [] : made.get(urn));
    const unclear: Neighbour[] = [];
    const mentions = (azureName && named.get(azureName.toLowerCase())) || [];
    const several = this.hasNamesakes(to);
    for (const { by, as } of mentions) {
      if (isOtherKind(as, to)) continue;
      // Made of it, it means it, whatever is known of the groups.
      const isTraced = !within && by.madeOf?.[top(path)]?.includes(urn) === true;
      if (isTraced || !(isElsewhere(as, to) || isUnclear(as, to, several))) own.add(by);
      else if (!isElsewhere(as, to)) unclear.push(by);
    }
    const certain = list.filter((one) => own.has(one));
    const perhaps = [...open, ...unclear, ...(within ? (made.get(urn) ?? []) : [])];
    const doubtful = perhaps.find((one) => !own.has(one));
    if (doubtful) return { certain, open: new Unknown("", `what ${doubtful.name} refers to is not known`) };
    // Without a name of its own, any that names something may mean it.
    const meant = azureName === undefined && list.find((one) => !own.has(one));
    if (meant) return { certain, open: new Unknown("", `${meant.name} may refer to it, whose name is not known`) };
    return { certain };
  }

  private index(kind: AnyKind, path: string): Referrers {
    const key = `${kind} ${path}`;
    let own = this.referrers.get(key);
    if (!own) {
      own = { list: [], named: new Map(), made: new Map(), open: [] };
      for (const one of this.all(kind)) {
        const references = referencesOf(one, path);
        if (references.length === 0) continue;
        own.list.push(one);
        const sources = one.madeOf?.[top(path)] ?? [];
        const open = references.some((reference) => "open" in reference);
        for (const reference of references)
          if ("name" in reference) put(own.named, reference.name, { by: one, as: reference });
        if (open && sources.length === 0) own.open.push(one);
        // A name that is known decides; what it was made of matters to those whose own name nobody knows.
        for (const urn of sources) if (open || this.isNameless(urn)) put(own.made, urn, one);
      }
      this.referrers.set(key, own);
    }
    return own;
  }

  /** Whether several of its kind have its name: in different groups, or one resource that is stated twice. */
  private hasNamesakes({ kind, azureName }: Self): boolean {
    return (this.of(kind).named.get(azureName?.toLowerCase() ?? "") ?? []).length > 1;
  }

  private isNameless(urn: string): boolean {
    return [...this.added.keys()].some((kind) => this.of(kind).nameless.some((one) => one.urn === urn));
  }
}

const put = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const before = map.get(key);
  if (before) before.push(value);
  else map.set(key, [value]);
};

/** The property at the top of a path. */
const top = (path: string): string => path.split(/[.[]/, 1)[0] as string;
