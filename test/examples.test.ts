/** Reference architectures: no rule asks of one what another forbids, or they could not all be kept. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { assess } from "../dist/src/assess.js";
import { loadDeclared } from "../dist/src/config/load.js";
import { policiesFor } from "../dist/src/config/policies.js";
import type { RawResource } from "../dist/src/model.js";
import { loadRules } from "../dist/src/rules.js";
import { unknownMarker } from "./support.js";

const folder = join(__dirname, "..", "examples");
const today = "2026-11-22";
const text = readFileSync(join(folder, "hadr.yaml"), "utf8");
const declared = loadDeclared(text, "hadr.yaml");

interface Program {
  readonly name: string;
  readonly resources: Readonly<Record<string, { readonly type: string; readonly properties: Record<string, unknown> }>>;
}

/** As a first preview shows the program: what refers to another resource is not known, but for what it was made of. */
function preview({ name: project, resources }: Program): RawResource[] {
  const urnOf = (name: string) => `urn:pulumi:prod::${project}::${resources[name]?.type}::${name}`;
  return Object.entries(resources).map(([name, { type, properties }]) => {
    const madeOf: Record<string, string[]> = {};
    const planned = (value: unknown, top: string): unknown => {
      if (Array.isArray(value)) return value.map((each) => planned(each, top));
      if (typeof value === "object" && value !== null)
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planned(inner, top)]));
      const [, referred] = /^\$\{([\w-]+)\./.exec(String(value)) ?? [];
      if (referred === undefined) return value;
      expect(Object.keys(resources)).toContain(referred);
      madeOf[top] = [...(madeOf[top] ?? []), urnOf(referred)];
      return unknownMarker;
    };
    const inputs = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, planned(value, key)]));
    return { urn: urnOf(name), type, operation: "create" as const, inputs, madeOf };
  });
}

const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("there are as many as there are ways to build it", () => {
  expect(names.length).toBeGreaterThanOrEqual(6);
});

describe.each(names)("%s", (name) => {
  const program = parse(readFileSync(join(folder, name, "Pulumi.yaml"), "utf8")) as Program;
  const assessed = (resources: readonly RawResource[]) =>
    assess(
      [
        {
          resources,
          input: () => ({ name, kind: "preview", bytes: 0, seconds: 0, unseen: 0, refused: false }) as never,
        },
      ],
      {
        tool: { name: "test", version: "" },
        today,
        rules: loadRules(),
        policyFor: (project, stack) => policiesFor(declared, { project, stack, today }),
        keep: Number.POSITIVE_INFINITY,
        keepSettled: true,
      },
    );
  const { verdicts, uncovered } = assessed(preview(program));
  const of = (outcome: string) => verdicts.filter((verdict) => verdict.outcome === outcome);

  test("no rule fails", () => {
    expect(of("fail").map(({ rule, name: of, because }) => `${rule} of ${of}: ${because}`)).toEqual([]);
    expect(uncovered.size).toBe(0);
  });

  test("it is judged, and few verdicts stay open", () => {
    expect(of("pass").length).toBeGreaterThan(7);
    expect(of("unknown").map(({ rule, name: of, because }) => `${rule} of ${of}: ${because}`)).toMatchSnapshot();
  });

  test("what takes its strength away is seen", () => {
    const weaker = preview(program).map((raw) => ({
      ...raw,
      inputs: JSON.parse(
        JSON.stringify(raw.inputs, (key, value) => {
          if (key === "locations" || key === "condition") return value.slice ? value.slice(0, 1) : { allOf: [] };
          return ["isZoneRedundant", "availabilityZone", "highAvailability", "deadLetterUri"].includes(key)
            ? undefined
            : value;
        }),
      ),
    }));
    const failing = assessed(weaker).verdicts.filter(({ outcome }) => outcome === "fail");
    expect(new Set(failing.map(({ rule }) => rule)).size).toBeGreaterThan(0);
  });
});
