/** Region by region: what stands there, where its data goes, and what is lost with it. */
import { findRegion } from "../../azure/regions";
import type { Consequences } from "../../consequence";
import type { JudgedResource, JudgedStack } from "../../estate";
import { impactsOf } from "../impact";
import { count, type LossesTally, noLosses } from "../losses";
import { type LinkView, nobody, type RegionView } from "../overview";
import { at, byName } from "./open";

interface Growing {
  writes: number;
  reads: number;
  copies: number;
  doubtful: number;
  zones: { zoned: number; unzoned: number; open: number };
  lost: LossesTally;
  production: LossesTally;
  teams: Map<string, LossesTally>;
  inside: number;
  undeclared: number;
  outside: { certain: number; perhaps: number };
}
const nothing = (): Growing => ({
  writes: 0,
  reads: 0,
  copies: 0,
  doubtful: 0,
  zones: { zoned: 0, unzoned: 0, open: 0 },
  lost: noLosses(),
  production: noLosses(),
  teams: new Map(),
  inside: 0,
  undeclared: 0,
  outside: { certain: 0, perhaps: 0 },
});

export function regions() {
  const all = new Map<string, Growing>();
  const links = new Map<
    string,
    { from: string; to: string; as: LinkView["as"]; resources: number; crossing: number }
  >();
  let [unplaced, somewhere] = [0, 0];

  function stands(stack: JudgedStack, follows: Consequences): void {
    for (const { region, as, loss, doubt } of impactsOf(follows)) {
      const own = at(all, region, nothing);
      if (as === "copy") own.copies++;
      else if (as === "read region") own.reads++;
      else own.writes++;
      if (doubt !== undefined) own.doubtful++;
      if (!loss) continue;
      count(own.lost, [loss]);
      if (stack.environment !== "production") continue;
      count(own.production, [loss]);
      count(at(own.teams, stack.team ?? nobody, noLosses), [loss]);
    }
    if (follows.footprint.some(({ region, as }) => region === undefined && !as.endsWith("copy"))) unplaced++;
  }

  function rests({ boundary }: JudgedStack, { footprint }: Consequences): void {
    for (const { region, certain } of footprint) {
      if (region === undefined) {
        somewhere++;
        continue;
      }
      const own = at(all, region, nothing);
      if (!boundary) own.undeclared++;
      else if (boundary.regions.includes(region)) own.inside++;
      else own.outside[certain && findRegion(region) ? "certain" : "perhaps"]++; // nobody knows where one lies that no table lists
    }
  }

  /** From where the writes go in, or from the only region, to every other place that is named. */
  function flows({ boundary }: JudgedStack, { footprint }: Consequences): void {
    const live = footprint.filter(({ as, region }) => region !== undefined && !as.endsWith("copy"));
    const from = live.find(({ as }) => as === "write region") ?? live[0];
    if (from?.region === undefined) return;
    for (const { region, as } of footprint) {
      if (region === undefined || region === from.region) continue;
      const how = as === "paired copy" || as === "backup copy" ? as : "replication";
      const key = `${from.region} ${region} ${how}`;
      const link = at(links, key, () => ({
        from: from.region as string,
        to: region,
        as: how,
        resources: 0,
        crossing: 0,
      }));
      link.resources++;
      if (boundary && !boundary.regions.includes(region)) link.crossing++;
    }
  }

  function zones(resource: JudgedResource): void {
    for (const { region, zoned } of resource.zones ?? [])
      if (region !== null) at(all, region, nothing).zones[zoned === null ? "open" : zoned ? "zoned" : "unzoned"]++;
  }

  return {
    add(stack: JudgedStack): void {
      for (const resource of stack.resources) {
        const follows = resource.follows === undefined ? undefined : stack.consequences[resource.follows];
        if (!follows || follows.refused) continue;
        stands(stack, follows);
        rests(stack, follows);
        flows(stack, follows);
        zones(resource);
      }
    },
    end: (): { regions: RegionView[]; links: LinkView[]; unplaced: number; somewhere: number } => ({
      regions: byName(all).map(([region, own]) => ({ region, ...own, teams: Object.fromEntries(byName(own.teams)) })),
      links: byName(links).map(([, link]) => link),
      unplaced,
      somewhere,
    }),
  };
}
