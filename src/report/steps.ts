/** A remedy of several steps: what each costs and risks, and what has to be waived while it lasts. */
import type { Dossier, Planned } from "../dossier";
import { glue, type Ink } from "./ink";
import { groupBy } from "./order";
import { list } from "./plain";

/** Days for which a waiver of a step is proposed: long enough for all of them, short enough to be noticed. */
const daysOfWaiver = 14;

/** One block for each step, and the waivers of all as `hadr.yaml` takes them. */
export function steps(ink: Ink, planned: readonly Planned[], { resource, date }: Dossier): string[] {
  if (planned.length === 0) return [];
  const until = new Date(Date.parse(date) + daysOfWaiver * 86_400_000).toISOString().slice(0, 10);
  const waived = groupBy(
    planned.flatMap(({ waivers }, index) => waivers.map((one) => ({ ...one, step: index + 1 }))),
    ({ rule, resource: name }) => `${rule} ${name}`,
  );
  const waivers = [...waived.values()].flatMap((own) => [
    `  - rule: ${own[0]?.rule}`,
    `    resource: ${own[0]?.resource}`,
    `    stack: ${resource.project}/${resource.stack}`,
    "    owner: who answers for it",
    `    reason: ${list(
      own.map(({ step }) => `step ${step}`),
      20,
    )} of this remedy`,
    `    until: ${until}`,
  ]);
  const refused = [...new Set([...waived.values()].flat().flatMap((one) => (one.refused ? [one.rule] : [])))];
  return [
    "",
    ...planned.flatMap(({ does, costs, risks, verify, waivers: own }, index) => [
      ...ink.flow(
        2,
        [
          [`${index + 1}.${glue}`, "bold"],
          [does, "bold"],
        ],
        5,
      ),
      ...ink.labelled(5, "costs", [costs]),
      ...ink.labelled(5, "risks", [risks]),
      ...ink.labelled(5, "verify", [verify]),
      ...(own.length > 0
        ? ink.labelled(5, "waive", [
            list(
              own.map(({ rule, resource: name }) => `${rule} for ${name}`),
              10,
            ),
          ])
        : []),
    ]),
    ...(waivers.length > 0
      ? [
          "",
          ...ink.flow(2, ["While it lasts, in hadr.yaml (and from there to the pack by azure-hadr policy-config):"]),
          ...["waivers:", ...waivers].map((line) => ink.line(4, [line])),
          ...(refused.length > 0
            ? ink.flow(2, [
                `What ${list(refused, 10)} ${refused.length > 1 ? "find" : "finds"} is a declared boundary broken: no waiver of it is followed without allowResidencyWaivers: true.`,
              ])
            : []),
        ]
      : []),
  ];
}
