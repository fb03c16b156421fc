import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { text } from "../dist/src/report/text.js";
import type { Assessment } from "../src/assessment";
import type { SourcePosition } from "../src/model";
import { assess, declared, hostile, many, mixed, nothing, verdict, waiver } from "./golden/assessments";
import { change, changing, comparison, nastyChange, still, strong, weak } from "./golden/comparisons";
import { documents } from "./golden/rules";

const program: Record<string, string> = {
  "src/index.ts:14":
    '\tconst orders = new cosmosdb.DatabaseAccount("orders", { resourceGroupName: group.name, ...shared });',
  "src/index.ts:31": 'const sessions = new cosmosdb.DatabaseAccount("sessions", {',
  "index\u001b[2K.ts:3": "\u001b[31m   東京x",
};
const options = {
  documents,
  pageUrl: (id: string) => `https://example.com/rules/${id}`,
  color: false,
  width: 80,
  sourceLine: ({ file, line }: SourcePosition) => program[`${file}:${line}`],
};
const render = (assessment: Assessment, more: Partial<typeof options> & { cap?: number } = {}) =>
  text(assessment, { ...options, ...more });

const unprintable = /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const command = /^\s*::|##(?:vso)?\[/im;

describe("text", () => {
  test.each(Object.entries({ mixed, many, nothing, hostile, changing, still }))("%s", async (name, assessment) => {
    await expect(render(assessment)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test("what gets worse is what is read first of all findings", () => {
    const printed = render(changing, { width: 200 });
    const at = (words: string) => printed.indexOf(words);
    expect(at("What this change does")).toBeGreaterThan(0);
    expect(at("▼ orders · shop/prod · src/index.ts:14:17 · changed, gets worse")).toBeLessThan(at("- pumps"));
    expect(at("- pumps")).toBeLessThan(at("In the way"));
    expect(printed).toContain("  ▼ SLA of writes: 99.995 % (2025) → 99.99 % (2025)\n");
    expect(printed).toContain(
      "shop/dev: 1 changed (3 unchanged); findings: 0 new, 0 fixed, 2 unchanged.\n  No answer differs.\n",
    );
    expect(printed).toContain("\n1 stack stays as before.\n");
    expect(render(changing, { cap: 2 })).toContain("\n… and 2 more resources\n\n+ created: carts\n");
  });

  test("of a rule what is new comes first, and what is alike is told once", () => {
    const draft = {
      blocking: true,
      because: "its only region is West Europe",
      evidence: [{ path: "locations", value: 1 }],
    };
    const old = ["old-10", "old-2", "old-1"].map((name) => ({
      ...verdict("cosmos-min-two-regions", name, "fail", draft),
      was: "fail" as const,
    }));
    const other = {
      ...verdict("cosmos-min-two-regions", "old-3", "fail", { ...draft, because: "other" }),
      was: "fail" as const,
    };
    const fresh = { ...verdict("cosmos-min-two-regions", "z-fresh", "fail", draft), was: "absent" as const };
    const printed = render(assess([...old, other, fresh]), { width: 200 });
    expect(printed.match(/^ {2}✗ .*$/gm)).toEqual([
      "  ✗ z-fresh · shop/prod · new",
      "  ✗ old-1 · shop/prod · as z-fresh",
      "  ✗ old-2 · shop/prod · as z-fresh",
      "  ✗ old-3 · shop/prod",
      "  ✗ old-10 · shop/prod · as z-fresh",
    ]);
    expect(printed.split("its only region is West Europe")).toHaveLength(2);
    expect(render(assess([...old, other, fresh]), { cap: 1 })).toContain("✗ z-fresh");
  });

  test("an answer of a stack is told once: where no resource below tells it", () => {
    const [stack] = comparison.stacks;
    if (!stack) throw new Error("no stack");
    const created = change("b", { does: "created", is: weak });
    const of = (resources: typeof comparison.resources) =>
      render(
        { ...changing, comparison: { ...comparison, stacks: [{ ...stack, was: strong, is: weak }], resources } },
        { width: 200 },
      );
    const line = "  ▼ SLA of writes: 99.995 % (2025) → 99.99 % (2025)\n";
    expect(of([created]).split(line)).toHaveLength(2);
    expect(of([created])).toContain("Nothing else differs.");
    expect(of(comparison.resources).split(line)).toHaveLength(2);
    expect(of(comparison.resources)).toContain("Its worst answers differ as those of the resources below do.");
  });

  test("what does not change takes one line, and what was there before does not count", () => {
    expect(render(still)).toContain("\nCompared with what is deployed, nothing changes.\n");
    expect(render(still).split("\n").length).toBeLessThan(15);
    expect(render(still)).toContain("✓ Nothing new in the way · 1 fail · 1 known before");
  });

  test("new findings are marked, and what is set aside says until when and why", () => {
    const printed = render(changing, { width: 300 }).replace(/\n +(?! )/g, " ");
    expect(printed).toContain("✗ carts · shop/prod · new\n");
    expect(printed).not.toContain("archive-2019 · shop/prod · new");
    expect(printed).toContain("until      2026-12-03 (soon: 12 days left), team-orders@example.com: Read-only");
    expect(printed).toContain("(hadr.yaml:12:5)");
    expect(printed).toContain("Known before (1 in the baseline, 1 not new) ─");
    expect(printed).toContain(
      "! The waiver of team-gone for cosmos-min-two-regions on gone-* (hadr.yaml:19:5) covers nothing here: drop it unless another stack needs it.",
    );
    expect(printed).toContain("! hadr-baseline.json: 3 entries can be dropped");
    expect(printed).toContain("a declared boundary is not waived unless allowResidencyWaivers says so");
    expect(printed).toContain("! The rule cosmos-backup-continuous was left out by --skip.");
    // Of both kinds not every verdict was kept: only the sum is known.
    expect(render({ ...changing, counts: { ...changing.counts, excused: 9 }, newOnly: true })).toContain(
      "Known before ─",
    );
  });

  test("the names of what changes print on lines of ours and command nobody", () => {
    expect(render(nastyChange)).not.toMatch(unprintable);
    expect(render(nastyChange)).not.toMatch(command);
  });

  test("in a narrow terminal", async () => {
    await expect(render(mixed, { width: 40 })).toMatchFileSnapshot("golden/mixed-narrow.txt");
  });

  test.each([30, 40, 49, 50, 80, 100, 500])("breaks every line that has a space to the width %i", (width) => {
    const long = render(mixed, { width })
      .split("\n")
      .filter((line) => line.length > Math.min(width, 100) && !line.includes("│"));
    // A label and one word stay together, so that links can be clicked.
    for (const line of long) expect(line.trim().split(/ +/).length).toBeLessThanOrEqual(2);
  });

  test("says of each stack what it was held against, and how many rules somebody vouches for", () => {
    const attestation = {
      rule: "cosmos-failover-is-drilled",
      scope: "shop/*",
      by: "team-sre",
      date: "2026-10-01",
      evidence: "wiki/drill-7",
      until: "2027-10-01",
    };
    const manual = verdict("cosmos-failover-is-drilled", "orders", "manual");
    const more = { declared: [declared] };
    const said = render(assess([{ ...manual, attestation }], more)).replace(/\n +(?![ !])/g, " ");
    expect(said).toContain(
      "shop/prod: production, mission-critical; data in 2 regions (geographies Europe); RPO 5 min, reads 99.99 %; other objectives for resources that match orders*.\n" +
        "  ! geographies: Europe is narrower than it may sound.\n",
    );
    expect(said).toContain("! The config of shop/prod was not seen.\n");
    expect(said).toContain("1 rule is for a person, 1 of them attested: ");
    expect(render(assess([{ ...manual, attestation }, manual], more))).not.toContain("attested");
    const others = { ...more, declared: Array.from({ length: 5 }, () => declared) };
    expect(render(assess([manual], others), { width: 300, cap: 3 })).toContain("\n… and 2 more stacks\n");
  });

  test("colour adds escape codes and nothing else", () => {
    const plain = render(mixed);
    const coloured = render(mixed, { color: true });
    expect(plain).not.toContain("\u001b");
    expect(coloured).toContain("\u001b[31m");
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });

  test("no escape code of the input is printed, with colour or without", () => {
    expect(stripVTControlCharacters(render(hostile, { color: true }))).toBe(render(hostile));
    expect(render(hostile)).not.toMatch(unprintable);
    expect(render(hostile)).not.toMatch(command);
  });

  test("whatever a program is called, it prints on its own lines and commands nobody", () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc
        .array(fc.constantFrom(" ", "\n", "\t", "\u00a0", "\u3000", "::error::", "##vso[a]", "##[b]", "\u001b[2J", "x"))
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, nasty, (name, because, path, value, file) => {
        const lines = (one: string[]) =>
          render(
            assess([
              verdict("cosmos-min-two-regions", one[0] ?? "", "fail", {
                blocking: true,
                because: one[1] ?? "",
                evidence: [{ path: one[2] ?? "", value: one[3] ?? "" }],
                at: [one[4] ?? "", 1, 3],
                expiredWaiver: { ...waiver, owner: one[0] ?? "", reason: one[1] ?? "" },
              }),
              verdict("cosmos-min-two-regions", one[1] ?? "", "unknown", { because: one[0] ?? "" }),
            ]),
            { sourceLine: () => one[3] },
          );
        const printed = lines([name, because, path, value, file]);
        expect(printed).not.toMatch(unprintable);
        expect(printed).not.toMatch(command);
      }),
      { numRuns: 500 },
    );
  });

  test("the caret stands under the column, also after tabs, wide letters and in long lines", () => {
    const line = `\t${"x".repeat(200)}東京TARGET${"y".repeat(200)}`;
    const at = line.indexOf("TARGET") + 1;
    const one = assess([verdict("cosmos-min-two-regions", "a", "fail", { blocking: true, at: ["i.ts", 7, at] })]);
    const printed = render(one, { sourceLine: () => line }).split("\n");
    const code = printed.find((text) => text.includes("TARGET")) ?? "";
    const caret = printed[printed.indexOf(code) + 1] ?? "";
    // 東京 takes four columns and two characters.
    expect(caret.indexOf("^")).toBe(code.indexOf("TARGET") + 2);
    expect(code.length).toBeLessThanOrEqual(80);
  });

  test("what was not kept is counted", () => {
    expect(render(many, { cap: 3 })).toContain("… and 36 more");
    expect(render(many, { cap: 0 })).toContain("… and 39 more");
    expect(render(many, { cap: 3 })).toContain("cosmos-min-two-regions · 39 resources");
    expect(render(assess(many.verdicts.slice(0, 5)))).not.toContain("… and");
  });

  test("a rule none of whose verdicts were kept is still there", () => {
    const printed = render({ ...many, verdicts: [] });
    expect(printed).toContain("✗ high  cosmos-min-two-regions · 39 resources");
    expect(printed).toContain("… and 39 more");
    expect(printed).toContain("… and 1 more");
  });

  test("a rule that only fails where it is waived is not among those that fail", () => {
    const printed = render(assess([verdict("cosmos-min-two-regions", "archive", "fail", { blocking: true, waiver })]));
    expect(printed).not.toContain("Not so");
    expect(printed).toContain("- archive · shop/prod · cosmos-min-two-regions (high)");
    expect(printed).toContain("✓ Nothing in the way · 1 fail · 1 waived");
  });

  test("nothing of our kinds is no all-clear where something was left out", () => {
    const unseen = render(
      assess([], {
        uncovered: new Map([
          [
            "azure-native:documentdb:CassandraCluster",
            { count: 1, blocking: 0, why: "a Cosmos DB store that no rule covers yet" },
          ],
        ]),
      }),
    );
    expect(render(nothing)).toContain("✓ 14 resources, none of them");
    expect(unseen).toContain("? 14 resources, none of them");
    expect(unseen).toContain("CassandraCluster (1)");
  });

  test("a verdict of a rule that nobody knows is an error, not silence", () => {
    const strange = assess([verdict("cosmos-min-two-regions", "a", "fail")], { rules: new Map() });
    expect(() => render(strange)).toThrow("no rule cosmos-min-two-regions");
  });
});
