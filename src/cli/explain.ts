/** `azure-hadr explain --resource`: everything that is known of one resource. */
import type { AssessOptions } from "../assess";
import { type Debts, isOld } from "../baseline";
import type { Candidate, Consequences, Remedy } from "../consequence";
import { consequencesOf } from "../consequences/consequences";
import type { Dossier, Finding, Planned, Weighed } from "../dossier";
import { decide, judge, type Ruling, rulesFor, rulingOf } from "../judge";
import { isOpen, type Resource, type Verdict, type Waiver } from "../model";
import { didYouMean } from "../nearest";
import { outlookOf, remedyOf } from "../outlook";
import { packageData, pageUrl } from "../package";
import { waiversFor } from "../plan";
import { worstFirst } from "../report/order";
import { resource as report } from "../report/resource";
import type { Neighbours, Rule } from "../rule";
import { loadDocuments, loadRules } from "../rules";
import type { Holding } from "../stacks";
import { waive } from "../waive";
import { assessed, type Sources } from "./check";
import { debtsFor } from "./debts";
import { Failure } from "./failure";
import { programSource } from "./source";

export interface ExplainOptions extends Sources {
  readonly color: boolean;
  readonly width: number;
}

/** A resource of that name, what it is held against and what stands around it. */
interface Found {
  readonly resource: Resource;
  readonly holding: Holding;
  readonly neighbours: () => Neighbours;
  /** What followed from it before the change. */
  readonly was?: Consequences;
}

/** The report, one after the other where several resources have the name. Throws Failure where none has. */
export function explainResource(name: string, options: ExplainOptions): string {
  const { color, width } = options;
  const { name: tool, version } = packageData();
  return dossiersOf(name, options)
    .map((dossier) =>
      report(dossier, { documents: loadDocuments(), pageUrl, color, width, tool: `${tool} ${version}` }),
    )
    .join("\n");
}

/** Everything that is known of each resource of that name, with the verdicts that `check` has. Throws Failure where none has it. */
export function dossiersOf(name: string, options: Sources): Dossier[] {
  const found: Found[] = [];
  const names = new Set<string>();
  const watch: AssessOptions["watch"] = (resource, holding, neighbours, was): void => {
    names.add(resource.name);
    if (resource.name === name || resource.urn === name)
      found.push({ resource, holding, neighbours, ...(was && { was }) });
  };
  const { baseline: debts } = debtsFor(options);
  const source = programSource(options, loadRules());
  assessed(options, { keep: 0, keepSettled: false, watch }, false, source);
  if (found.length === 0)
    throw new Failure(
      `nothing in the input that a rule speaks of is called ${JSON.stringify(name)}${didYouMean(name, [...names])}`,
    );
  return found.map((one) => dossierOf(one, source.waivers.of(one.resource), options.today, debts));
}

function dossierOf(
  { resource, holding, neighbours, was }: Found,
  inCode: readonly Waiver[],
  date: string,
  debts: Debts | undefined,
): Dossier {
  const { policy, ruling } = holding;
  const waivers = [...holding.waivers, ...inCode];
  const { kind, props } = resource;
  const { context, objectives } = ruling;
  const { seats, around, changes } = holding.benchOf(kind);
  // Nothing is left to judge of what is deleted but the change itself.
  const asked = resource.operation === "delete" ? changes : [...seats, ...around, ...changes];
  const byRule = new Map(asked.map((seat) => [seat.rule.id, seat] as const));
  const rules = rulesFor(loadRules().values(), kind, objectives).filter(({ id }) => byRule.has(id));
  const rulingBy = (rule: Rule): Ruling => rulingOf(ruling, rule, resource, neighbours, was);
  const now = consequencesOf(kind, props, context);
  const verdicts = rules.map((rule): Verdict => {
    const own = rulingBy(rule);
    const verdict = judge(resource, rule, own);
    const outlook = outlookOf(resource, rule, verdict, own.context, () => now);
    const cover = isOpen(verdict) ? waive(rule, resource, waivers, own) : {};
    const vouched = verdict.outcome === "manual" && byRule.get(rule.id)?.vouched;
    const decision = () => decide(rule, props, own.context);
    const old = debts && isOpen(verdict) && !cover.waiver && isOld(debts, resource, rule, decision(), own);
    return { ...verdict, ...cover, ...vouched, ...(outlook && { outlook }), ...(old && { excused: "baseline" }) };
  });
  const ruleOf = ({ rule: id }: Verdict): Rule => rules.find((rule) => rule.id === id) as Rule;
  const planned = (steps: Remedy["steps"]) => plannedFor(resource, steps ?? [], ruling);
  return {
    resource,
    objectives,
    notes: [...(policy.notes ?? []), ...(policy.unseen ?? [])],
    ...(now && { now }),
    findings: worstFirst(verdicts.filter(isOpen)).map((verdict): Finding => {
      const rule = ruleOf(verdict);
      const { candidates = [], steps } = verdict.outlook?.remedy ?? {};
      const places = weighed(resource, rule, candidates, rulingBy(rule), now);
      return { rule, verdict, candidates: places, steps: planned(steps) };
    }),
    others: verdicts.filter((verdict) => !isOpen(verdict)),
    plans: rules
      .filter(({ check }) => !check)
      .flatMap((rule) => {
        const plan = remedyOf(resource, rule, rulingBy(rule).context);
        return plan?.steps ? [{ rule, does: plan.does, steps: planned(plan.steps) }] : [];
      }),
    date,
  };
}

/** What would follow from each of the regions: the remedy as it would be if that were the only one inside the boundary. */
function weighed(
  resource: Resource,
  rule: Rule,
  candidates: readonly Candidate[],
  { context, objectives }: Ruling,
  now: Consequences | undefined,
): Weighed[] {
  const here = (now?.footprint ?? []).flatMap(({ region, as }) =>
    region !== undefined && as.endsWith("region") ? [region] : [],
  );
  return candidates.map((candidate) => {
    if (candidate.excluded !== undefined) return candidate;
    const boundary = { regions: new Set([...here, candidate.region]), declaredAs: candidate.region };
    const narrowed = { ...context, objectives: { ...objectives, boundary } };
    const taken = remedyOf(resource, rule, narrowed);
    if (!taken?.becomes || taken.region !== candidate.region) return candidate;
    const mended = consequencesOf(resource.kind, taken.becomes, context);
    return { ...candidate, ...(mended && { mended }) };
  });
}

/** The steps with the waivers that each needs, under the names that the resources have. */
function plannedFor(resource: Resource, steps: NonNullable<Remedy["steps"]>, ruling: Ruling): Planned[] {
  const named = (staged: string) => (staged === "it" ? resource.name : `the ${staged}`);
  const waivers = waiversFor(resource.props, steps, resource.kind, loadRules().values(), ruling);
  return steps.map((step, index) => ({
    ...step,
    waivers: (waivers[index] ?? []).map((one) => ({ ...one, resource: named(one.resource) })),
  }));
}
