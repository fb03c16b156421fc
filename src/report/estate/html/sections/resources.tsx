/** The frame of the searchable table; the page's script fills it. */
import { environments, severities } from "../../../../model";
import { count, Frame, Section } from "../parts";
import { findingStates, findingWords } from "../states";

const sorted = [
  ["name", "Resource"],
  ["stack", "Stack"],
  ["team", "Team"],
  ["environment", "Environment"],
  ["regions", "Regions"],
  ["worst", "Worst"],
  ["open", "Open"],
  ["writes", "Region lost: writes"],
  ["data", "Region lost: data"],
] as const;

/** `total`: resources that there are; `held`: those that the table holds. */
export function ResourcesSection({ total, held }: { readonly total: number; readonly held: number }) {
  return (
    <Section
      id="resources"
      title="Every resource"
      lead="Search, filter and sort; open a row for its findings, what mends them, what they rest on and what a lost place means."
    >
      {held < total && (
        <p class="partial" role="note">
          The table holds {count(held)} of {count(total)} rows, those with the gravest findings: a row for each
          resource, and one for each stack that has findings as a whole. All of them are in the other formats (
          <code>-f csv</code>, <code>-f parquet</code>, <code>-f ndjson</code>), and everything above counts all of
          them.
        </p>
      )}
      <noscript>
        <p class="partial">
          This table needs the script in this file, which is switched off here. Everything above is complete without it;
          every resource is also in <code>-f csv</code> and <code>-f ndjson</code>.
        </p>
      </noscript>
      <div id="browse" hidden>
        <search aria-label="Resources">
          <form>
            <div class="search">
              <label for="f-text">Search</label>
              <input
                id="f-text"
                type="search"
                placeholder="name, stack, region, rule…"
                autocomplete="off"
                spellcheck={false}
              />
            </div>
            <Choice id="f-team" label="Team" />
            <Choice id="f-environment" label="Environment" values={environments.map((one) => [one, one])} />
            <Choice id="f-criticality" label="Criticality" />
            <Choice id="f-region" label="Region" />
            <Choice id="f-rule" label="Rule" />
            <Choice id="f-severity" label="Severity" values={severities.map((one, at) => [`${at}`, one])} />
            <Choice
              id="f-outcome"
              label="Outcome"
              values={findingStates.map((one, at) => [`${at}`, findingWords[one]])}
            />
            <button type="reset">Clear</button>
          </form>
        </search>
        <p id="count" role="status" aria-live="polite" />
        <Frame label="Resources">
          <table id="rows">
            <caption class="aside">Resources and their findings</caption>
            <thead>
              <tr>
                {sorted.map(([key, title]) => (
                  <th scope="col" class={`c-${key}`} aria-sort={key === "worst" ? "descending" : undefined}>
                    <button type="button" data-sort={key}>
                      {title}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody />
          </table>
        </Frame>
        <nav class="pages" aria-label="Pages of the table">
          <button type="button" id="previous">
            Previous
          </button>
          <span id="page" />
          <button type="button" id="next">
            Next
          </button>
        </nav>
      </div>
    </Section>
  );
}

function Choice({
  id,
  label,
  values = [],
}: {
  readonly id: string;
  readonly label: string;
  readonly values?: readonly (readonly [string, string])[];
}) {
  return (
    <div>
      <label for={id}>{label}</label>
      <select id={id}>
        <option value="">any</option>
        {values.map(([value, words]) => (
          <option value={value}>{words}</option>
        ))}
      </select>
    </div>
  );
}
