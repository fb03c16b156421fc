import { called, named, newLocation, type Place, searchRegion, settled, stuck } from "../../src/advice/account";
import { add, order, remove, stepsOf, withLine } from "../../src/advice/acts";
import { unlessFrozen } from "../../src/advice/freeze";
import { picks, sentence } from "../../src/advice/grow";
import { weaker } from "../../src/advice/weaken";
import { certainlyWithin } from "../../src/azure/distance";
import { figure } from "../../src/azure/facts";
import type { Region } from "../../src/azure/regions";
import type { Remedy } from "../../src/consequence";
import type { CosmosAccount } from "../../src/kinds/cosmos-account";
import type { Context } from "../../src/rule";

const limit = figure("strong-2025/distance");
const names = (regions: readonly Region[]): string => regions.map(({ displayName }) => displayName).join(" and ");

/** Nearer regions take the place of those that are too far from the write region; where none fit, a weaker level does. */
export const mend = unlessFrozen((account: CosmosAccount, context: Context): Remedy => {
  const goal = "Choose regions that are nearer to each other, or a weaker level.";
  const line = settled(account, context);
  if (typeof line === "string") return stuck(goal, line);
  const places = line.map(({ region }) => region);
  const near = nearTogether(line);
  const far = places.filter((region) => !near.includes(region));
  const [home] = places as [Region];
  const rankings = picks(near, far.length, (taken) =>
    searchRegion(account, taken, home, context, { apart: true, replaces: true }),
  );
  const found = rankings.flatMap(({ best }) => best ?? []);
  const [first] = rankings;
  if (found.length < far.length) {
    const why = rankings.at(-1)?.obstacle;
    const weak = weaker(account, context);
    if (typeof weak === "string") return stuck(goal, `${why}; and ${weak}`, first);
    return {
      does: `${sentence(weak.says)}: ${why}.`,
      ...(first && { candidates: first.candidates }),
      becomes: stepsOf(account, [weak.act]).becomes,
    };
  }
  return {
    does: `Take ${found.map(called(near, context)).join(" and ")} in place of ${names(far)}; an account that exists changes its regions before it takes Strong consistency.`,
    ...(first && named(first)),
    becomes: stepsOf(withLine(account, line), [
      ...found.map((region) => add(newLocation(region))),
      order([...places, ...found], [...near, ...found, ...far]),
      ...[...far].reverse().map((region) => remove(region)),
    ]).becomes,
  };
});

/** The write region, and whatever is certainly near enough to it and to all that come before it. */
function nearTogether(line: readonly Place[]): Region[] {
  const near: Region[] = [];
  for (const { region } of line) if (near.every((one) => certainlyWithin(limit, one, region))) near.push(region);
  return near;
}
