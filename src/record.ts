/** Evidence is what was touched, not what somebody says was touched. */
import { Unknown } from "./known";
import type { Evidence } from "./model";

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
