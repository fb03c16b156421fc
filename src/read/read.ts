/** Bytes → resources. */
import type { Input, InputKind } from "../assessment";
import type { RawResource, StackConfig } from "../model";
import { decode } from "./decode";
import { eventsFormat, isEvent } from "./events";
import { exportFormat } from "./export";
import { looksLike } from "./foreign";
import type { Format } from "./format";
import { graphFormat, isGraph } from "./graph";
import { isPreview, previewFormat } from "./preview";
import { ours, type Refuse, Refused } from "./refused";
import { type Elements, type Head, Scanner, type Value } from "./scan";
import type { Properties } from "./state";
import type { List } from "./structure";

export { Refused } from "./refused";

/** Bytes of one input. `name` is what errors call it. Reading bytes is the caller's; only cli.ts touches files. */
export interface Source {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
  /** Whether to work out the digest of the bytes; it takes about a tenth of the time of reading them. Not set: no. */
  readonly digest?: boolean;
}

export interface Reading {
  /** To be iterated once. Throws `Refused`; until it has ended, nothing that came of it may be shown. */
  readonly resources: Iterable<RawResource>;
  /** After the first resource has come: the config of the stack and its tags, where the input holds them. */
  readonly config: () => StackConfig | undefined;
  /** After the first resource has come: which stack the input says that it is of. Absent: it does not say. */
  readonly stack: () => string | undefined;
  /** After the first resource has come: what kind of file it is. */
  readonly kind: () => InputKind | undefined;
  /** After `resources` has ended. */
  readonly input: () => Input;
}

/**
 * Resources of a preview, a stack export, an event log or an Azure Resource Graph result: whatever can be in a cloud, of whatever type; what is
 * deleted too, a replacement once. Lazy: bytes are read as resources are asked for, a little at a time.
 */
export function read(source: Source): Reading {
  const { name } = source;
  const hash = source.digest ? newHash() : undefined;
  let total = 0;
  let input: Input | undefined;
  let format: Format | undefined;

  function* hashed(): Generator<Uint8Array> {
    for (const chunk of source.chunks) {
      hash?.update(chunk);
      total += chunk.length;
      yield chunk;
    }
  }

  function* pieces(): Generator<Elements | Head | Value> {
    const scanner = new Scanner(name);
    for (const bytes of decode(name, hashed())) yield* scanner.feed(bytes);
    yield* scanner.end(total);
  }

  function* resources(): Generator<RawResource> {
    let rest: Properties | undefined;
    let count = 0;
    // Where `refuse` says that it is.
    let place = "";
    let index: number | undefined;
    const refuse: Refuse = (what) => {
      throw new Refused(`${name}${place}${index === undefined ? "" : `[${index}]`}: ${what}`);
    };

    for (const piece of pieces()) {
      if ("before" in piece) {
        format ??= byList[piece.list](refuse);
        format.open?.(piece.before);
        continue;
      }
      format ??= recognise(piece, refuse);
      place = "elements" in piece ? `: ${piece.list}` : `:${piece.place.line}:${piece.place.column}`;
      if (rest) refuse("expected nothing more");
      if ("value" in piece && format.page) {
        format.page(piece.value);
        continue;
      }
      if ("value" in piece && format.kind !== "events") {
        rest = piece.value;
        continue;
      }
      index = "value" in piece ? undefined : piece.index;
      for (const element of "value" in piece ? [piece.value] : piece.elements) {
        const resource = format.take(element);
        if (index !== undefined) index++;
        if (!resource) continue;
        count++;
        yield resource;
      }
      index = undefined;
    }

    place = "";
    if (!format) return refuse(`${total === 0 ? "empty (0 bytes)" : "nothing but white space"}: expected ${ours}`);
    const { late, unseen, refused } = format.close(rest ?? {});
    for (const resource of late) {
      count++;
      yield resource;
    }
    const digest = hash && { digest: hash.digest("hex") };
    input = { name, kind: format.kind, ...digest, resources: count, unseen, ...(refused && { refused }) };
  }

  return {
    resources: resources(),
    config() {
      const values = format?.config?.();
      const tags = format?.named?.()?.tags;
      return values || tags ? { source: name, ...(values && { values }), ...(tags && { tags }) } : undefined;
    },
    stack: () => format?.named?.()?.stack,
    kind: () => format?.kind,
    input() {
      if (!input) throw new Error("the input has not been read to its end");
      return input;
    },
  };
}

/** Loaded where it is asked for: a small check spends its time on starting. */
const newHash = () => (require("node:crypto") as typeof import("node:crypto")).createHash("sha256");

const byList: Readonly<Record<List, (refuse: Refuse) => Format>> = {
  steps: previewFormat,
  "deployment.resources": (refuse) => exportFormat(refuse, "deployment"),
  "checkpoint.latest.resources": (refuse) => exportFormat(refuse, "checkpoint"),
  data: graphFormat,
};

/** The format of an input, by the first that is seen of it. */
function recognise(piece: Elements | Value, refuse: Refuse): Format {
  if ("elements" in piece) return byList[piece.list](refuse);
  const { value, keys } = piece;
  if (isEvent(value)) return eventsFormat(refuse);
  if ("version" in value && "deployment" in value) return exportFormat(refuse, "deployment");
  if ("version" in value && "checkpoint" in value) return exportFormat(refuse, "checkpoint");
  if (isPreview(keys)) return previewFormat(refuse);
  if (isGraph(keys)) return graphFormat(refuse);
  return refuse(`expected ${ours}; ${looksLike(keys)}`);
}
