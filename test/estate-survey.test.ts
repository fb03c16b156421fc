/** Every number of the overview against a recount from the records, slow and obvious. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Answer, Consequences, DataLoss, Loss, Outage, Resting } from "../dist/src/consequence.js";
import type { Losses } from "../dist/src/estate/losses.js";
import { survey } from "../dist/src/estate/survey/survey.js";
import type { EstateFinding, EstateRecord, JudgedStack, NotRead } from "../dist/src/estate.js";
import { loadRules } from "../dist/src/rules.js";
import { generateEstate } from "../tools/bench/estate-generate.js";

const cli = join(__dirname, "..", "dist", "src", "cli.js");
const top = mkdtempSync(join(tmpdir(), "azure-hadr-survey-"));
afterAll(() => rmSync(top, { recursive: true }));

/** The records of a generated estate, and of a few things that could not be read. */
function recordsOf(seed: number): EstateRecord[] {
  const folder = join(top, String(seed));
  generateEstate(150, folder, { seed });
  const args = [cli, "check", "exports", "-f", "ndjson", "--as-of", "2026-11-23"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 });
  const missing: NotRead = { record: "azure-hadr/not-judged/1", source: `${seed}.json`, why: "no such file" };
  const lines = stdout.split("\n").filter((line) => line !== "");
  const records = lines.map((line): EstateRecord => JSON.parse(line));
  return [...records.filter(({ record }) => (record as string) !== "azure-hadr/part/1"), missing];
}

const classes: Record<Outage, string> = {
  none: "kept",
  seconds: "kept",
  minutes: "by-azure",
  "until-standby": "by-azure",
  "hour-or-more": "by-azure",
  "until-a-person-acts": "by-a-person",
  outage: "with-the-place",
  "not-stated": "not-stated",
};
const recoveryOf = ({ best, worst, open }: Answer<Outage>): string =>
  open && classes[best] !== classes[worst] ? "not-known" : classes[worst];
const riskOf = ({ best, worst, open }: Answer<DataLoss>): string =>
  open && best.is !== worst.is ? "not-known" : worst.is;
const recoveries = ["kept", "by-azure", "by-a-person", "with-the-place", "not-stated", "not-known"];
const risks = ["none", "window", "everything", "not-stated", "not-known"];
const worstOf = (order: readonly string[], values: readonly string[]): string =>
  order.filter((one) => values.includes(one)).at(-1) ?? (order[0] as string);

/** Each element is one resource: the losses that may meet it. */
function lossesOf(all: readonly (readonly Loss[])[]): Losses {
  const times = (order: readonly string[], of: (loss: Loss) => string) =>
    Object.fromEntries(
      order.map((one) => [one, all.filter((losses) => worstOf(order, losses.map(of)) === one).length]),
    );
  const windows = all.flat().map(({ data: { worst } }) => (worst.is === "window" ? worst.minutes : 0));
  return {
    resources: all.length,
    reads: times(recoveries, ({ reads }) => recoveryOf(reads)),
    writes: times(recoveries, ({ writes }) => recoveryOf(writes)),
    data: times(risks, ({ data }) => riskOf(data)),
    minutes: Math.max(0, ...windows),
  } as Losses;
}
const regionLosses = ({ loss }: Consequences): Loss[] =>
  loss.readRegion ? [loss.writeRegion, loss.readRegion] : [loss.writeRegion];

interface Holder {
  readonly stack: JudgedStack;
  readonly kind: string;
  readonly zones: JudgedStack["resources"][number]["zones"];
  readonly follows: Consequences;
}
const isCopy = ({ as }: Resting): boolean => as === "backup copy" || as === "paired copy";
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
const openOf = (findings: readonly EstateFinding[]) => {
  const left = findings.filter(({ waiver, excused }) => !waiver && !excused);
  const failing = (severity: string) =>
    left.filter((one) => one.outcome === "fail" && one.severity === severity).length;
  return {
    fail: Object.fromEntries(["critical", "high", "medium", "low", "info"].map((one) => [one, failing(one)])),
    unknown: left.filter(({ outcome }) => outcome === "unknown").length,
    blocking: left.filter(({ blocking }) => blocking).length,
    waived: findings.filter(({ waiver }) => waiver).length,
    excused: findings.filter(({ waiver, excused }) => !waiver && excused).length,
  };
};

