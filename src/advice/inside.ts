/** Out of regions where the data must not rest, into the best ones where it may. */
import { hasPartitionFailover, isServerless, writesEverywhere } from "../azure/account";
import { isInside } from "../azure/boundary";
import type { Region } from "../azure/regions";
import type { Remedy } from "../consequence";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { amended, certainly } from "../known";
import type { Context } from "../rule";
import { lineOf, maybeFailsOver, named, newLocation, type Place, searchRegion, stuck } from "./account";
import { type Act, add, failover, goBack, makeReady, order, remove, staged, withLine } from "./acts";
import { picks } from "./grow";
import { forOneRegion, idleAlone, withoutIdle, withoutPartitionFailover } from "./settings";
import { accountWords, succeeded } from "./successor";

const names = (regions: readonly Region[]): string => regions.map(({ displayName }) => displayName).join(" and ");

/**
 * Replaces each region outside the boundary; removes it where the boundary holds nothing in its place, or where the law
 * wants a single region.
 */
export function broughtInside(account: CosmosAccount, context: Context): Remedy {
  const { boundary, singleRegionByLaw } = context.objectives;
  const line = lineOf(account);
  const goal = boundary ? `Replace what is outside ${boundary.declaredAs}` : "Leave the data in one region";
  if (typeof line === "string") return stuck(`${goal}.`, line);
  const places = line.map(({ region }) => region);
  const [home] = places as [Region];
  const allowed = places.filter((region) => !boundary || isInside(boundary, region));
  const inside = singleRegionByLaw ? allowed.slice(0, 1) : allowed;
  const outside = places.filter((region) => !inside.includes(region));
  // By law there may be one region, so nothing takes the place of a second one.
  const wanted = singleRegionByLaw ? Math.max(0, 1 - inside.length) : outside.length;
  const rankings = picks(places, wanted, (taken) => {
    const backed = inside[0] ?? taken[places.length];
    return searchRegion(account, taken, backed ?? home, context, { apart: backed !== undefined, replaces: true });
  });
  const [first] = rankings;
  const found = rankings.flatMap(({ best }) => best ?? []);
  if (first && found.length + inside.length === 0) return stuck(`${goal}.`, first.obstacle, first);

  const itself = withLine(account, line);
  const [only] = found;
  if (only && isServerless(account))
    return {
      does: `Create a new account in ${only.displayName} and move the data; a serverless account has one region and cannot change it.`,
      ...(first && named(first)),
      ...succeeded(
        account,
        forOneRegion(amended(itself, { locations: [{ ...newLocation(only), failoverPriority: 0 }] })),
        accountWords(`in ${only.displayName}`),
      ),
    };

  const target = inPlace(line, outside, found);
  const before = [...places, ...found];
  const after = [...target, ...outside];
  const moves = before[0] !== after[0];
  const reordered = before.some((region, index) => region !== after[index]);
  const switches = moves && maybeFailsOver(account);
  const alone = places.length === 1;
  const shrinks = !alone && target.length === 1;
  const everywhere = !alone && certainly(() => writesEverywhere(account));
  const fewer = singleRegionByLaw ? ", since the law wants a single region" : `, since ${rankings.at(-1)?.obstacle}`;
  const between = moves && !everywhere ? "move the writes, " : "";
  return {
    does:
      found.length === 0
        ? `Remove ${names(outside)} and keep ${names(after.slice(0, inside.length))}${fewer}.`
        : `Replace ${names(outside)} by ${names(found)}${found.length < outside.length ? fewer : ""}: add first, ${between}then remove.`,
    ...(first && named(first)),
    ...staged(itself, [
      ...(alone ? makeReady(account) : []),
      ...found.map((region) => add(newLocation(region))),
      ...(shrinks && certainly(() => hasPartitionFailover(account)) ? [withoutPartitionFailover] : []),
      ...(switches ? [failover(false)] : []),
      ...(reordered ? [order(before, after, everywhere)] : []),
      ...(switches && !shrinks ? [failover(true)] : []),
      ...[...outside].reverse().map((region) => remove(region)),
      ...(shrinks ? settledAlone(account, switches) : []),
      ...(alone ? goBack(account) : []),
    ]),
  };
}

/** Once a single region is left: what does something in several only is switched off. */
function settledAlone(account: CosmosAccount, failsOver: boolean): Act[] {
  const idle = idleAlone(account).filter((flag) => !(failsOver && flag === "enableAutomaticFailover"));
  return idle.length === 0
    ? []
    : [
        {
          does: `Set ${idle.map((flag) => `\`${flag}: false\``).join(" and ")}, which does nothing in one region.`,
          costs: "None.",
          risks: "None in a single region.",
          verify: "The account shows the setting.",
          to: withoutIdle,
        },
      ];
}

/** The line with each outside region replaced by the next one found, or left out. */
function inPlace(line: readonly Place[], outside: readonly Region[], found: readonly Region[]): Region[] {
  const rest = [...found];
  return line.flatMap(({ region }) => (outside.includes(region) ? (rest.shift() ?? []) : region));
}
