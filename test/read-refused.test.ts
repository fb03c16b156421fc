/** Inputs that cannot be fully read: one line that says where and what was expected, and never what the input holds. */
import { describe, expect, test } from "vitest";
import { fault } from "../dist/src/read/fault.js";
import { Refused, read } from "../dist/src/read/read.js";

const ours = "a Pulumi preview (--json), a stack export, an event log or an Azure Resource Graph result";
const secret = "hunter2";
const urn = "urn:pulumi:dev::shop::azure-native:cosmosdb:DatabaseAccount::a";
const account = {
  urn,
  custom: true,
  type: "azure-native:cosmosdb:DatabaseAccount",
  inputs: { tags: { secret, é: '日本 \\ "quoted"' }, n: [-1.5e3, true, false, null] },
};
const anExport = { version: 3, deployment: { manifest: {}, resources: [account, account], metadata: {} } };
const aPreview = {
  steps: [{ op: "create", urn, newState: account }],
  diagnostics: [{ message: "ok", severity: "info" }],
  duration: 1,
};
const events = [
  { preludeEvent: {} },
  { resourcePreEvent: { metadata: { op: "create", urn, new: account } } },
  { summaryEvent: { resourceChanges: { create: 1 }, isPreview: true } },
].map((event, sequence) => JSON.stringify({ sequence, timestamp: 1, ...event }));
const whole = {
  "an export": JSON.stringify(anExport),
  "an indented export": JSON.stringify(anExport, null, 4),
  "a preview": JSON.stringify(aPreview),
  "an indented preview": JSON.stringify(aPreview, null, "\t"),
  "an event log": events.join("\n"),
  "an Azure Resource Graph result": JSON.stringify({
    count: 1,
    data: [{ id: "/subscriptions/s/resourceGroups/g/providers/M.X/y/a", type: "m.x/y" }],
    total_records: 1,
  }),
};

function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
function count(input: string | Buffer, size = 1 << 20): number {
  const reading = read({ name: "x.json", chunks: pieces(Buffer.from(input), size) });
  for (const _ of reading.resources);
  return reading.input().resources;
}
/** The message; fails if the input was accepted or anything else was thrown. */
function refusal(input: string | Buffer, size?: number): string {
  try {
    const resources = count(input, size);
    throw new Error(`${resources} resources were read`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).toMatch(/^x\.json[:\d]*: [\x20-\x7e…]+$/);
    expect(error.message).not.toContain(secret);
    return error.message;
  }
}

describe("an input that is cut off", () => {
  test.each(Object.entries(whole))("%s: refused wherever the cut is, and read when there is none", (_, text) => {
    const bytes = Buffer.from(text);
    expect(count(bytes)).toBeGreaterThan(0);
    for (let end = 1; end < bytes.length; end++) {
      const message = refusal(bytes.subarray(0, end));
      // A log may also end between two events: then its summary is what is missing.
      if (!message.endsWith('cut off: expected a "summaryEvent" before the end'))
        expect(message).toContain(`: cut off at byte ${end}: expected `);
    }
  });

  test.each(Object.entries(whole))("%s: the same in UTF-16", (_, text) => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    expect(count(bytes, 7)).toBeGreaterThan(0);
    for (let end = 1; end < bytes.length; end++) refusal(bytes.subarray(0, end));
  });

  test("says where", () => {
    expect(refusal('{"steps": [\n  {"op": "cre')).toBe("x.json:2:14: cut off at byte 25: expected the end of a string");
    expect(refusal('{"steps": [\n  {"op": "create"')).toBe('x.json:2:18: cut off at byte 29: expected "," or "}"');
    expect(refusal('{"version": 3, "deployment": {"resources": []}')).toBe(
      'x.json:1:47: cut off at byte 46: expected "," or "}"',
    );
  });
});

