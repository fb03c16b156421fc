/** From one stack's assessment to its record. */
import type { Assessment, Input } from "../assessment";
import type { Consequences } from "../consequence";
import { byPriority, placesOf } from "../consequences/places";
import { type Answered, type EstateFinding, type JudgedResource, type JudgedStack, recordVersion } from "../estate";
import { fingerprintOf } from "../fingerprint";
import type { CosmosAccount } from "../kinds/cosmos-account";
import { attempt, Unknown } from "../known";
import { isOpen, type Objectives, type Resource, severities, type Verdict } from "../model";
import type { Neighbours } from "../rule";
import type { Holding } from "../stacks";
import { besideOf, dependantsOf } from "./dependants";
import { veiled } from "./veil";

/** One resource while its stack is assessed. */
interface Seen {
  readonly resource: Resource;
  readonly holding: Holding;
  readonly neighbours: () => Neighbours;
}

/** What is known of a stack besides its resources. */
export interface About {
  /** `project/stack`, with its organisation where that is known. */
  readonly stack: string;
  readonly team?: string;
}

/** Watches an assessment of one stack, and makes the record of it at the end. */
export function recording() {
  const seen: Seen[] = [];
  return {
    watch(resource: Resource, holding: Holding, neighbours: () => Neighbours): void {
      seen.push({ resource, holding, neighbours });
    },
    /** `objectives`: of the stack as a whole. The input has a digest. */
    record(assessment: Assessment, objectives: Objectives, about: About): JudgedStack {
      const { date, tool, verdicts, counts, countsByRule, declared = [], waivers = [], uncovered } = assessment;
      const { team = objectives.team, stack } = about;
      const { environment, criticality, boundary, rpoMinutes, rtoMinutes, slaTarget } = objectives;
      const shared = distinct();
      const own = seen.filter(({ resource: { kind, operation } }) => kind !== "stack" && operation !== "delete");
      const beside = besideOf(own[0]?.neighbours(), own[0]?.holding.ruling.context);
      const places = new Map(own.map(({ resource: { urn } }, at) => [urn, at]));
      return {
        record: recordVersion,
        stack,
        date,
        tool: tool.version,
        source: sourceOf(assessment.inputs[0] as Input),
        ...(team !== undefined && { team }),
        environment,
        ...(criticality && { criticality }),
        targets: {
          ...(rpoMinutes !== undefined && { rpoMinutes }),
          ...(rtoMinutes !== undefined && { rtoMinutes }),
          ...(slaTarget && { slaTarget }),
        },
        ...(boundary && { boundary: { declaredAs: boundary.declaredAs, regions: [...boundary.regions].sort() } }),
        notes: declared.flatMap(({ notes, unseen }) => [...notes, ...unseen]),
        resources: own.map((one) => resourceOf(one, shared.placeOf)),
        ...(beside.length > 0 && { beside }),
        findings: worstFirst(verdicts.filter(isOpen)).map((verdict) => findingOf(verdict, places)),
        rules: Object.fromEntries(
          [...countsByRule].filter(
            ([, { pass, fail, unknown, notApplicable, manual }]) => pass + fail + unknown + notApplicable + manual > 0,
          ),
        ),
        counts,
        manual: answered(assessment, seen),
        waivers,
        notJudged: [...uncovered].map(([type, one]) => ({ type, ...one })),
        consequences: shared.all,
      };
    },
  };
}

const sourceOf = ({ name, kind, digest = "", resources, unseen }: Input): JudgedStack["source"] => ({
  name,
  kind,
  digest,
  resources,
  unseen,
});

/** Consequences that several resources have in common, once. */
function distinct() {
  const all: Consequences[] = [];
  const places = new Map<string, number>();
  const known = new Map<Consequences, number>();
  return {
    all,
    placeOf(one: Consequences): number {
      const before = known.get(one);
      if (before !== undefined) return before;
      const key = JSON.stringify(one);
      const at = places.get(key) ?? all.push(one) - 1;
      places.set(key, at);
      known.set(one, at);
      return at;
    },
  };
}

function resourceOf({ resource, holding, neighbours }: Seen, placeOf: (one: Consequences) => number): JudgedResource {
  const { urn, kind, type, name, azureName, resourceGroup, customerKey, operation, position, props } = resource;
  const follows = holding.followsOf(resource);
  return {
    urn,
    kind,
    type,
    name,
    ...(azureName !== undefined && { azureName }),
    ...(resourceGroup !== undefined && { resourceGroup }),
    ...(customerKey !== undefined && { customerKey }),
    operation,
    ...(position && { position }),
    ...(follows && { props: veiled(props) as object, follows: placeOf(follows) }),
    ...(kind === "cosmos-account" && { zones: zonesOf(props) }),
    dependants: dependantsOf(resource, neighbours(), holding.ruling.context),
  };
}

function zonesOf(account: CosmosAccount): NonNullable<JudgedResource["zones"]> {
  const places = attempt(() => placesOf(account));
  if (places instanceof Unknown) return [];
  return (byPriority(places) ?? places).map(({ region, name, zoned }) => ({
    region: region instanceof Unknown ? (name ?? null) : region.name,
    zoned: zoned instanceof Unknown ? null : zoned,
  }));
}

/** What somebody has to look at before what is set aside; what stands in the way first, failing before unknown. */
function worstFirst(verdicts: readonly Verdict[]): Verdict[] {
  const marks = ({ waiver, excused, blocking, outcome, severity }: Verdict): readonly number[] => [
    Number(waiver !== undefined || excused !== undefined),
    Number(!blocking),
    Number(outcome === "unknown"),
    severities.indexOf(severity),
  ];
  const keyed = verdicts.map((verdict) => ({
    verdict,
    key: `${marks(verdict).join(" ")} ${verdict.rule} ${verdict.urn}`,
  }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ verdict }) => verdict);
}

function findingOf(verdict: Verdict, places: ReadonlyMap<string, number>): EstateFinding {
  const { rule, outcome, severity, blocking, evidence, outlook } = verdict;
  const { levelReason, because, was, excused, waiver, expiredWaiver, refusedWaiver } = verdict;
  const resource = places.get(verdict.urn);
  return {
    rule,
    ...(resource !== undefined && { resource }),
    fingerprint: fingerprintOf(rule, verdict),
    outcome: outcome as EstateFinding["outcome"],
    severity,
    blocking,
    evidence,
    ...(levelReason !== undefined && { levelReason }),
    ...(because !== undefined && { because }),
    ...(was && { was }),
    ...(excused && { excused }),
    ...(waiver && { waiver }),
    ...(expiredWaiver && { expiredWaiver }),
    ...(refusedWaiver && { refusedWaiver }),
    ...(outlook?.times && { times: outlook.times }),
    ...(outlook?.remedy && { does: outlook.remedy.does }),
    ...(outlook?.remedy?.obstacle !== undefined && { obstacle: outlook.remedy.obstacle }),
  };
}

/** The rules that a person answers for, with who vouches for them in this stack. */
function answered({ countsByRule }: Assessment, seen: readonly Seen[]): Answered[] {
  const vouched = new Map(
    seen.flatMap(({ resource: { kind }, holding }) =>
      holding.benchOf(kind).seats.map((seat) => [seat.rule.id, seat.vouched] as const),
    ),
  );
  return [...countsByRule].flatMap(([rule, { manual }]) => {
    if (manual === 0) return [];
    return [{ rule, resources: manual, ...vouched.get(rule) }];
  });
}
