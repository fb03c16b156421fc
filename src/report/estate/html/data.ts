/** What the page's script reads: an index on the first line, and on each line after it the blob of one stack. */
import { deflateRawSync } from "node:zlib";
import { row } from "../../../azure/facts";
import { nobody } from "../../../estate/overview";
import { environments, severities } from "../../../model";
import { type Rule, stakesOf } from "../../../rule";
import { type Documents, type Source, sourceOf } from "../../cite";
import { type Interner, interner } from "./interner";
import { regionName } from "./parts";
import type { Cite, FactCard, Index, Look, RuleCard } from "./payload";
import type { Places } from "./places";
import type { Kept } from "./rows";
import {
  dataStates,
  findingStates,
  findingWords,
  outlines,
  recoveryStates,
  type ShapeName,
  type State,
  severityShapes,
} from "./states";

interface Told {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly documents: Documents;
  readonly pageUrl: (rule: string) => string;
}

const look = (words: string, tone: string, shape: ShapeName): Look => ({ words, tone, outline: outlines[shape] });
const looksOf = (states: readonly State<string>[]): Look[] =>
  states.map(({ short, tone, shape }) => look(short, tone, shape));
const stateLooks: Readonly<Record<(typeof findingStates)[number], readonly [string, ShapeName]>> = {
  blocks: ["gone", "square"],
  fails: ["person", "triangle"],
  unknown: ["unknown", "ring"],
  waived: ["unsaid", "half"],
  excused: ["unsaid", "half"],
};

const citeOf = ({ brief: _, ...source }: Source): Cite => source;

function ruleCard(id: string, { rules, documents, pageUrl }: Told): RuleCard {
  const rule = rules.get(id);
  return {
    id,
    title: rule?.title ?? id,
    url: pageUrl(id),
    remedy: rule?.remedy ?? "",
    cost: rule?.cost ?? "",
    stakes: rule ? stakesOf(rule) : [],
    cites: (rule?.citations ?? []).map((citation) => citeOf(sourceOf(citation, documents))),
  };
}

function factCard(id: string, { documents }: Told): FactCard {
  const { says, document, section } = row(id);
  return { says, cite: citeOf(sourceOf({ document, section }, documents)) };
}

/** `rules`, `facts`: the ids that the rows speak of, by their places. */
export function linesOf({ rows, owners }: Kept, rules: Interner, facts: Interner, told: Told): string[] {
  const [teams, criticalities, kinds, regions, places] = [interner(), interner(), interner(), interner(), interner()];
  const order = [...owners.keys()];
  const stackOf = new Map(order.map((stack, at) => [stack, at]));
  const stacks = [...owners.values()];
  const column = <T>(of: (row: (typeof rows)[number]) => T): T[] => rows.map(of);
  const index: Index = {
    stacks: {
      name: stacks.map(({ stack }) => stack),
      team: stacks.map(({ team = nobody }) => teams.placeOf(team)),
      environment: stacks.map(({ environment }) => environments.indexOf(environment)),
      criticality: stacks.map(({ criticality }) => (criticality ? criticalities.placeOf(criticality) : -1)),
    },
    rows: {
      name: column(({ name }) => name),
      azureName: column(({ azureName }) => azureName),
      stack: column(({ stack }) => stackOf.get(stack) ?? -1),
      kind: column(({ kind }) => kinds.placeOf(kind)),
      places: column((one) => places.placeOf(one.places)),
      writes: column(({ writes }) => writes),
      data: column(({ data }) => data),
      detail: column(({ detail }) => detail),
      findings: column(({ codes }) => codes.length),
    },
    findings: rows.flatMap(({ codes }) => codes),
    places: places.all.map((text) => {
      const { live, copies } = JSON.parse(text) as Places;
      return { live: live.map(regions.placeOf), copies: copies.map(regions.placeOf) };
    }),
    teams: teams.all,
    environments,
    criticalities: criticalities.all,
    kinds: kinds.all,
    regions: regions.all.map((name) => [name, regionName(name)] as const),
    rules: rules.all.map((id) => ruleCard(id, told)),
    facts: facts.all.map((id) => factCard(id, told)),
    looks: {
      severities: severities.map((severity) => look(severity, severity, severityShapes[severity])),
      states: findingStates.map((state) => look(findingWords[state], ...stateLooks[state])),
      writes: looksOf(recoveryStates),
      data: looksOf(dataStates),
    },
  };
  return [deflateRawSync(JSON.stringify(index)).toString("base64"), ...stacks.map(({ blob }) => blob)];
}