describe("what is no JSON", () => {
  test.each([
    ["", `x.json: empty (0 bytes): expected ${ours}`],
    [" \n\t\r\n", `x.json: nothing but white space: expected ${ours}`],
    ["\ufeff", `x.json: nothing but white space: expected ${ours}`],
    ["Previewing update (dev)", `x.json:1:1: not a JSON object: expected ${ours}`],
    ["\n\n  error: no stack selected", `x.json:3:3: not a JSON object: expected ${ours}`],
    ["[]", `x.json:1:1: a list, which does not say whether it is whole: expected ${ours}`],
    ["3", `x.json:1:1: not a JSON object: expected ${ours}`],
    ["{steps: []}", "x.json:1:2: not JSON: expected a name in quotes"],
    ['{"steps": [],}', "x.json:1:14: not JSON: expected a name in quotes"],
    ['{"steps" []}', 'x.json:1:10: not JSON: expected ":"'],
    ['{"steps": [{"op": hunter2}]}', "x.json:1:19: not JSON: expected a value"],
    ['{"steps": [{"op": 01}]}', "x.json:1:19: not JSON: expected a value"],
    ['{"steps": [{"op": "\\x hunter2"}]}', "x.json:1:20: not JSON: expected an escape such as \\n"],
    ['{"steps": [{"op": "a\nhunter2"}]}', "x.json:1:21: not JSON: expected the end of a string"],
    ['{"steps": [\n  {}\n  {}\n]}', 'x.json:3:3: not JSON: expected "," or "]"'],
    ['{"steps": [\n  {}\n  }\n]}', 'x.json:3:3: not JSON: expected "," or "]"'],
    ['{"steps": [,{}]}', "x.json:1:12: not JSON: expected a value"],
    ['{"steps": [\n<<<<<<< ours\n{}]}', "x.json:2:1: not JSON: expected a value"],
    ['{"duration": 1}}', "x.json:1:16: not JSON: expected nothing more"],
    ['{"duration": 1} hunter2', "x.json:1:17: not JSON: expected nothing more"],
    ['{"duration": 1}\n{"duration": 1}', "x.json:2:1: expected nothing more"],
    ['{"duration": 1}\n{"steps": []}', "x.json: steps: expected nothing more"],
    [`${events.join("\n")}\nhunter2`, "x.json:4:1: not JSON: expected nothing more"],
  ])("%#: $1", (input, message) => expect(refusal(input)).toBe(message));

  test("after elements that were already given: the fault is found at its own place, and not before they are all read", () => {
    const element = JSON.stringify(account);
    for (const [broken, message] of [
      [`${element}\n,\n]`, "x.json:3:1: not JSON: expected a value"],
      [`${element}\n${element}]`, 'x.json:2:1: not JSON: expected "," or "]"'],
      [`${element}\n,,${element}]`, "x.json:2:2: not JSON: expected a value"],
      [`${element}\n,${element}}`, `x.json:2:${Buffer.byteLength(element) + 2}: not JSON: expected "," or "]"`],
    ]) {
      const text = `{"version":3,"deployment":{"resources":[${broken}}}`;
      for (const size of [1, 10, element.length + 41, 1 << 20]) expect(refusal(text, size)).toBe(message);
    }
  });

  test("bytes that are no UTF-8", () => {
    expect(refusal(Buffer.from('{"steps": [\n"caf\xe9"]}', "latin1"))).toBe(
      "x.json:2:5: not JSON: expected a character in UTF-8",
    );
    expect(refusal(Buffer.from('{"caf\xe9": [\n]}', "latin1"))).toBe(
      "x.json:1:6: not JSON: expected a character in UTF-8",
    );
    const late = Buffer.concat([Buffer.from(whole["an export"].slice(0, -1)), Buffer.from(',"x":"\xff"}', "latin1")]);
    expect(refusal(late)).toMatch(/^x\.json:1:\d+: not JSON: expected a character in UTF-8$/);
  });

  test("bytes that are no UTF-16", () => {
    expect(refusal(Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x00, 0xd8, 0x7b, 0x00]))).toMatch(/^x\.json: not text/);
    expect(refusal(Buffer.from([0xff, 0xfe, 0x7b]))).toMatch(/^x\.json: not text/);
    expect(refusal(Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00]))).toBe(
      `x.json:1:1: not a JSON object: expected ${ours}`,
    );
  });

  test("nesting costs no stack, in lists or outside of them", () => {
    const deep = "[".repeat(100_000);
    expect(refusal(deep)).toBe(`x.json:1:1: a list, which does not say whether it is whole: expected ${ours}`);
    expect(refusal(`{"a":${deep}`)).toContain("cut off at byte 100005");
    expect(refusal(`{"steps":[${deep}`)).toContain("cut off at byte 100010");
    expect(refusal(`{"steps":[${deep}}`)).toContain("not JSON");
    expect(refusal(`{"a":${deep}${"]".repeat(100_000)}}`)).toContain('this has "a" at its top');
    expect(refusal(`{"steps":[${deep}${"]".repeat(100_000)}]}`)).toContain("steps[0]: expected a step");
  });
});

