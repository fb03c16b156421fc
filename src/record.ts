/** Evidence is what was touched, not what somebody says was touched. */
import { Unknown } from "./known";
import type { Evidence, Related } from "./model";
import type { Context, Neighbour, Neighbours, Referred } from "./rule";

/** A view of canonical properties that notes what is read through it. Slow; only for verdicts that are shown. */
export interface Recorder {
  readonly view: object;
  /** Everything read so far, in order, each path once. */
  readonly read: () => Evidence[];
}

export function record(props: object): Recorder {
  const read = new Map<string, Evidence["value"]>();

  const look = (target: object, path: string): object =>
    new Proxy(target, {
      get(object, key, receiver) {
        if (typeof key === "symbol") return Reflect.get(object, key, receiver);
        const place = Array.isArray(object) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
        if (Array.isArray(object) && key === "length") {
          read.set(path, object.length === 1 ? "1 entry" : `${object.length} entries`);
          return object.length;
        }
        if (!(key in object)) {
          if (Array.isArray(object)) return undefined;
          read.set(place, "not set");
          return undefined;
        }
        try {
          const value: unknown = Reflect.get(object, key);
          if (typeof value === "object" && value !== null) return look(value, place);
          if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
            read.set(place, value);
          return value;
        } catch (error) {
          if (error instanceof Unknown) read.set(place, error.why);
          throw error;
        }
      },
    });

  return { view: look(props, ""), read: () => [...read].map(([path, value]) => ({ path, value })) };
}

/** How much of what stands beside a resource is shown: a rule may have looked at thousands. */
const most = 12;
/** How many neighbours are watched. */
const enough = 1000;

/** The same context, noting what is read of neighbours and of what was there before the change, under their names. */
export function recordContext(context: Context): {
  readonly view: Context;
  readonly read: () => Evidence[];
  /** The neighbours of which something was read, where their place is known. */
  readonly met: () => Related[];
} {
  const { neighbours, change, loosened } = context;
  const seen = new Map<string, { readonly one: Neighbour; readonly view: Neighbour; readonly recorder: Recorder }>();
  const look = (one: Neighbour): Neighbour => {
    const known = seen.get(one.urn);
    if (known) return known.view;
    if (seen.size >= enough) return one;
    const recorder = record(one.props);
    const { urn, kind, name, azureName, madeOf, within, spell } = one;
    const view = { urn, kind, name, azureName, madeOf, within, spell, props: recorder.view } as Neighbour;
    seen.set(urn, { one, view, recorder });
    return view;
  };
  const each = ({ certain, ...more }: Referred): Referred => ({ certain: certain.map(look), ...more });
  const noting = (plain: Neighbours): Neighbours => ({
    all: (kind) => plain.all(kind).map(look),
    referred: (...asked) => each(plain.referred(...asked)),
    referring: (...asked) => each(plain.referring(...asked)),
    from: (one) => noting(plain.from(one)),
  });
  const before = change && record(change);
  const taken = loosened && record({ loosened });
  return {
    view: {
      ...context,
      ...(neighbours && { neighbours: noting(neighbours) }),
      ...(before && { change: before.view as NonNullable<Context["change"]> }),
      ...(taken && (taken.view as Pick<Context, "loosened">)),
    },
    read() {
      const beside = [...seen.values()].flatMap(({ one, recorder }) =>
        recorder.read().map(({ path, value }) => ({ path: `${one.name}: ${one.spell(path)}`, value })),
      );
      const more = beside.length - most;
      return [
        ...(before?.read() ?? []),
        ...(taken && taken.read().length > 0 ? [{ path: "taken back", value: loosened.length }] : []),
        ...beside.slice(0, most),
        ...(more > 0 ? [{ path: "beside these", value: `${seen.size < enough ? "" : "at least "}${more} more` }] : []),
      ];
    },
    met: () =>
      [...seen.values()]
        .flatMap(({ one: { urn, name, position }, recorder }) =>
          position && recorder.read().length > 0 ? [{ urn, name, position }] : [],
        )
        .slice(0, most),
  };
}
