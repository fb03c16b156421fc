/** However an input is cut into chunks, spelled, indented or encoded: what is read is what JSON.parse of the whole holds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawResource } from "../dist/src/model.js";
import { fault } from "../dist/src/read/fault.js";
import { Refused, read } from "../dist/src/read/read.js";

const type = "azure-native:cosmosdb:DatabaseAccount";

/** Chunks of the sizes given, over and over; one buffer for all of them, as a reader of files has. */
function* pieces(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  const buffer = new Uint8Array(Math.max(...sizes));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.min(sizes[turn % sizes.length] as number, bytes.length - at);
    buffer.set(bytes.subarray(at, at + size));
    at += size;
    yield buffer.subarray(0, size);
  }
}
const resourcesOf = (bytes: Uint8Array, sizes: readonly number[]): RawResource[] => [
  ...read({ name: "x.json", chunks: pieces(bytes, sizes) }).resources,
];

interface State {
  readonly urn: string;
  readonly type?: string;
  readonly custom?: boolean;
  readonly delete?: boolean;
  readonly inputs?: Record<string, unknown>;
}
/** What is expected, by the plainest means. */
const expected = (text: string): RawResource[] =>
  ((JSON.parse(text) as { deployment: { resources?: State[] } }).deployment.resources ?? [])
    .filter((state) => state.delete !== true && state.custom !== false)
    .map((state) => ({
      urn: state.urn,
      type: state.type ?? type,
      operation: "exists",
      inputs: state.inputs ?? {},
      outputs: {},
    }));

/** Strings that look like what the reader looks for. */
const hostile = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    '},{"urn"',
    '},\n{\n"urn":',
    "]}}",
    "\\",
    '\\"',
    '"',
    '\\\\"',
    '{"',
    '"resources":[',
    "\u0000",
    "\ud83d",
    "é日本😀",
    "\u2028",
    "urn",
    "steps",
  ),
);
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    hostile,
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.constantFrom(null, true, false, 0, [], {}),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(hostile, tie("value"), { maxKeys: 4 }),
    // Looks like a list of resources.
    fc.array(fc.record({ urn: tie("value"), inputs: fc.dictionary(hostile, tie("value"), { maxKeys: 2 }) }), {
      maxLength: 4,
    }),
  ),
})).value;
const properties = fc.dictionary(hostile, json, { maxKeys: 5 });
const state = fc.record(
  {
    urn: fc.integer().map((n) => `urn:pulumi:dev::shop::${type}::a${n}`),
    custom: fc.constant(true),
    type: fc.constant(type),
    inputs: properties,
    delete: fc.boolean(),
  },
  { requiredKeys: ["urn", "custom", "type", "inputs"] },
);
const document = fc
  .tuple(fc.array(state, { maxLength: 6 }), json, json, json)
  .map(([resources, a, b, c]) => ({ config: a, version: 3, deployment: { manifest: b, resources, metadata: c } }));
const indent = fc.constantFrom(undefined, 1, 4, "\t", " \r\n ");
const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 });

test("any export, in any chunks and any indentation", () => {
  fc.assert(
    fc.property(document, indent, sizes, (value, space, sizes) => {
      const text = JSON.stringify(value, null, space);
      expect(resourcesOf(Buffer.from(text), sizes)).toEqual(expected(text));
    }),
    { numRuns: 2000 },
  );
});

test("every chunk size over one small file, in every encoding", () => {
  const value = {
    version: 3,
    deployment: {
      resources: ["a", "é", "日本", "😀"].map((name) => ({
        urn: `urn:pulumi:dev::shop::${type}::${name}`,
        type,
        inputs: { a: '"\\{[é日本😀' },
      })),
    },
  };
  const text = JSON.stringify(value, null, 2);
  const swapped = (content: string) => Buffer.from(content, "utf16le").swap16();
  const encodings: [string, Buffer][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16LE with a mark", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16LE", Buffer.from(text, "utf16le")],
    ["UTF-16BE with a mark", swapped(`\ufeff${text}`)],
    ["UTF-16BE", swapped(text)],
    ["with white space around", Buffer.from(`\r\n ${text}\n\n`)],
  ];
  for (const [encoding, bytes] of encodings) {
    for (let size = 1; size <= bytes.length; size++)
      expect(resourcesOf(bytes, [size]), `${encoding}, ${size}`).toEqual(expected(text));
  }
});