describe.each([1, 2, 3])("the estate of seed %i", (seed) => {
  const records = recordsOf(seed);
  const stacks = records.filter((one): one is JudgedStack => one.record === "azure-hadr/judged-stack/1");
  const folded = survey();
  for (const record of records) folded.add(record);
  const overview = folded.end([...loadRules().keys()]);
  const holders = stacks.flatMap((stack): Holder[] =>
    stack.resources.flatMap(({ kind, follows, zones }) =>
      follows === undefined ? [] : [{ stack, kind, zones, follows: stack.consequences[follows] as Consequences }],
    ),
  );
  const real = holders.filter(({ follows }) => !follows.refused);
  const productive = real.filter(({ stack }) => stack.environment === "production");
  const teams = [...new Set(stacks.map(({ team = "(no team)" }) => team))].sort();
  const ofTeam = (team: string) => stacks.filter((stack) => (stack.team ?? "(no team)") === team);
  const findings = stacks.flatMap((stack) => stack.findings.map((finding) => ({ stack, finding })));

  test("is one that says something", () => {
    expect(stacks.length).toBeGreaterThan(120);
    expect(new Set(holders.map(({ kind }) => kind)).size).toBe(6);
    expect(holders.length - real.length).toBeGreaterThan(0);
    expect(productive.length).toBeGreaterThan(30);
  });

  test("its totals", () => {
    expect(overview).toMatchObject({
      date: "2026-11-23",
      since: "2026-11-23",
      stacks: stacks.length,
      judged: sum(stacks.map(({ resources }) => resources.length)),
      holders: holders.length,
      resources: sum(stacks.map(({ source }) => source.resources)),
      unseen: sum(stacks.map(({ source }) => source.unseen)),
      missing: records.filter(({ record }) => record === "azure-hadr/not-judged/1"),
    });
    for (const [name, count] of Object.entries(overview.counts))
      expect([name, count]).toEqual([name, sum(stacks.map(({ counts }) => counts[name as "pass"]))]);
    for (const [name, count] of Object.entries(overview.byEnvironment))
      expect([name, count]).toEqual([name, stacks.filter(({ environment }) => environment === name).length]);
    const holding = stacks.filter((stack) => holders.some((one) => one.stack === stack));
    const declared = holding.filter(({ boundary }) => boundary).length;
    expect(overview.boundaries).toEqual({ declared, undeclared: holding.length - declared });
  });

  test("the headline: the worst single region, and a zone, of production", () => {
    const kinds = [...new Set(holders.map(({ kind }) => kind))].sort();
    const own = kinds.flatMap((kind) => {
      const mine = productive.filter((one) => one.kind === kind);
      const refused = holders.filter(
        ({ kind: other, follows, stack }) => other === kind && follows.refused && stack.environment === "production",
      ).length;
      return mine.length + refused === 0
        ? []
        : [
            {
              kind,
              region: lossesOf(mine.map(({ follows }) => regionLosses(follows))),
              zone: lossesOf(mine.map(({ follows }) => [follows.loss.zone])),
              refused,
            },
          ];
    });
    expect(overview.headline).toEqual(own);
  });

  test("its regions: who writes, who reads, what is lost, what lies outside", () => {
    const named = real.flatMap(({ follows, zones = [] }) => [
      ...follows.footprint.flatMap(({ region }) => region ?? []),
      ...zones.flatMap(({ region }) => region ?? []),
    ]);
    expect(overview.regions.map(({ region }) => region)).toEqual([...new Set(named)].sort());
    for (const view of overview.regions) {
      const at = ({ follows }: Holder) => follows.footprint.filter(({ region }) => region === view.region);
      const liveAt = (one: Holder) => at(one).find((place) => !isCopy(place));
      /** Reads alone: another region certainly takes the writes. */
      const reads = real.filter((one) => {
        const live = one.follows.footprint.filter((place) => !isCopy(place));
        const isRead = liveAt(one)?.as === "region" && live.length > 1;
        return isRead && live.some(({ as }) => as === "write region") && one.follows.loss.readRegion;
      });
      const live = real.filter((one) => liveAt(one));
      expect([view.region, view.reads, view.writes, view.copies]).toEqual([
        view.region,
        reads.length,
        live.length - reads.length,
        real.filter((one) => !liveAt(one) && at(one).length > 0).length,
      ]);
      const lost = (of: readonly Holder[]) =>
        lossesOf(
          of.map((one) => [reads.includes(one) ? (one.follows.loss.readRegion as Loss) : one.follows.loss.writeRegion]),
        );
      expect(view.lost).toEqual(lost(live));
      expect(view.production).toEqual(lost(live.filter((one) => productive.includes(one))));
      expect([view.lost.resources, view.production.resources]).toContain(
        sum(Object.values(view.teams).map(({ resources }) => resources)),
      );
      const outside = (certain: boolean) =>
        sum(
          real.map((one) =>
            one.stack.boundary && !one.stack.boundary.regions.includes(view.region)
              ? at(one).filter((place) => place.certain === certain).length
              : 0,
          ),
        );
      expect(view.outside).toEqual({ certain: outside(true), perhaps: outside(false) });
      const zones = (zoned: boolean | null) =>
        sum(
          real.map(({ zones = [] }) => zones.filter((one) => one.region === view.region && one.zoned === zoned).length),
        );
      expect(view.zones).toEqual({ zoned: zones(true), unzoned: zones(false), open: zones(null) });
    }
    const unplaced = real.filter(({ follows }) =>
      follows.footprint.some((place) => place.region === undefined && !isCopy(place)),
    );
    expect(overview.unplaced).toBe(unplaced.length);
    expect(unplaced.length).toBeGreaterThan(0);
    const somewhere = sum(
      real.map(({ follows }) => follows.footprint.filter(({ region }) => region === undefined).length),
    );
    expect(overview.somewhere).toBe(somewhere);
    expect(somewhere).toBeGreaterThan(unplaced.length);
  });

  test("where data goes", () => {
    const links = new Map<string, { resources: number; crossing: number }>();
    for (const { stack, follows } of real) {
      const live = follows.footprint.filter((place) => !isCopy(place) && place.region !== undefined);
      const from = (live.find(({ as }) => as === "write region") ?? live[0])?.region;
      for (const { region, as } of follows.footprint) {
        if (from === undefined || region === undefined || region === from) continue;
        const key = `${from} ${region} ${as === "backup copy" || as === "paired copy" ? as : "replication"}`;
        const { resources, crossing } = links.get(key) ?? { resources: 0, crossing: 0 };
        const crosses = stack.boundary && !stack.boundary.regions.includes(region);
        links.set(key, { resources: resources + 1, crossing: crossing + Number(crosses ?? false) });
      }
    }
    expect(overview.links.map(({ from, to, as, ...counts }) => [`${from} ${to} ${as}`, counts] as const)).toEqual(
      [...links].sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  });

  test("its teams and its rules", () => {
    expect(overview.teams).toEqual(
      teams.map((team) => ({
        team,
        stacks: ofTeam(team).length,
        holders: holders.filter(({ stack }) => ofTeam(team).includes(stack)).length,
        open: openOf(ofTeam(team).flatMap((stack) => stack.findings)),
        production: lossesOf(
          productive.filter(({ stack }) => ofTeam(team).includes(stack)).map(({ follows }) => regionLosses(follows)),
        ),
      })),
    );
    const asked = [...loadRules().keys()].filter((rule) => stacks.some(({ rules }) => rules[rule]));
    expect(overview.rules.map(({ rule }) => rule)).toEqual(asked);
    for (const view of overview.rules) {
      const own = findings.filter(({ finding }) => finding.rule === view.rule);
      for (const [name, count] of Object.entries(view.counts))
        expect([view.rule, name, count]).toEqual([
          view.rule,
          name,
          sum(stacks.map(({ rules }) => rules[view.rule]?.[name as "pass"] ?? 0)),
        ]);
      expect(view.open).toEqual(openOf(own.map(({ finding }) => finding)));
      const left = own.filter(({ finding }) => !finding.waiver && !finding.excused);
      const by = (team: string, outcome: string) =>
        left.filter(({ stack, finding }) => stack.team === team && finding.outcome === outcome).length;
      expect(view.teams).toEqual(
        Object.fromEntries(
          teams.flatMap((team) => {
            const counts = { fail: by(team, "fail"), unknown: by(team, "unknown") };
            return counts.fail + counts.unknown > 0 ? [[team, counts]] : [];
          }),
        ),
      );
      const prices = left.flatMap(({ finding }) =>
        finding.outcome === "fail" && finding.times ? [finding.times] : [],
      );
      const more = prices.filter(({ atMost }) => atMost > 1);
      expect(view.price).toEqual({
        same: prices.length - more.length,
        more: more.length,
        least: more.length > 0 ? Math.min(...more.map(({ atLeast }) => atLeast)) : 1,
        most: more.length > 0 ? Math.max(...more.map(({ atMost }) => atMost)) : 1,
      });
    }
  });

  test("its figures are of every resource of production, each once", () => {
    for (const spread of Object.values(overview.figures)) {
      expect(sum(spread.map(({ resources }) => resources))).toBe(productive.length);
      expect(new Set(spread.map(({ words }) => words)).size).toBe(spread.length);
    }
    const sla = new Map<string, number>();
    for (const { follows } of productive) {
      const { worst } = follows.sla.writes;
      const words = worst === null ? "not stated" : `${worst} %`;
      sla.set(words, (sla.get(words) ?? 0) + 1);
    }
    expect(Object.fromEntries(overview.figures.slaWrites.map(({ words, resources }) => [words, resources]))).toEqual(
      Object.fromEntries(sla),
    );
    const stated = overview.figures.slaWrites.flatMap(({ words }) =>
      words === "not stated" ? [] : [Number.parseFloat(words)],
    );
    expect(stated).toEqual([...stated].sort((one, other) => other - one));
  });

  test("its waivers, what people answer for, what was not judged and what there is to note", () => {
    const covered = (owner: string) =>
      sum(
        stacks.flatMap(({ waivers }) =>
          waivers.filter(({ waiver }) => waiver.owner === owner).map(({ covers }) => covers),
        ),
      );
    const owners = [...new Set(stacks.flatMap(({ waivers }) => waivers.map(({ waiver }) => waiver.owner)))];
    expect(owners.length).toBeGreaterThan(0);
    for (const owner of owners)
      expect([
        owner,
        sum(overview.waivers.filter(({ waiver }) => waiver.owner === owner).map(({ covers }) => covers)),
      ]).toEqual([owner, covered(owner)]);
    const days = overview.waivers.map(({ daysLeft }) => daysLeft);
    expect(days).toEqual([...days].sort((one, other) => one - other));
    expect(days[0]).toBeLessThan(0);
    for (const { rule, ...counts } of overview.manual) {
      const own = stacks.flatMap(({ manual }) => manual.filter((one) => one.rule === rule));
      expect([rule, counts]).toEqual([
        rule,
        {
          stacks: own.length,
          attested: own.filter(({ attestation }) => attestation).length,
          expired: own.filter(({ attestation, expiredAttestation }) => !attestation && expiredAttestation).length,
        },
      ]);
    }
    expect(sum(overview.manual.map(({ attested }) => attested))).toBeGreaterThan(0);
    for (const [type, { count }] of Object.entries(overview.notJudged))
      expect([type, count]).toEqual([
        type,
        sum(stacks.flatMap(({ notJudged }) => notJudged.filter((one) => one.type === type).map((one) => one.count))),
      ]);
    for (const { note, stacks: many } of overview.notes)
      expect([note, many]).toEqual([
        note,
        stacks.filter((one) => one.notes.some((said) => said.replaceAll(one.stack, "the stack") === note)).length,
      ]);
  });
});

test("notes that name their stack are one, whether its organisation is known or not", () => {
  const one = recordsOf(1).find(
    (each): each is JudgedStack => each.record !== "azure-hadr/not-judged/1",
  ) as JudgedStack;
  const folded = survey();
  for (const stack of ["shop/prod", "acme/shop/prod", "acme/stock/prod"])
    folded.add({ ...one, stack, notes: [`The config of ${stack.replace("acme/", "")} was not seen.`] });
  expect(folded.end([]).notes).toEqual([{ note: "The config of the stack was not seen.", stacks: 3 }]);
});

test("a waiver that a boundary refuses in one stack is told refused, whatever it covers in others", () => {
  const stack = recordsOf(1).find((one): one is JudgedStack => one.record !== "azure-hadr/not-judged/1");
  const waiver = { rule: "cosmos-data-residency", resource: "*", owner: "shop", reason: "r", until: "2026-12-15" };
  const folded = survey();
  for (const [covers, refused] of [
    [2, 1],
    [3, 0],
    [1, 1],
  ] as const)
    folded.add({
      ...stack,
      waivers: [{ waiver, covers, daysLeft: 23, ...(refused > 0 && { refused }) }],
    } as JudgedStack);
  expect(folded.end([]).waivers).toEqual([{ waiver, covers: 6, refused: 2, daysLeft: 23 }]);
});

test("whether a region that no table lists lies outside of a boundary, nobody knows", () => {
  const stack = recordsOf(1).find((one) => "consequences" in one && one.consequences.length > 0) as JudgedStack;
  const [follows] = stack.consequences as [Consequences];
  const resources = stack.resources.slice(0, 1).map((one) => ({ ...one, follows: 0 }));
  const folded = survey();
  const footprint = ["marsnorth", "eastus"].map((region) => ({ region, as: "region", certain: true, rows: [] }));
  const { refused: _, ...one } = follows;
  folded.add({
    ...stack,
    resources,
    boundary: { declaredAs: "EU", regions: ["westeurope"] },
    consequences: [{ ...one, footprint }],
  } as unknown as JudgedStack);
  expect(folded.end([]).regions.map(({ region, outside }) => [region, outside])).toEqual([
    ["eastus", { certain: 1, perhaps: 0 }],
    ["marsnorth", { certain: 0, perhaps: 1 }],
  ]);
});
