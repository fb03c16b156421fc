/** The comment under a pull request, read back as GitHub's Markdown. */
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { printable } from "../dist/src/printable.js";
import { rowsOfResource } from "../dist/src/report/compared.js";
import { type MarkdownOptions, markdown } from "../dist/src/report/markdown.js";
import { plainly, sentence } from "../dist/src/report/markdown-words.js";
import type { Assessment } from "../src/assessment";
import { assess, hostile, many, mixed, nothing, verdict } from "./golden/assessments";
import { change, changing, comparison, nasty, nastyChange, still, strong, weak } from "./golden/comparisons";

const options: MarkdownOptions = { pageUrl: (id) => `https://example.com/rules/${id}`, category: "shop/prod" };
const render = (assessment: Assessment, more: Partial<MarkdownOptions> = {}) =>
  markdown(assessment, { ...options, ...more });
const html = (text: string): string =>
  micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };
/** What a reader sees: without tags, and without what has no width. */
const seen = (part: string): string =>
  part
    .replace(/<br>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
      code ? String.fromCodePoint(Number(code)) : (named[name] ?? "?"),
    )
    .replaceAll("\u200b", "");
const tables = (page: string): string[][][] =>
  [...page.matchAll(/<table>([\s\S]*?)<\/table>/g)].map(([, table = ""]) =>
    [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = ""]) => seen(cell)),
    ),
  );
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Every tag that is ours; no other may be there. */
const ours = new Set(
  "h3 h4 p strong a ul li br code sub details summary table thead tbody tr th td"
    .split(" ")
    .flatMap((tag) => [tag, `/${tag}`]),
);