describe("another tool's JSON", () => {
  test.each([
    [{ format_version: "1.2", terraform_version: "1.9", planned_values: {} }, "this looks like a Terraform plan"],
    [{ version: 4, terraform_version: "1.9", resources: [{ secret }] }, "this looks like a Terraform state"],
    [
      { $schema: "https://schema.management.azure.com/x", contentVersion: "1.0.0.0", resources: [] },
      "this looks like an ARM template",
    ],
    [{ manifest: {}, resourcePlans: {} }, "this looks like a Pulumi update plan (--save-plan)"],
    [{ $schema: "https://x", version: "2.1.0", runs: [] }, "this looks like a SARIF log"],
    [{ name: "x", version: "1", dependencies: { [secret]: "1" } }, "this looks like a package.json"],
    [{ result: "succeeded", resources: [], duration: 1 }, 'this has "result", "resources", "duration" at its top'],
    [{ a: secret, b: 1, c: 1, d: 1, e: 1, f: 1 }, 'this has "a", "b", "c", "d", "e", … at its top'],
    [{ ["x".repeat(1000)]: 1, "a\nb\u001b": 1 }, `this has "${"x".repeat(39)}…", "a\\nb\\u001b" at its top`],
    [{}, "this has no names at its top"],
    [{ version: 3 }, 'this has "version" at its top'],
    [
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, 1])),
      'this has "k0", "k1", "k2", "k3", "k4", … at its top',
    ],
  ])("%#: $1", (value, looks) => expect(refusal(JSON.stringify(value))).toBe(`x.json: expected ${ours}; ${looks}`));

  test.each([
    [{ steps: ["hunter2"] }, "x.json: steps[0]: expected a step, but this is not an object"],
    [
      { steps: [aPreview.steps[0], { run: "hunter2" }] },
      'x.json: steps[1]: expected a resource, but there is no "urn"',
    ],
    [{ steps: [{ urn: "hunter2", op: "create" }] }, 'x.json: steps[0]: its "urn" is not that of a Pulumi resource'],
    [{ steps: [{ urn }] }, 'x.json: steps[0]: expected a step, but there is no "op"'],
    [{ steps: [{ urn, op: "create", newState: "hunter2" }] }, 'x.json: steps[0]: its "newState" is not an object'],
    [{ steps: [{ urn, op: "delete", oldState: "hunter2" }] }, 'x.json: steps[0]: its "oldState" is not an object'],
    [{ steps: [{ urn, op: "update", oldState: ["hunter2"] }] }, 'x.json: steps[0]: its "oldState" is not an object'],
    [
      { steps: [{ urn, op: "update", oldState: { inputs: "hunter2" }, newState: {} }] },
      'x.json: steps[0]: its "inputs" are not an object',
    ],
    [
      { steps: [{ urn, op: "create", newState: { propertyDependencies: ["hunter2"] } }] },
      'x.json: steps[0]: its "propertyDependencies" are not an object',
    ],
    ...["hunter2", [{ hunter2: 1 }]].map((made): [object, string] => [
      { steps: [{ urn, op: "create", newState: { propertyDependencies: { location: made } } }] },
      'x.json: steps[0]: expected lists of URNs in its "propertyDependencies"',
    ]),
    [{ steps: [{ urn, op: "create", newState: { type: 5 } }] }, 'x.json: steps[0]: its "type" is not text'],
    [
      { steps: [{ urn, op: "create", newState: { inputs: ["hunter2"] } }] },
      'x.json: steps[0]: its "inputs" are not an object',
    ],
    [{ steps: "hunter2" }, 'x.json: expected a list of steps in "steps"'],
    [{ steps: [], diagnostics: {} }, 'x.json: expected a list of messages in "diagnostics"'],
    [{ version: 3, deployment: null }, 'x.json: expected a stack export, but its "deployment" is not an object'],
    [{ version: 3, deployment: { resources: {} } }, 'x.json: expected a list of resources in "deployment.resources"'],
    [
      { version: 3, deployment: { resources: [account, null] } },
      "x.json: deployment.resources[1]: expected a resource, but this is not an object",
    ],
    [
      { version: 3, deployment: { resources: [{ ...account, outputs: 5 }] } },
      'x.json: deployment.resources[0]: its "outputs" are not an object',
    ],
  ])("%#: $1", (value, message) => {
    for (const size of [1, 1 << 20]) expect(refusal(JSON.stringify(value), size)).toBe(message);
  });
});

