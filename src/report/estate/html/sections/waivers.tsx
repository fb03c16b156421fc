/** Who answers for what stays as it is, and until when: what has ended and what ends soon first. */
import type { WaiverUse } from "../../../../assessment";
import type { Overview } from "../../../../estate/overview";
import { count, counted, Section, Shape, Table } from "../parts";

const soon = 30;

export function WaiversSection({ overview: { waivers } }: { readonly overview: Overview }) {
  const ended = waivers.filter(({ daysLeft }) => daysLeft <= 0).length;
  const ending = waivers.filter(({ daysLeft }) => daysLeft > 0 && daysLeft <= soon).length;
  return (
    <Section
      id="waivers"
      title="Waivers"
      lead={
        waivers.length === 0
          ? "Nobody has waived anything."
          : `${counted(waivers.length, "waiver")}: ${count(ended)} ended, ${count(ending)} within ${soon} days of their end. One that has ended waives nothing.`
      }
    >
      {waivers.length > 0 && (
        <Table
          caption="Waivers, the one that ends first in front"
          hidden
          columns={[
            { title: "Rule" },
            { title: "Until" },
            { title: "Resources" },
            { title: "Owner" },
            { title: "Reason", wide: true },
            { title: "Covers", figures: true },
            { title: "Said in" },
          ]}
          rows={waivers.map((use) => [
            <a href="#resources" data-rule={use.waiver.rule}>
              <code>{use.waiver.rule}</code>
            </a>,
            <Until use={use} />,
            <>
              {use.waiver.resource}
              {use.waiver.stack !== undefined && ` in ${use.waiver.stack}`}
            </>,
            use.waiver.owner,
            use.waiver.reason,
            covers(use),
            use.waiver.at ?? "",
          ])}
        />
      )}
    </Section>
  );
}

function Until({ use: { waiver, daysLeft } }: { readonly use: WaiverUse }) {
  const [shape, tone, words] =
    daysLeft <= 0
      ? (["square", "gone", "ended"] as const)
      : daysLeft <= soon
        ? (["triangle", "person", counted(daysLeft, "day")] as const)
        : (["circle", "kept", counted(daysLeft, "day")] as const);
  return (
    <span class="state">
      <Shape name={shape} tone={tone} /> {waiver.until} ({words})
    </span>
  );
}

const covers = ({ covers: all, refused, unseen }: WaiverUse): string =>
  unseen
    ? "nothing that was seen"
    : `${count(all)}${refused ? `, ${count(refused)} of them refused: a declared boundary` : ""}`;
