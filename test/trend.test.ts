/** Four dated runs of one estate, and what a history says of them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Trend } from "../src/estate/trend";
import { account, exported, folderOf, ran } from "./estates";
import { unseenIn, wrongIn } from "./published";

const top = mkdtempSync(join(tmpdir(), "azure-hadr-trend-"));
afterAll(() => rmSync(top, { recursive: true }));

const one = account("westeurope");
const two = account("westeurope", "northeurope");
const teams = `stacks:
  - match: "*/dev"
    environment: development
  - match: shop/*
    team: shop
  - match: factory/*
    team: plants
`;
const waived = `${teams}waivers:
  - rule: cosmos-min-two-regions
    resource: orders
    stack: shop/prod
    owner: shop
    reason: Moves next month.
    until: 2026-12-31
`;
/** Day by day: what is there, and what is declared. */
const days: readonly (readonly [day: string, stacks: Readonly<Record<string, Record<string, object>>>, string])[] = [
  [
    "2026-11-01",
    {
      "shop/prod": { orders: one, carts: one },
      "shop/dev": { trial: one },
      "factory/prod": { plant: one },
      "ledger/prod": { book: one },
    },
    teams,
  ],
  [
    "2026-11-08", // carts are mended, and there are baskets
    {
      "shop/prod": { orders: one, carts: two, baskets: one },
      "shop/dev": { trial: one },
      "factory/prod": { plant: one },
      "ledger/prod": { book: one },
    },
    teams,
  ],
  [
    "2026-11-15", // orders are waived, the factory is destroyed, nobody exports the ledger
    { "shop/prod": { orders: one, carts: two, baskets: one }, "shop/dev": { trial: one }, "factory/prod": {} },
    waived,
  ],
  [
    "2026-11-22", // the waiver is gone, carts are back in one region, a new stack, and nobody exports shop/dev
    {
      "shop/prod": { orders: one, carts: one, baskets: one },
      "factory/prod": {},
      "ledger/prod": { book: one },
      "pay/prod": { till: one },
    },
    teams,
  ],
];
const only = ["--only", "cosmos-min-two-regions"];

function recorded(history: string, cwd = top): void {
  for (const [day, stacks, declared] of days) {
    folderOf(join(cwd, "estate"), {
      "hadr.yaml": declared,
      ...Object.fromEntries(
        Object.entries(stacks).map(([name, accounts]) => [
          `stacks/${name.replace("/", "-")}.json`,
          exported(name, accounts),
        ]),
      ),
    });
    const { status, stderr } = ran(
      join(cwd, "estate"),
      ...[
        "report",
        "stacks",
        "--history",
        history,
        "--as-of",
        day,
        ...only,
        "-f",
        `markdown=${join(cwd, "estate.md")}`,
      ],
    );
    expect([day, status, stderr]).toEqual([day, 0, ""]);
  }
}
const asked = new Map<string, Trend>();
/** Of the history in DuckDB, once. */
const found = (...args: readonly string[]): Trend => {
  const key = args.join(" ");
  asked.set(key, asked.get(key) ?? trend("--history", file, ...args));
  return asked.get(key) as Trend;
};
const trend = (...args: readonly string[]) => {
  const { status, stdout, stderr } = ran(top, "trend", ...args, "-f", "json");
  expect([status, stderr]).toEqual([0, ""]);
  const told = JSON.parse(stdout) as Trend;
  expect(wrongIn("trend", told)).toEqual([]);
  return told;
};

const file = join(top, "hadr.duckdb");
const folder = join(top, "history/");
beforeAll(() => recorded(file));