describe("the same name twice, where JSON.parse would keep the last and say nothing", () => {
  const list = JSON.stringify([account]);
  test.each([
    [`{"version":3,"deployment":{"resources":${list},"resources":[]}}`],
    [`{"version":3,"deployment":{"resources":[],"resources":${list}}}`],
    [`{"version":3,"deployment":{"resources":5,"resources":${list}}}`],
    [`{"version":3,"deployment":{"resources":${list},"r\\u0065sources":[]}}`],
    [`{"version":3,"deployment":{"resources":${list}},"deployment":{"resources":[]}}`],
    [`{"version":3,"deployment":{"resources":${list}},"deployment":null}`],
    [`{"steps":[],"steps":[]}`],
    [`{"steps":[],"duration":1,"duration":2}`],
  ])("%s", (input) => {
    for (const size of [1, 1 << 20])
      expect(refusal(input, size)).toMatch(/^x\.json:1:\d+: a name for the second time: expected it once$/);
  });

  test("both lists", () => {
    expect(refusal(`{"steps":[],"version":3,"deployment":{"resources":[]}}`)).toBe(
      "x.json:1:51: a second list of resources: expected one",
    );
  });

  test("a name elsewhere is somebody else's", () => {
    const steps = JSON.stringify([
      { ...aPreview.steps[0], steps: [1], newState: { ...account, deployment: { resources: [1] } } },
    ]);
    expect(
      count(`{"config":{"steps":[1],"deployment":{"resources":[]}},"changeSummary":{"resources":1},"steps":${steps}}`),
    ).toBe(1);
    expect(refusal(`{"version":3,"x":{"resources":[1]},"deployment":[{"resources":[1]}]}`)).toBe(
      'x.json: expected a stack export, but its "deployment" is not an object',
    );
  });
});

describe("an input that is too large to hold is refused in little memory", () => {
  /** `head`, then `filling` without end. How many bytes were asked for. */
  function endless(head: string, filling: string | (() => string)): { message: string; asked: number } {
    let asked = 0;
    const chunk = Buffer.from(typeof filling === "string" ? filling.repeat(Math.ceil(65536 / filling.length)) : "");
    function* chunks(): Generator<Buffer> {
      yield Buffer.from(head);
      for (let size = 0; asked < 600 * 2 ** 20; asked += size) {
        const next = typeof filling === "string" ? chunk : Buffer.from(filling());
        size = next.length;
        yield next;
      }
    }
    try {
      for (const _ of read({ name: "x.json", chunks: chunks() }).resources);
    } catch (error) {
      if (error instanceof Refused) return { message: error.message, asked };
      throw error;
    }
    throw new Error("it was not refused");
  }

  let number = 0;
  test.each([
    ["names", '{"a":1', () => `,"b${number++}":1`, 'this has "a", "b0"', 1],
    ["a list", '{"version":4,"terraform_version":"1.9","resources":[0', ",{}", "this looks like a Terraform state", 17],
    ["a string", '{"log":"', "x", 'this has "log" at its top', 17],
    ["white space", "", " ", "this has no names at its top", 17],
    ["white space in the list", '{"steps":[', " ", "steps[0]: expected a resource, but this is too large for one", 33],
    ["one element", `{"steps":[{},{"a":"`, "x", "expected a resource", 33],
    ["numbers", `{"steps":[0`, ",1234567890123456", "too large for one", 33],
    ["nothing that is JSON", `{"steps":["a`, '"', "not JSON", 33],
  ])("%s", (_, head, filling, message, megabytes) => {
    const refused = endless(head, filling);
    expect(refused.message).toContain(message);
    expect(refused.asked).toBeLessThan(megabytes * 2 ** 20);
  });
});

test("what the validator says of the shortest texts", () => {
  const said = (text: string) => fault(Buffer.from(text));
  expect(said("")).toEqual({ at: 0, expected: "a value", ended: true });
  expect(said(" [1, tru")).toEqual({ at: 5, expected: "a value", ended: true });
  expect(said('["\\u12')).toEqual({ at: 2, expected: "an escape such as \\n", ended: true });
  expect(said('["\\u12x"]')).toEqual({ at: 2, expected: "an escape such as \\n", ended: false });
  expect(said('{"a":1 "b"')).toEqual({ at: 7, expected: '"," or "}"', ended: false });
  expect(said("[1] 2")).toEqual({ at: 4, expected: "nothing more", ended: false });
  expect(said(' {"a": [1, -0.5e+3, "\\ud800é", {}], "b": null} ')).toBeUndefined();
});
