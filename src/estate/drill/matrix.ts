/** Every region in which something of an estate stands, lost on its own: how many resources fare how. */
import { findRegion } from "../../azure/regions";
import type { Case, Lost, Matrix } from "../../drill";
import { matrixVersion } from "../../drill";
import { type EstateRecord, type JudgedStack, missingVersion, type NotRead } from "../../estate";
import { caseOf } from "./case";
import { fallen } from "./fallen";
import { counting } from "./fare";
import { lostRegions } from "./lost";

/** `zone`: one zone of each region instead. The records are read once. */
export function matrix(records: Iterable<EstateRecord>, zone: boolean): Matrix {
  const counts = new Map<string, ReturnType<typeof counting>>();
  const missing: NotRead[] = [];
  const looked = { stacks: 0, resources: 0 };
  let [date, tool, anywhere] = ["", "", 0];
  for (const record of records) {
    if (record.record === missingVersion) {
      missing.push(record);
      continue;
    }
    looked.stacks++;
    looked.resources += record.resources.filter(({ follows }) => follows !== undefined).length;
    if (record.date >= date) ({ date, tool } = record);
    anywhere += record.resources.filter(({ follows }) => isAnywhere(record, follows)).length;
    for (const region of placesOf(record)) {
      const cases = casesOf(record, lostRegions([region], zone));
      if (cases.length === 0) continue;
      const own = counts.get(region) ?? counting();
      counts.set(region, own);
      own.add(record, cases);
    }
  }
  const regions = [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([region, count]) => {
      const { all, byTeam } = count.result();
      return { region, name: findRegion(region)?.displayName ?? region, all, byTeam };
    });
  return {
    record: matrixVersion,
    ...(zone && { zone: true as const }),
    date,
    tool,
    looked,
    regions,
    anywhere,
    missing,
  };
}

/** Where something of the stack stands that is read or written. */
const placesOf = ({ consequences }: JudgedStack): ReadonlySet<string> =>
  new Set(
    consequences.flatMap(({ footprint }) =>
      footprint.flatMap(({ region, as }) => (region !== undefined && isLive(as) ? [region] : [])),
    ),
  );
const isLive = (as: string): boolean => as === "write region" || as === "region";

const isAnywhere = ({ consequences }: JudgedStack, follows: number | undefined): boolean =>
  follows !== undefined &&
  (consequences[follows]?.footprint ?? []).some(({ region, as }) => region === undefined && isLive(as));

/** Of what certainly stands there: what may stand anywhere would be counted in every region. */
const casesOf = (record: JudgedStack, lost: Lost): readonly Case[] =>
  record.resources.flatMap((resource) => {
    const follows = resource.follows === undefined ? undefined : record.consequences[resource.follows];
    const own = follows && fallen(resource, follows, lost);
    if (!follows || !own || own.part === "copy" || own.part === "not known") return [];
    return [caseOf(resource, follows, own, lost.zone === true)];
  });