describe("a history in DuckDB", () => {
  test("says day by day what was open, opened and closed, and closes nothing that was not observed", () => {
    const { points } = found();
    const told = points.map(({ date, stacks, observed, carried, open, openCarried, waived, opened, closed }) => ({
      ...{ date, stacks, observed, carried, open, openCarried, waived, opened, closed },
    }));
    expect(told).toEqual([
      row("2026-11-01", { stacks: 4, observed: 4, open: 5 }),
      row("2026-11-08", { stacks: 4, observed: 4, open: 5, opened: 1, closed: 1 }),
      row("2026-11-15", { stacks: 4, observed: 3, open: 3, openCarried: 1, waived: 1, closed: 2 }),
      row("2026-11-22", { stacks: 5, observed: 4, open: 6, openCarried: 1, opened: 3 }),
    ]);
  });
  const row = (date: string, own: Partial<Trend["points"][number]> & { stacks: number; observed: number }) => ({
    ...{ date, openCarried: 0, waived: 0, opened: 0, closed: 0, carried: own.stacks - own.observed },
    ...own,
  });

  test("tells what was mended from what was waived and what is gone, by team and rule", () => {
    const { teams, rules, totals } = found();
    expect(totals).toEqual({
      ...{ opened: 4, withStack: 1, reopened: 2, closed: 3, fixed: 1, waived: 1, excused: 0, gone: 1 },
      ...{ open: 6, openCarried: 1, oldest: 21, age: 16 },
    });
    expect(rules).toEqual([{ rule: "cosmos-min-two-regions", ...totals }]);
    const brief = teams.map(({ team, opened, fixed, waived, gone, open, oldest }) => [
      ...[team, opened, fixed, waived, gone, open, oldest],
    ]);
    expect(brief).toEqual([
      ["plants", 0, 0, 0, 1, 0, null],
      ["shop", 3, 1, 1, 0, 4, 21],
      [null, 1, 0, 0, 0, 2, 21],
    ]);
  });

  test("names what is open now and was not a week ago, and what it was then", () => {
    const { weekAgo, regressions } = found();
    expect(weekAgo).toBe("2026-11-15");
    expect(regressions.map(({ stack, resource, was, blocking }) => [stack, resource, was, blocking])).toEqual([
      ["pay/prod", "till", "stack not there", true],
      ["shop/prod", "carts", "fixed", true],
      ["shop/prod", "orders", "waived", true],
    ]);
  });

  test("names answers that are worse than a week ago", () => {
    const { worsened } = found();
    expect(
      worsened.map(({ stack, resource, lost, answer, was, now }) => [stack, resource, lost, answer, was, now]),
    ).toEqual([
      ["shop/prod", "carts", "region", "data", "window of 15 min", "everything"],
      ["shop/prod", "carts", "region", "reads", "kept", "with-the-place"],
      ["shop/prod", "carts", "region", "writes", "by-azure", "with-the-place"],
    ]);
    // For people in words, as a drill has them.
    const { stdout } = ran(top, "trend", "--history", file);
    expect(stdout).toMatch(/shop\/prod +carts +\w+ +region +writes +back by Azure +back with the place\n/);
  });

  test("counts resources of production by how writes come back, a stack that was not observed as it was", () => {
    const { points } = found();
    expect(
      points.map(({ production: { resources, unaided, withThePlace } }) => [resources, unaided, withThePlace]),
    ).toEqual([
      [4, 0, 4],
      [5, 1, 4],
      [4, 1, 3],
      [5, 0, 5],
    ]);
  });

  test("says which stacks were not observed, and how old what stands is", () => {
    const { unobserved, standing } = found();
    expect(unobserved).toEqual([
      { stack: "shop/dev", team: "shop", lastSeen: "2026-11-15", days: 7, open: 1, leftOut: false },
    ]);
    const brief = standing.map(({ stack, resource, state, firstSeen, age, observed }) => [
      ...[stack, resource, state, firstSeen, age, observed],
    ]);
    expect(brief).toEqual([
      ["ledger/prod", "book", "open", "2026-11-01", 21, true],
      ["shop/dev", "trial", "open", "2026-11-01", 21, false],
      ["shop/prod", "carts", "open", "2026-11-01", 21, true],
      ["shop/prod", "orders", "open", "2026-11-01", 21, true],
      ["shop/prod", "baskets", "open", "2026-11-08", 14, true],
      ["pay/prod", "till", "open", "2026-11-22", 0, true],
    ]);
  });

  test("leaves a stack out that nobody has observed for longer than it is to be carried", () => {
    const { points, unobserved, totals } = found("--carry", "3");
    expect(points.map(({ open, leftOut }) => [open, leftOut])).toEqual([
      [5, 0],
      [5, 0],
      [2, 1],
      [5, 1],
    ]);
    expect([unobserved.map(({ leftOut }) => leftOut), totals.open]).toEqual([[true], 5]);
  });

  test("--since tells what came after that day", () => {
    const { since, points, totals } = found("--since", "2026-11-10");
    expect([since, points.map(({ date }) => date), totals.opened, totals.closed]).toEqual([
      "2026-11-10",
      ["2026-11-15", "2026-11-22"],
      3,
      2,
    ]);
    const { points: own, totals: all } = found("--since", "2026-11-15");
    const sum = (of: "opened" | "closed") => own.reduce((before, point) => before + point[of], 0);
    expect([own[0]?.date, sum("opened"), sum("closed")]).toEqual(["2026-11-15", all.opened, all.closed]);
    const late = ran(top, "trend", "--history", file, "--since", "2027-01-01");
    expect([late.status, late.stderr]).toEqual([
      2,
      `azure-hadr: ${file}: nothing was recorded since 2027-01-01; the last day is 2026-11-22\n`,
    ]);
  });

  test("a rule that is not asked, and a resource that a preview leaves out, close nothing", () => {
    const own = join(top, "asked.duckdb");
    const record = (day: string, rule: string, content: string) => {
      const stacks = folderOf(join(top, "asked"), { "a.json": content });
      const args = ["report", stacks, "--history", own, "--as-of", day, "--only", rule, "-f", "csv", "--allow-partial"];
      expect([day, ran(top, ...args).status]).toEqual([day, 0]);
      const { totals, points } = trend("--history", own);
      return [points.length, totals.open, totals.closed, points.at(-1)?.open];
    };
    const whole = exported("shop/prod", { orders: one, carts: two });
    expect(record("2026-11-01", "cosmos-min-two-regions", whole)).toEqual([1, 1, 0, 1]);
    expect(record("2026-11-08", "cosmos-continuous-backup", whole)).toEqual([2, 1, 0, 1]);
    const { resources } = JSON.parse(whole).deployment as { resources: object[] };
    const [state] = resources as [{ urn: string }];
    const preview = {
      config: {},
      steps: [{ op: "update", urn: state.urn, oldState: state, newState: state }],
      changeSummary: { update: 1, same: 2 },
    };
    expect(record("2026-11-15", "cosmos-min-two-regions", JSON.stringify(preview))).toEqual([3, 1, 0, 1]);
    expect(record("2026-11-22", "cosmos-min-two-regions", exported("shop/prod", { carts: two }))).toEqual([4, 0, 1, 0]);
  });
});

