/** What no program can check: a list to tick off, one line for each stack. */
import type { Overview } from "../../../../estate/overview";
import type { Rule } from "../../../../rule";
import type { Checklist } from "../checklist";
import { count, counted, Mark, Prose, Section, Shape, Table } from "../parts";

interface ManualProps {
  readonly overview: Overview;
  readonly checklist: Checklist;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly pageUrl: (rule: string) => string;
}

export function ManualSection({
  overview: { manual },
  checklist: { attestations, lines, stacks },
  rules,
  pageUrl,
}: ManualProps) {
  return (
    <Section
      id="manual"
      title="What a person has to answer for"
      lead="Rules that no program can decide, such as a rehearsed failover. Somebody who has looked vouches for them in hadr.yaml, until a day."
    >
      <h3>By rule</h3>
      <Table
        caption="Rules that a person answers for, and of how many stacks somebody does"
        hidden
        columns={[
          { title: "Rule", wide: true },
          ...["Stacks asked", "Vouched for", "Lapsed", "Open"].map((title) => ({ title, figures: true }) as const),
        ]}
        rows={manual.map(({ rule, stacks: asked, attested, expired }) => [
          <>
            <a href={pageUrl(rule)}>{rules.get(rule)?.title ?? rule}</a>
            {rules.get(rule)?.evidence !== undefined && (
              <p class="small">
                To show: <Prose text={rules.get(rule)?.evidence ?? ""} />
              </p>
            )}
          </>,
          count(asked),
          <Mark shape="circle" tone="kept" value={attested} />,
          <Mark shape="square" tone="gone" value={expired} />,
          <Mark shape="ring" tone="unknown" value={asked - attested - expired} />,
        ])}
      />
      <h3>Who vouches for what</h3>
      {attestations.length === 0 ? (
        <p>Nobody vouches for anything yet.</p>
      ) : (
        <Table
          caption="Attestations, the one that ends first in front"
          hidden
          columns={[
            { title: "Rule" },
            { title: "Until" },
            { title: "Stacks" },
            { title: "By" },
            { title: "Looked at" },
            { title: "Evidence", wide: true },
            { title: "Covers", figures: true },
          ]}
          rows={attestations.map(
            ({ attestation: { rule, until, scope, by, date, evidence }, lapsed, stacks: covered }) => [
              <code>{rule}</code>,
              <span class="state">
                <Shape name={lapsed ? "square" : "circle"} tone={lapsed ? "gone" : "kept"} /> {until}
                {lapsed && " (lapsed)"}
              </span>,
              scope,
              by,
              date,
              evidence,
              counted(covered, "stack"),
            ],
          )}
        />
      )}
      <details>
        <summary>The checklist: one line for each of {counted(stacks, "stack")}, those with most open first</summary>
        <Table
          caption="Stacks, and what somebody has yet to vouch for"
          columns={[
            { title: "Stack" },
            { title: "Team" },
            { title: "Environment" },
            { title: "Vouched for", figures: true },
            { title: "Open or lapsed", wide: true },
          ]}
          rows={lines.map(({ stack, team, environment, asked, open }) => [
            stack,
            team,
            environment,
            `${count(asked - open.length)} of ${count(asked)}`,
            open.length === 0 ? "☑ nothing" : open.map((rule) => <code class="tick">☐ {rule}</code>),
          ])}
        />
        {stacks > lines.length && (
          <p>{counted(stacks - lines.length, "more stack")}: the other formats list all of them.</p>
        )}
      </details>
    </Section>
  );
}