describe("lists of more than one window", () => {
  // Lists of objects that begin as elements do, so that where to cut is guessed wrong in compact text.
  const nested = (n: number) =>
    Array.from({ length: n }, (_, index) => ({ urn: index, inputs: [{ urn: 1 }, { urn: 2 }] }));
  const many = (count: number, inputs: (index: number) => unknown) => ({
    version: 3,
    deployment: {
      resources: Array.from({ length: count }, (_, index) => ({
        urn: `urn:pulumi:dev::shop::${type}::a${index}`,
        type,
        inputs: inputs(index),
      })),
    },
  });
  test.each([
    [
      "alike",
      many(3000, (index) => ({ name: `a${index}`, locations: [{ failoverPriority: 0 }, { failoverPriority: 1 }] })),
    ],
    ["with lists like themselves", many(300, (index) => ({ nested: nested(index % 50) }))],
    [
      "larger than the window",
      many(5, (index) => ({ text: "},{".repeat(index * 20_000), nested: nested(index * 1000) })),
    ],
    ["of every size", many(200, (index) => ({ text: "é".repeat(index * 37) }))],
  ])("%s", (_, value) => {
    for (const space of [undefined, 2]) {
      const text = JSON.stringify(value, null, space);
      for (const size of [1000, 65536, 100_000, 1 << 24])
        expect(resourcesOf(Buffer.from(text), [size])).toEqual(expected(text));
    }
  });

  test("a fault anywhere in them is found, however far the guesses go", () => {
    const text = JSON.stringify(
      many(2000, (index) => ({ name: `a${index}` })),
      null,
      1,
    );
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.constantFrom("{", "}", "[", "]", ",", '"', "\\", ":", "x", "\u0001"),
        (at, character) => {
          const broken = Buffer.from(bytes);
          broken[at] = character.charCodeAt(0);
          expectSame(broken, [65536]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Refused if JSON.parse refuses it; otherwise refused for what it says, or the same resources. Never a part of them. */
function expectSame(bytes: Buffer, sizes: readonly number[]): void {
  const text = bytes.toString();
  let resources: RawResource[];
  try {
    resources = resourcesOf(bytes, sizes);
  } catch (error) {
    if (error instanceof Refused) return;
    throw error;
  }
  expect(resources).toEqual(expected(text));
}

test("damaged anywhere: refused, or the same as JSON.parse of the whole", () => {
  let refused = 0;
  let read = 0;
  const damage = fc.tuple(
    fc.nat(),
    fc.constantFrom("", "{", "}", "[", "]", ",", '"', "\\", ":", " ", "\n", "1", "é", ',"a":1', '{"urn":1},'),
    fc.nat(3),
  );
  fc.assert(
    fc.property(document, indent, sizes, damage, (value, space, sizes, [where, inserted, removed]) => {
      const bytes = Buffer.from(JSON.stringify(value, null, space));
      const at = where % bytes.length;
      const damaged = Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at + removed)]);
      try {
        JSON.parse(damaged.toString());
      } catch {
        refused++;
        expect(() => resourcesOf(damaged, sizes)).toThrow(Refused);
        return;
      }
      read++;
      expectSame(damaged, sizes);
    }),
    { numRuns: 3000 },
  );
  expect(refused).toBeGreaterThan(500);
  expect(read).toBeGreaterThan(200);
});

describe("the validator that says where a fault is", () => {
  const accepts = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const damaged = fc
    .tuple(
      json,
      indent,
      fc.nat(),
      fc.constantFrom("", "{", "}", "[", "]", ",", '"', "\\", ":", "-", "0", ".", "e", "\u0001", "\u007f"),
      fc.nat(2),
    )
    .map(([value, space, where, inserted, removed]) => {
      const text = JSON.stringify(value, null, space);
      const at = where % (text.length + 1);
      return text.slice(0, at) + inserted + text.slice(at + removed);
    });

  test("agrees with JSON.parse on what is JSON", () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: fc.constantFrom(...'{}[],:"\\ -0.1e+truefalsn') })), (text) => {
        // Lone surrogates have no UTF-8, so the two would not look at the same text.
        if (text.isWellFormed()) expect(fault(Buffer.from(text)) === undefined).toBe(accepts(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test("whatever is cut off ends too early, and what comes before a fault could still become JSON", () => {
    fc.assert(
      fc.property(json, indent, fc.nat(), (value, space, where) => {
        const bytes = Buffer.from(JSON.stringify([value], null, space));
        const end = where % bytes.length;
        expect(fault(bytes.subarray(0, end))).toMatchObject({ ended: true });
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(damaged, (text) => {
        const bytes = Buffer.from(text);
        const found = fault(bytes);
        if (found && !found.ended) expect(fault(bytes.subarray(0, found.at))?.ended ?? true).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