test("a history in Parquet gives the same, by the same SQL", () => {
  recorded(folder);
  const [parquet, database] = [trend("--history", folder), found()];
  expect(parquet).toEqual(database);
  expect(readdirSync(join(folder, "findings")).sort()).toEqual(days.map(([day]) => `observed_on=${day}`));
});

test("with anything else in it, the JSON would not follow its schema", () => {
  const { tried, unseen } = unseenIn("trend", found());
  expect([unseen, tried > 80]).toEqual([[], true]);
  expect(Object.keys(found())[0]).toBe("schemaVersion");
});

test("reports that show a trend are told of it, the run itself included", () => {
  expect(readFileSync(join(top, "estate.md"), "utf8")).toContain(
    "Since 2026-11-01: 4 opened, 3 closed; 3 findings open now and not on 2026-11-15.",
  );
});

describe("formats", () => {
  const printed = (format: string) => ran(top, "trend", "--history", file, "-f", format).stdout;
  test("text", () => {
    const text = printed("text");
    expect(text).toContain("From 2026-11-01 to 2026-11-22, 4 days recorded: 4 opened (1 with a new stack, 2 again)");
    expect(text).toContain("6 open now (+1), 1 of them in stacks that were not observed");
    expect(text).toContain(
      "Not observed on 2026-11-22, and counted as last seen: 1 stack. Nothing of theirs is closed.",
    );
    expect(text).not.toContain("\u001b");
  });
  test("markdown", () => {
    expect(printed("markdown")).toContain("| shop/prod | cosmos-min-two-regions | carts | high | yes | fixed |");
  });
  test("csv has a line for each finding that stands", () => {
    const lines = printed("csv").split("\r\n");
    expect(lines[0]).toMatch(/^"stack","team",/);
    expect(lines).toHaveLength(8);
  });
  test("several at once, to files", () => {
    const out = (name: string) => join(top, name);
    const { status, stdout } = ran(
      top,
      ...["trend", "--history", file, "-f", `json=${out("t.json")}`, "-f", `csv=${out("t.csv")}`],
    );
    expect([status, stdout]).toEqual([0, ""]);
    expect(readFileSync(out("t.csv"), "utf8")).toBe(printed("csv"));
    expect(ran(top, "trend", "--history", file, "-f", "json", "-f", "csv").status).toBe(2);
  });
});

test("the SQL keeps to what every engine knows, a question a file", () => {
  const sql = join(__dirname, "..", "sql", "trend");
  const files = readdirSync(sql);
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const text = readFileSync(join(sql, file), "utf8").replace(/^--.*$/gm, "");
    expect([file, /^\d\d_[a-z]+\.sql$/.test(file)]).toEqual([file, true]);
    expect([
      file,
      text.match(/\b(?:QUALIFY|FILTER|ASOF|LATERAL|ILIKE|DATE_\w+|DATEDIFF|EXCLUDE|LIMIT)\b|::|;/i),
    ]).toEqual([file, null]);
  }
});
