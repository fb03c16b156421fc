/** What is judged of each format: recordings of the real engine, and small inputs for what no recording has. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Input } from "../dist/src/assessment.js";
import type { RawResource } from "../dist/src/model.js";
import { Refused, read } from "../dist/src/read/read.js";

const fixtures = join(__dirname, "..", "fixtures");
const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const account = "azure-native:cosmosdb:DatabaseAccount";
const urn = (name: string, type = account) => `urn:pulumi:dev::shop::${type}::${name}`;

function readBytes(bytes: Buffer): { resources: RawResource[]; input: Input } {
  const reading = read({ name: "x.json", chunks: [bytes], digest: true });
  return { resources: [...reading.resources], input: reading.input() };
}
const readValue = (value: unknown) => readBytes(Buffer.from(JSON.stringify(value)));
const readEvents = (...events: object[]) =>
  readBytes(
    Buffer.from(events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 1, ...event })}\n`).join("")),
  );
const recorded = (path: string) => readBytes(readFileSync(join(fixtures, path)));
const names = (resources: RawResource[]) =>
  Object.fromEntries(resources.map((raw) => [raw.urn.split("::").at(-1), raw.operation]));
const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  throw new Error("it was not refused");
};

const step = (op: string, name: string, newState?: object, more: object = {}) => ({
  op,
  urn: urn(name),
  ...(newState && { newState: { urn: urn(name), custom: true, type: account, ...newState } }),
  detailedDiff: null,
  ...more,
});
const preview = (steps: object[], more: object = {}) => ({ steps, duration: 1, changeSummary: { create: 1 }, ...more });
const state = (name: string, more: object = {}) => ({ urn: urn(name), custom: true, type: account, ...more });
const stackExport = (resources?: unknown, more: object = {}) => ({
  version: 3,
  deployment: { manifest: {}, resources },
  ...more,
});
const starts = (op: string, name: string, state?: object, id = urn(name)) => ({
  resourcePreEvent: {
    metadata: {
      op,
      urn: id,
      type: account,
      old: null,
      new: state ? { type: account, urn: urn(name), custom: true, inputs: {}, outputs: {}, ...state } : null,
    },
    planning: true,
  },
});
const ends = (op: string, name: string, outputs: object) => ({
  resOutputsEvent: {
    metadata: {
      op,
      urn: urn(name),
      type: account,
      old: null,
      new: { type: account, urn: urn(name), custom: true, inputs: {}, outputs },
    },
  },
});
const summary = (more: object = {}) => ({
  summaryEvent: { resourceChanges: {}, isPreview: true, result: "succeeded", ...more },
});

describe("recordings", () => {
  const operations = {
    created: "create",
    deleted: "delete",
    imported: "import",
    read: "read",
    replaced: "replace",
    stays: "same",
    updated: "update",
  };

  test("a preview with --show-sames shows all that will be there", () => {
    const { resources, input } = recorded("second-preview/preview.json");
    expect(names(resources)).toEqual(operations);
    expect(input).toMatchObject({ name: "x.json", kind: "preview", resources: 7, unseen: 0 });
  });

  test("without --show-sames, what is not shown is counted, and the stack is not", () => {
    const { resources, input } = recorded("second-preview-hidden/preview.json");
    const { stays: _, ...shown } = operations;
    expect(names(resources)).toEqual(shown);
    expect(input).toMatchObject({ kind: "preview", resources: 6, unseen: 1 });
  });

  test.each(["streaming/preview.ndjson", "event-log/events.ndjson"])(
    "%s has the same resources as the preview",
    (path) => {
      const { resources, input } = recorded(path);
      expect(names(resources)).toEqual(operations);
      expect(input).toMatchObject({ kind: "events", resources: 7, unseen: 0 });
      for (const expected of recorded("second-preview/preview.json").resources) {
        // Events say neither where the program states a resource nor what its properties were made of.
        const { position: _, madeOf: __, ...same } = expected;
        if (same.operation !== "read") expect(resources).toContainEqual(same);
      }
    },
  );

  test("what a program reads: events and states have it, a preview only what the state holds of it", () => {
    const one = (path: string) => recorded(path).resources.find(({ operation }) => operation === "read") as RawResource;
    expect(one("demo/preview.json")).toMatchObject({
      inputs: {},
      opaque: expect.stringContaining("not in the input"),
    });
    for (const path of ["second-preview/preview.json", "streaming/preview.ndjson", "demo/export.json"]) {
      expect(one(path).inputs, path).toHaveProperty("locations");
      expect(one(path)).not.toHaveProperty("outputs");
      expect(one(path).opaque).toBeUndefined();
    }
  });

  test("a preview that reads something else than the state holds does not know it", () => {
    const urn = "urn:pulumi:dev::shop::azure-native:cosmosdb:DatabaseAccount::inherited";
    const step = (id: string) => ({
      steps: [{ op: "read", urn, oldState: { id: "one", outputs: { locations: [] } }, newState: { id, custom: true } }],
    });
    expect(readValue(step("one")).resources[0]).toMatchObject({ inputs: { locations: [] } });
    expect(readValue(step("other")).resources[0]).toMatchObject({ inputs: {}, opaque: expect.any(String) });
  });

  test("an export and the preview that it came of have the same resources", () => {
    const exported = recorded("demo/export.json");
    const previewed = recorded("demo/preview.json");
    expect(exported.input).toMatchObject({ kind: "export", unseen: 0 });
    expect(exported.resources.map(({ urn }) => urn).sort()).toEqual(previewed.resources.map(({ urn }) => urn).sort());
    expect(exported.resources.every(({ operation }) => operation === "exists" || operation === "read")).toBe(true);
    expect(
      exported.resources.find(({ type, operation }) => type === account && operation === "exists")?.outputs,
    ).toHaveProperty("provisioningState");
    expect(previewed.resources.some((raw) => "outputs" in raw)).toBe(false);
  });

  test("a preview is complete if only policies failed it, and refused if its program did", () => {
    expect(recorded("failed-by-policy/preview.json").resources).toHaveLength(5);
    expect(refusal(() => recorded("failed-program/preview.json"))).toBe(
      "x.json: the preview failed, so not all of it is here: Unhandled exception: Error: the program stops here",
    );
  });

  test("every resource is at a place in the project's own files, also what was read by `.get()`", () => {
    for (const { operation, position } of recorded("second-preview/preview.json").resources) {
      if (operation === "delete") expect(position).toBeUndefined();
      else
        expect(position).toMatchObject({
          file: "fixtures/second-preview/program.ts",
          line: expect.any(Number),
          column: expect.any(Number),
        });
    }
  });

  test("secrets stay what the engine made of them", () => {
    const list = recorded("secrets/export.json").resources.find(({ urn }) => urn.endsWith("::secret-list"));
    expect(list?.inputs.locations).toMatchObject({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    });
  });

  const files = readdirSync(fixtures, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\w+\/[^/]+\.(?:nd)?json$/.test(file),
  );
  test.each(files.filter((file) => !file.startsWith("failed-program")))(
    "%s: nothing of Pulumi's own, and the digest of the file",
    (file) => {
      const { resources, input } = recorded(file);
      expect(resources.filter(({ type }) => type.startsWith("pulumi:"))).toEqual([]);
      expect(input.digest).toBe(
        createHash("sha256")
          .update(readFileSync(join(fixtures, file)))
          .digest("hex"),
      );
      expect(input.resources).toBe(resources.length);
    },
  );
});

describe("previews", () => {
  const operations = (op: string) =>
    readValue(preview([step(op, "a", { inputs: { kind: "x" } })])).resources.map(({ operation }) => operation);

  test.each([
    ["create", "create"],
    ["update", "update"],
    ["same", "same"],
    ["import", "import"],
    ["delete", "delete"],
    ["replace", "replace"],
    ["create-replacement", "replace"],
    ["import-replacement", "replace"],
    ["something-new", "update"],
    ["constructor", "update"],
  ])("the step %s is judged as %s", (op, operation) => expect(operations(op)).toEqual([operation]));

  test.each(["delete-replaced", "discard", "discard-replaced", "remove-pending-replace", "refresh"])(
    "the step %s is not judged",
    (op) => expect(operations(op)).toEqual([]),
  );

  test("a replacement is judged once, whatever steps it has and in whatever order", () => {
    const steps = [
      step("delete-replaced", "a"),
      step("create-replacement", "a", { inputs: { n: 1 } }),
      step("replace", "a", { inputs: { n: 1 } }),
      step("replace", "b", {}),
    ];
    expect(names(readValue(preview(steps)).resources)).toEqual({ a: "replace", b: "replace" });
    expect(readValue(preview(steps.toReversed())).input.resources).toBe(2);
  });

  test("what is imported and then changed is judged once, as it will be", () => {
    const imported = (name: string) => step("import", name, { inputs: { n: 1 } });
    const steps = [
      ...["a", "b", "c", "d"].map(imported),
      step("update", "a", { inputs: { n: 2 } }),
      step("delete-replaced", "b"),
      step("replace", "b", { inputs: { n: 2 } }),
      step("import-replacement", "c", { inputs: { n: 1 } }),
      step("replace", "c", { inputs: { n: 1 } }),
      step("update", "c", { inputs: { n: 2 } }),
    ];
    const { resources, input } = readValue(preview(steps));
    expect(names(resources)).toEqual({ a: "update", b: "replace", c: "update", d: "import" });
    expect(Object.fromEntries(resources.map((raw) => [raw.urn.at(-1), raw.inputs.n]))).toEqual({
      a: 2,
      b: 2,
      c: 2,
      d: 1,
    });
    expect(input.resources).toBe(4);
  });

  test("inputs are the new state's, never the old one's or outputs", () => {
    const steps = [step("update", "a", { inputs: { n: 2 }, outputs: { n: 3 } }, { oldState: { inputs: { n: 1 } } })];
    expect(readValue(preview(steps)).resources).toEqual([
      {
        urn: urn("a"),
        type: account,
        operation: "update",
        inputs: { n: 2 },
        before: { inputs: { n: 1 }, outputs: {} },
      },
    ]);
  });

  const old = { oldState: { custom: true, type: account, inputs: { n: 1 }, outputs: { n: 2, m: 3 } } };
  const before = { inputs: { n: 1 }, outputs: { n: 2, m: 3 } };

  test("what was there before: of what is updated, replaced in any of its steps, or deleted", () => {
    const { resources } = readValue(
      preview([
        step("update", "a", {}, old),
        step("delete-replaced", "b", undefined, old),
        step("replace", "b", { inputs: { n: 4 } }, old),
        step("create-replacement", "b", { inputs: { n: 4 } }, old),
        step("delete", "c", undefined, old),
        step("something-new", "d", {}, old),
        step("update", "e", {}),
        step("create", "f", {}, old),
      ]),
    );
    expect(Object.fromEntries(resources.map((raw) => [raw.urn.at(-1), raw.before]))).toEqual({
      a: before,
      b: before,
      c: before,
      d: before,
      e: undefined,
      f: undefined,
    });
    expect(resources.find(({ operation }) => operation === "delete")).toEqual({
      urn: urn("c"),
      type: account,
      operation: "delete",
      ...before,
      before,
    });
  });

  test("a deletion whose state is not written is one of which nothing is known", () => {
    expect(readValue(preview([step("delete", "a")])).resources).toEqual([
      { urn: urn("a"), type: account, operation: "delete", inputs: {}, opaque: expect.any(String) },
    ]);
  });

  test("what was only read, and components, are not deleted", () => {
    const steps = [
      step("delete", "a", undefined, { oldState: { ...old.oldState, external: true } }),
      step("delete", "b", undefined, { oldState: { ...old.oldState, custom: false } }),
      step("delete", "c", undefined, { oldState: { ...old.oldState, type: "pulumi:providers:azure-native" } }),
    ];
    expect(readValue(preview(steps)).resources).toEqual([]);
  });

  test("what Azure keeps is marked where it is replaced or deleted", () => {
    const kept = { oldState: { ...old.oldState, retainOnDelete: true } };
    const { resources } = readValue(
      preview([
        step("delete", "a", undefined, kept),
        step("replace", "b", {}, kept),
        step("replace", "c", { retainOnDelete: true }, old), // what goes is the old one
      ]),
    );
    expect(Object.fromEntries(resources.map((raw) => [raw.urn.at(-1), raw.retained]))).toEqual({ a: true, b: true });
  });

  test("nothing is done to what stays, so what Azure answered still holds", () => {
    const [same] = readValue(preview([step("same", "a", { inputs: { n: 1 } }, old)])).resources;
    expect(same).toMatchObject({ inputs: { n: 1 }, outputs: { n: 2, m: 3 } });
    expect(same).not.toHaveProperty("before");
  });

  test("what properties were made of, without those made of nothing; absent where the state does not say", () => {
    const made = (propertyDependencies?: object) =>
      readValue(preview([step("create", "a", { propertyDependencies })])).resources[0]?.madeOf;
    expect(made({ location: [], resourceGroupName: [urn("rg")] })).toEqual({ resourceGroupName: [urn("rg")] });
    expect(made({ location: [] })).toEqual({});
    expect(made()).toBeUndefined();
    const exported = stackExport([state("a", { propertyDependencies: { n: [urn("b")] } })]);
    expect(readValue(exported).resources[0]?.madeOf).toEqual({ n: [urn("b")] });
  });

  test("what is read has its outputs for inputs; without them nothing is known of it", () => {
    const steps = [
      step("read", "a", { external: true, outputs: { n: 1 } }),
      step("read-replacement", "b", { external: true, outputs: {} }),
      step("replace", "c", { external: true }),
    ];
    expect(readValue(preview(steps)).resources).toEqual([
      { urn: urn("a"), type: account, operation: "read", inputs: { n: 1 } },
      { urn: urn("b"), type: account, operation: "read", inputs: {}, opaque: expect.any(String) },
      { urn: urn("c"), type: account, operation: "read", inputs: {}, opaque: expect.any(String) },
    ]);
  });

  test("a state that the engine could not write leaves a resource of which nothing is known", () => {
    expect(readValue(preview([step("create", "a")])).resources).toEqual([
      { urn: urn("a"), type: account, operation: "create", inputs: {}, opaque: expect.any(String) },
    ]);
  });

  test("components, providers, the stack and references to stacks are not resources", () => {
    const own = ["pulumi:pulumi:Stack", "pulumi:providers:azure-native", "pulumi:pulumi:StackReference"];
    const steps = [
      ...own.map((type) => step("create", "a", { type, urn: urn("a", type) }, { urn: urn("a", type) })),
      step("create", "a", { custom: false }),
    ];
    expect(readValue(preview(steps))).toMatchObject({ resources: [], input: { resources: 0 } });
  });

  test("the type is the state's, or the URN's without its parents", () => {
    const nested = urn("a", `my:module:Component$${account}`);
    expect(readValue(preview([step("create", "a", { type: undefined }, { urn: nested })])).resources[0]?.type).toBe(
      account,
    );
    expect(readValue(preview([step("create", "a", { type: "other:x:Y" })])).resources[0]?.type).toBe("other:x:Y");
  });

  test("unseen: unchanged ones that are counted and not shown; the engine does not count its own providers", () => {
    const own = urn("default_3_28_0", "pulumi:providers:azure-native");
    const steps = [{ op: "same", urn: stack }, step("same", "a", {}), { op: "same", urn: own }];
    const unseen = (changeSummary: unknown) => readValue(preview(steps, { changeSummary })).input.unseen;
    expect([unseen({ same: 7 }), unseen({ same: 2 }), unseen({ same: 1 }), unseen({}), unseen(undefined)]).toEqual([
      5, 0, 0, 0, 0,
    ]);
  });

  test.each([
    ["project:///index.ts#5,11", { file: "index.ts", line: 5, column: 11 }],
    ["project:///infra/a%20b/main.py#7", { file: "infra/a b/main.py", line: 7, column: 1 }],
    ["project:///index.ts#5,0", { file: "index.ts", line: 5, column: 1 }],
    ["project:///index.ts#0,0", undefined],
    ["project:///../elsewhere.ts#5,11", undefined],
    ["project:///a/%2e%2e/%2e%2e/elsewhere.ts#5,11", undefined],
    ["project:////etc/passwd#5,11", undefined],
    ["project:///a%0ab.ts#5,11", undefined],
    ["project:///a%zz.ts#5,11", undefined],
    ["project:///node_modules/@pulumi/x.ts#5,11", undefined],
    ["file:///index.ts#5,11", undefined],
    ["index.ts", undefined],
    [5, undefined],
  ])("source position %s", (sourcePosition, position) => {
    expect(readValue(preview([step("create", "a", { sourcePosition })])).resources[0]?.position).toEqual(position);
  });

  test("a position in a package gives way to the nearest caller in the project", () => {
    const frames = ["project:///node_modules/x/y.ts#1,1", "project:///lib/mine.ts#2,3", "project:///index.ts#4,5"];
    const stackTrace = [null, {}, ...frames.map((sourcePosition) => ({ sourcePosition }))];
    const { resources } = readValue(preview([step("create", "a", { sourcePosition: frames[0], stackTrace })]));
    expect(resources[0]?.position).toEqual({ file: "lib/mine.ts", line: 2, column: 3 });
  });

  describe("failed ones", () => {
    const failed = (...messages: string[]) =>
      preview([step("create", "a", {})], { diagnostics: messages.map((message) => ({ message, severity: "error" })) });

    test.each([
      "error: preview failed\n",
      "preview failed",
      "<{%fg 1%}>error: <{%reset%}><{%reset%}>preview failed<{%reset%}>\n",
      "\u001b[31merror: \u001b[0mpreview failed",
    ])("%j alone says that policies failed it", (message) =>
      expect(readValue(failed(message)).resources).toHaveLength(1),
    );

    test("any other error says that it is not complete", () => {
      const prefix = "x.json: the preview failed, so not all of it is here: ";
      expect(refusal(() => readValue(failed("error: preview failed", "error: no such region\nmore")))).toBe(
        `${prefix}no such region`,
      );
      expect(refusal(() => readValue(failed("<{%fg 1%}>error: <{%reset%}>preview failed: boom")))).toBe(
        `${prefix}preview failed: boom`,
      );
      expect(refusal(() => readValue(failed("")))).toBe(`${prefix}an error without a message`);
      expect(refusal(() => readValue(failed("x".repeat(1000))))).toHaveLength(prefix.length + 200);
      expect(refusal(() => readValue(failed("a\u202eb\u0007c")))).toBe(`${prefix}a b c`);
    });

    test("warnings and information are nobody's failure", () => {
      const diagnostics = [
        { message: "careful", severity: "warning" },
        { message: "ok", severity: "info" },
        { message: "err", severity: "info#err" },
      ];
      expect(readValue(preview([step("create", "a", {})], { diagnostics })).resources).toHaveLength(1);
    });
  });

  test("one without steps has no resources", () => {
    expect(readValue({ duration: 5, changeSummary: { same: 3 } })).toMatchObject({
      resources: [],
      input: { kind: "preview", resources: 0, unseen: 3 },
    });
    expect(readValue({ steps: [], duration: 5 }).input).toMatchObject({ kind: "preview", resources: 0 });
  });
});

describe("exports", () => {
  test("resources exist, with inputs and outputs", () => {
    const { resources, input } = readValue(
      stackExport([state("a", { inputs: { n: 1 }, outputs: { m: 2 } }), state("b")]),
    );
    expect(resources).toEqual([
      { urn: urn("a"), type: account, operation: "exists", inputs: { n: 1 }, outputs: { m: 2 } },
      { urn: urn("b"), type: account, operation: "exists", inputs: {}, outputs: {} },
    ]);
    expect(input).toMatchObject({ kind: "export", resources: 2, unseen: 0 });
  });

  test("what is being deleted or replaced is not there", () => {
    const states = [
      state("a", { delete: true }),
      state("b", { pendingReplacement: true }),
      state("c", { delete: false }),
    ];
    expect(names(readValue(stackExport(states)).resources)).toEqual({ c: "exists" });
  });

  test("what is only read has its outputs for inputs; without them nothing is known of it", () => {
    const states = [
      state("a", { external: true, inputs: { id: 1 }, outputs: { n: 1 } }),
      state("b", { external: true, inputs: { id: 1 } }),
    ];
    expect(readValue(stackExport(states)).resources).toEqual([
      { urn: urn("a"), type: account, operation: "read", inputs: { n: 1 } },
      { urn: urn("b"), type: account, operation: "read", inputs: {}, opaque: expect.any(String) },
    ]);
  });

  test("an empty stack has no resources, however its export says so", () => {
    for (const resources of [undefined, []])
      expect(readValue(stackExport(resources)).input).toMatchObject({ kind: "export", resources: 0 });
  });

  test.each([1, 2, 3, 4])("version %i is read, also where it comes last", (version) => {
    expect(readValue({ version, deployment: { resources: [state("a")] } }).resources).toHaveLength(1);
    expect(readValue({ deployment: { resources: [state("a")] }, version }).resources).toHaveLength(1);
  });

  test.each([0, 5, "3", null, undefined])("version %j is refused", (version) => {
    expect(refusal(() => readValue(stackExport([state("a")], { version })))).toBe(
      "x.json: expected a stack export of version 1 to 4",
    );
  });

  test("pending operations are not what is there", () => {
    const deployment = { pending_operations: [{ resource: state("b"), type: "creating" }], resources: [state("a")] };
    expect(names(readValue({ version: 3, deployment }).resources)).toEqual({ a: "exists" });
  });
});

describe("events", () => {
  test("inputs are those before the step; what is read is in the event after it", () => {
    const { resources, input } = readEvents(
      { preludeEvent: { config: {} } },
      starts("create", "a", { inputs: { n: 1 } }),
      starts("read", "b", { external: true }),
      ends("create", "a", { n: 2 }),
      ends("read", "b", { m: 3 }),
      summary(),
    );
    expect(resources).toEqual([
      { urn: urn("a"), type: account, operation: "create", inputs: { n: 1 } },
      { urn: urn("b"), type: account, operation: "read", inputs: { m: 3 } },
    ]);
    expect(input).toMatchObject({ kind: "events", resources: 2, unseen: 0 });
  });

  test("what is read and never answered is told at the end, and nothing is known of it", () => {
    const { resources, input } = readEvents(
      starts("read", "b", { external: true }),
      starts("replace", "c", { external: true }),
      starts("create", "a", {}),
      summary(),
    );
    expect(names(resources)).toEqual({ a: "create", b: "read", c: "read" });
    expect(resources.at(-1)).toMatchObject({ inputs: {}, opaque: expect.any(String) });
    expect(input.resources).toBe(3);
  });

  test("refreshes are not judged, a replacement once, a deletion as what was there; components leave `custom` out", () => {
    const { resources } = readEvents(
      starts("refresh", "a", {}),
      starts("delete", "b"),
      starts("create-replacement", "c", {}),
      starts("replace", "c", {}),
      starts("delete-replaced", "c"),
      starts("create", "d", { custom: undefined }),
      summary(),
    );
    expect(names(resources)).toEqual({ b: "delete", c: "replace" });
  });

  test("unseen: what the summary counts as unchanged and no event shows", () => {
    const own = urn("default_3_28_0", "pulumi:providers:azure-native");
    const shown = [starts("same", "a", {}), starts("same", "p", { urn: own }, own)];
    expect(readEvents(...shown, summary({ resourceChanges: { same: 3 } })).input.unseen).toBe(2);
  });

  const error = (message: string, more: object = {}) => ({
    diagnosticEvent: { message, prefix: "error: ", severity: "error", color: "raw", ...more },
  });
  const failed = summary({ result: "failed" });
  const violation = { policyEvent: { enforcementLevel: "mandatory", policyName: "p", message: "no" } };

  test("a preview that policies failed is complete", () => {
    expect(
      readEvents(starts("create", "a", {}), violation, error("<{%reset%}>preview failed<{%reset%}>\n"), failed)
        .resources,
    ).toHaveLength(1);
    expect(
      readEvents(starts("create", "a", {}), error("trying again", { ephemeral: true }), summary()).resources,
    ).toHaveLength(1);
  });

  test.each([
    [
      "its program failed",
      [error("boom"), error("preview failed"), failed],
      "x.json: the preview failed, so not all of it is here: boom",
    ],
    [
      "the engine failed",
      [{ errorEvent: { error: "engine" } }, failed],
      "x.json: the preview failed, so not all of it is here: engine",
    ],
    [
      "it failed and no policy did",
      [error("preview failed"), failed],
      "x.json: the preview failed, so not all of it is here",
    ],
    [
      "an advisory policy is no reason",
      [{ policyEvent: { enforcementLevel: "advisory" } }, failed],
      "x.json: the preview failed, so not all of it is here",
    ],
    [
      "an update stops where a policy fails it",
      [violation, summary({ result: "failed", isPreview: false })],
      "x.json: the update failed, so not all of it is here",
    ],
    ["its end is missing", [], 'x.json: cut off: expected a "summaryEvent" before the end'],
    [
      "two deployments follow each other",
      [{ preludeEvent: {} }, summary(), { preludeEvent: {} }],
      "x.json:4:1: a second deployment begins here: expected the events of one",
    ],
  ])("refused: %s", (_, events, message) => {
    expect(refusal(() => readEvents(starts("create", "a", {}), ...events))).toBe(message);
  });

  test("what is no event is refused at its line", () => {
    expect(refusal(() => readBytes(Buffer.from('{"sequence":0,"timestamp":1}\n\n  {"a":1}\n')))).toBe(
      "x.json:3:3: expected an engine event",
    );
  });
});

test("nothing is known of an input before it was read to its end, and nothing is read before it is asked for", () => {
  let asked = 0;
  const bytes = Buffer.from(JSON.stringify(stackExport([state("a"), state("b")])));
  const chunks = {
    *[Symbol.iterator]() {
      asked++;
      yield bytes;
    },
  };
  const reading = read({ name: "x.json", chunks, digest: true });
  expect(asked).toBe(0);
  const resources = reading.resources[Symbol.iterator]();
  resources.next();
  expect(asked).toBe(1);
  expect(() => reading.input()).toThrow("has not been read to its end");
  while (!resources.next().done);
  expect(reading.input().resources).toBe(2);
});

describe("the stack's own config", () => {
  /** What the input has said of it when the first resource comes. */
  const atFirst = (text: string, chunk = 64) => {
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
      bytes.subarray(index * chunk, (index + 1) * chunk),
    );
    const reading = read({ name: "x.json", chunks });
    for (const _ of reading.resources) return reading.config();
    throw new Error("no resource");
  };
  const config = { "azure-hadr:environment": "test", "azure-native:location": "[secret]" };
  const whole = preview([step("create", "a", { inputs: {} })]);
  const lines = (...events: object[]) =>
    events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 1, ...event })}\n`).join("");
  const begins = starts("create", "a", state("a"));
  const ends = { summaryEvent: { isPreview: true, result: "succeeded", resourceChanges: { create: 1 } } };

  test("a preview's is known before its first resource, in whatever pieces it comes", () => {
    for (const chunk of [1, 7, 64, 100_000])
      expect(atFirst(JSON.stringify({ config, ...whole }), chunk)).toEqual({ source: "x.json", values: config });
  });
  test("a preview without one has an empty one, an export says nothing of it", () => {
    expect(atFirst(JSON.stringify(whole))).toEqual({ source: "x.json", values: {} });
    expect(atFirst(JSON.stringify(stackExport([state("a")])))).toBeUndefined();
  });
  test("events say it at their beginning", () => {
    expect(atFirst(lines({ preludeEvent: { config } }, begins, ends))?.values).toEqual(config);
    expect(atFirst(lines({ preludeEvent: {} }, begins, ends))?.values).toEqual({});
    expect(atFirst(lines(begins, ends))).toBeUndefined();
  });
  test("one that comes too late is refused if it declares anything of ours, never ignored", () => {
    expect(refusal(() => readValue({ ...whole, config }))).toContain('expected the "config" before the "steps"');
    expect(refusal(() => readEvents(begins, { preludeEvent: { config } }, ends))).toContain(
      "expected the config before the first step",
    );
    const other = { "azure-native:location": "uksouth" };
    expect(readValue({ ...whole, config: other }).resources).toHaveLength(1);
    expect(readEvents(begins, { preludeEvent: { config: other } }, ends).resources).toHaveLength(1);
  });
  test("one that is no names and values is refused", () => {
    expect(refusal(() => readValue({ config: [1], ...whole }))).toContain('expected names and values in "config"');
  });
});