/** Nothing but our own markup, whatever the input was called. */
function harmless(text: string, category = "shop/prod"): void {
  expect(text.startsWith(`<!-- azure-hadr: ${category} -->\n`)).toBe(true);
  const page = html(text);
  expect(count(page, /<!--/g)).toBe(1);
  const tags = [...page.replace(/^<!--.*?-->/, "").matchAll(/<(\/?[a-z][a-z0-9]*)([^>]*)>/gi)];
  const strange = tags.filter(
    ([, name = "", attributes = ""]) =>
      !ours.has(name) ||
      !(name === "a" ? /^ href="https:\/\/example\.com\/rules\/[\w-]+"$/ : /^(?: open| align="left")?$/).test(
        attributes,
      ),
  );
  expect(strange).toEqual([]);
  expect(page.replace(/^<!--.*?-->/, "").replace(/<\/?[a-z][a-z0-9]*[^>]*>/gi, "")).not.toContain("<");
  for (const tag of ["details", "summary", "code", "sub"])
    expect(count(page, new RegExp(`<${tag}[ >]`, "g"))).toBe(count(page, new RegExp(`</${tag}>`, "g")));
  // What GitHub makes of text outside tags: mentions, issues, commits, addresses.
  const words = page.replace(/<[^>]*>/g, " ").replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  expect(words).not.toMatch(/@[\w-]|#\d|\bGH-\d|\w:\/\/|www\.|\b[0-9a-f]{7,40}\b/i);
  for (const table of tables(page)) expect(new Set(table.map((row) => row.length)).size).toBe(1);
}

describe("markdown", () => {
  test.each(Object.entries({ changing, still, mixed, nothing }))("%s", async (name, assessment) => {
    await expect(render(assessment)).toMatchFileSnapshot(`golden/comment-${name}.md`);
    harmless(render(assessment));
  });

  test("what gets worse is the first table, and every answer stands in its cell", () => {
    const [first = []] = tables(html(render(changing)));
    const orders = comparison.resources[0];
    if (!orders) throw new Error("no resource");
    const expected = rowsOfResource(orders)
      .filter(({ isWorse }) => isWorse)
      .map(({ what, before, after }) => [`🔻 ${what}`, before, after]);
    expect(expected).toHaveLength(9);
    expect(first[0]).toEqual(["Resource", "What", "Before", "After"]);
    expect(first.slice(1).map((row) => row.slice(1))).toEqual(expected);
    expect(first[1]?.[0]).toBe("orders\nshop/prod\nsrc/index.ts:14");
  });

  test("what differs of a stack is told once, the rest of it below", () => {
    const [, stack = []] = tables(html(render(changing)));
    expect(stack.map(([what]) => what)).toEqual([
      "The worst of all resources",
      "data rests in",
      "price of what changes",
    ]);
    expect(stack.at(-1)).toEqual(["price of what changes", "1", "0.4 to 2 times"]);
  });

  test("a stack that gets worse by what is new in it says so, though no resource does", () => {
    const [stack] = comparison.stacks;
    if (!stack) throw new Error("no stack");
    const one = {
      ...comparison,
      stacks: [{ ...stack, was: strong, is: weak }],
      resources: [change("b", { does: "created", is: weak })],
    };
    const [rows = []] = tables(html(render({ ...changing, comparison: one })));
    expect(rows.filter(([what]) => what?.startsWith("🔻")).length).toBeGreaterThan(0);
  });

  test("before a resource was there, and after it is gone, stands a dash", () => {
    const text = html(render(changing));
    const carts = tables(text).at(-1);
    expect(carts?.slice(1).map(([, before]) => before)).toEqual(Array(9).fill("–"));
    expect(carts?.slice(1).map(([, , after]) => after)).not.toContain("–");
    const gone = tables(text).find((rows) => rows[1]?.[1] === "not stated (2025)");
    expect(new Set(gone?.slice(1).map(([, , after]) => after))).toEqual(new Set(["–"]));
  });

  test("findings that come with the change are first and unfolded, the others are folded up", () => {
    const text = render(changing);
    const fold = text.indexOf("<details><summary>In the way: 1");
    expect(text.indexOf("#### New with this change: 4")).toBeGreaterThan(0);
    expect(fold).toBeGreaterThan(text.indexOf("#### New with this change: 4"));
    expect(render(mixed)).toContain("#### In the way: 4");
  });

  test("a marker for each stack, which nothing in a name can end", () => {
    expect(render(changing).split("\n")[0]).toBe("<!-- azure-hadr: shop/prod -->");
    expect(markdown(changing, { pageUrl: String }).split("\n")[0]).toBe("<!-- azure-hadr -->");
    for (const category of ["a-->b", "a--", "x\n<b>", "ü/\ud800"])
      expect(render(changing, { category }).split("\n")[0]).toMatch(/^<!-- azure-hadr: (?:[\w./%]|-(?![->]))+ -->$/);
    expect(render(changing, { category: "a/b-c" })).not.toBe(render(changing, { category: "a/b--c" }));
  });

  test("names, reasons and files are text and nothing else", () => {
    for (const assessment of [nastyChange, hostile]) harmless(render(assessment));
    const text = seen(html(render(nastyChange)));
    for (const name of nasty) expect(text).toContain(printable(name.trim()).replace(/\s+/g, " "));
  });

  test("whatever a program is called", () => {
    const part = fc.constantFrom(
      ..."|`<>&*_~[]()!\\#@:/-=+.$ \n".split(""),
      ...[
        "<!--",
        "-->",
        "</details>",
        "https://a.b",
        "www.a.b",
        "@me",
        "#1",
        "GH-1",
        "``",
        "&#64;",
        "1. ",
        "    ",
        "a",
        "deadbeef",
        "\\|",
        "<br>",
        "---",
      ],
    );
    const name = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(name, name, name, (one, other, file) => {
        const change = {
          ...comparison,
          against: other,
          resources: comparison.resources.map((own) => ({
            ...own,
            name: one,
            stack: other,
            position: { file, line: 1, column: 1 },
          })),
          stacks: comparison.stacks.map((own) => ({ ...own, stack: one })),
        };
        const found = verdict("cosmos-min-two-regions", one, "fail", {
          was: "in order",
          because: other,
          stack: file,
          at: [file, 1, 1],
        });
        harmless(render(assess([found], { comparison: change, notices: [one], stacks: [one, other] })));
        const [cell = ""] = tables(html(`| a |\n| --- |\n| ${plainly(one)} |\n`))[0]?.[1] ?? [];
        expect(cell.replace(/\s+/g, " ")).toBe(printable(one.trim()).trim().replace(/\s+/g, " "));
      }),
      { numRuns: 60 },
    );
  });

  const big = (size: number): Assessment =>
    assess(
      Array.from({ length: size }, (_, at) =>
        verdict("cosmos-min-two-regions", `account-${at}`, "fail", {
          blocking: true,
          was: "in order",
          because: "x".repeat(900),
        }),
      ),
      {
        comparison: {
          ...comparison,
          stacks: Array.from({ length: size }, (_, at) => ({ ...comparison.stacks[0]!, stack: `shop/stack-${at}` })),
          resources: Array.from({ length: size }, (_, at) => ({
            ...comparison.resources[0]!,
            name: `account-${at} 𝒳`,
          })),
        },
        stacks: ["shop/prod"],
      },
    );

  test("commands and properties in our own sentences are code, whatever stands beside them", () => {
    expect(html(sentence("Set `a: true` (see `x --resource <b>`y`)."))).toBe(
      "<p>Set <code>a: true</code> (see <code>x --resource &lt;b&gt;</code>y<code>).</code></p>",
    );
    expect(html(render(mixed))).toContain("(<code>pulumi preview --show-sames</code> would)");
    expect(html(render(assess(mixed.verdicts)))).not.toContain("`");
  });

  test("a change of very many resources does not displace the findings", () => {
    const resources = Array.from({ length: 3_000 }, (_, at) =>
      change(`account-${at}`, { was: strong, is: weak, worse: ["SLA of reads"] }),
    );
    const text = render({ ...changing, comparison: { ...comparison, resources } });
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toMatch(/… and \d+ more resources that get worse/);
    expect(text).toMatch(/… and \d+ more resources that change/);
    expect(text).toContain("#### New with this change");
    expect(text).not.toContain("Left out");
  });

  test.each([65_536, 20_000, 6_000, 2_500])("never longer than %i, and whole whatever is left out", (limit) => {
    const whole = big(150);
    const text = render(whole, limit === 65_536 ? {} : { limit });
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text).toMatch(/<\/sub>\n$/);
    harmless(text);
    const [worse = []] = tables(html(text));
    const shown = worse.filter(([who, what]) => who && what?.startsWith("🔻")).length;
    const left = /… and (\d+) more resources? that gets? worse/.exec(text)?.[1];
    const out = /Left out, since a comment holds no more: (?:.*, )?(\d+) resources that get worse/.exec(text)?.[1];
    expect(shown + Number(left ?? out)).toBe(150);
  });

  test("of one rule no more resources are listed than are asked for", () => {
    expect(count(render(many, { cap: 3 }), /^- \*\*<code>account/gm)).toBe(3);
    expect(render(many, { cap: 3 })).toContain("- … and 16 more");
  });

  test("what did not change says so in few lines", () => {
    const text = render(still);
    expect(text).toContain("✅ azure-hadr: nothing new in the way");
    expect(text).toContain("\nNothing changes.\n");
    expect(text.split("\n").length).toBeLessThan(20);
  });
});
