/** What all of it rests on. */
import { tables } from "../../../../azure/facts";
import { asOf } from "../../../../azure/regions";
import type { Overview } from "../../../../estate/overview";
import type { CitedDocument, Rule } from "../../../../rule";
import { count, counted, Section, Table } from "../parts";

interface BasisProps {
  readonly overview: Overview;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly tool: string;
  readonly today: string;
}

export function BasisSection({ overview, rules, documents, tool, today }: BasisProps) {
  const { date, since, tools, counts, notes } = overview;
  const rest = Object.values(tables);
  const cited = [...documents.values()]
    .map((document) => ({
      document,
      rules: [...rules.values()].filter((rule) => rule.citations.some((one) => one.document === document.id)).length,
      tables: rest.filter((table) => table.document === document.id).length,
    }))
    .filter((one) => one.rules + one.tables > 0)
    .sort((one, other) => (one.document.date < other.document.date ? 1 : -1));
  const verdicts = counts.fail + counts.unknown + counts.pass + counts.notApplicable + counts.manual;
  return (
    <Section
      id="basis"
      title="What this rests on"
      lead="Programs, not accounts: what Pulumi was told or recorded was read, and nothing was asked of Azure."
    >
      <dl class="basis">
        <dt>Day of the report</dt>
        <dd>
          {today}; stacks judged {since === date ? `on ${date}` : `from ${since} to ${date}`}
        </dd>
        <dt>Made by</dt>
        <dd>
          {tool}; judged by version {tools.join(", ")}
        </dd>
        <dt>Rules</dt>
        <dd>
          {counted(rules.size, "rule")} in the catalogue, {count(overview.rules.length)} of them asked:{" "}
          {counted(verdicts, "verdict")}, of which {count(counts.pass)} pass, {count(counts.fail)} fail,{" "}
          {count(counts.unknown)} are not known, {count(counts.manual)} are for a person, {count(counts.notApplicable)}{" "}
          do not apply
        </dd>
        <dt>Regions</dt>
        <dd>the region list of {asOf}</dd>
      </dl>
      {notes.length > 0 && (
        <details>
          <summary>What there is to know of how it was judged: {counted(notes.length, "note")}</summary>
          <ul>
            {notes.slice(0, 100).map(({ note, stacks }) => (
              <li>
                {note} ({counted(stacks, "stack")})
              </li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>The {counted(cited.length, "document")} that rules and figures rest on</summary>
        <Table
          caption="Documents, the newest first"
          columns={[
            { title: "Document", wide: true },
            { title: "Publisher" },
            { title: "Date" },
            { title: "Rules", figures: true },
            { title: "Tables", figures: true },
          ]}
          rows={cited.map(({ document: { title, url, publisher, date: day }, ...of }) => [
            <a href={url}>{title}</a>,
            publisher,
            day,
            count(of.rules),
            count(of.tables),
          ])}
        />
      </details>
    </Section>
  );
}
