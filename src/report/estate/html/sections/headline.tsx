/** What a lost place takes from production, in words and numbers; and what this report does not know. */
import { type Losses, noLosses } from "../../../../estate/losses";
import type { Headline, Overview } from "../../../../estate/overview";
import { kindWords } from "../../../kinds";
import { Parts } from "../bars";
import { count, counted, Section, Shape, Table } from "../parts";
import { dataStates, recoveryStates } from "../states";
import { Whole } from "./whole";

/** One count of all kinds. */
function together(headline: readonly Headline[], of: "region" | "zone"): Losses {
  const all = noLosses();
  const add = <K extends string>(into: Record<K, number>, from: Readonly<Record<K, number>>): void => {
    for (const key of Object.keys(from) as K[]) into[key] += from[key];
  };
  for (const { [of]: losses } of headline) {
    all.resources += losses.resources;
    add(all.reads, losses.reads);
    add(all.writes, losses.writes);
    add(all.data, losses.data);
    all.minutes = Math.max(all.minutes, losses.minutes);
  }
  return all;
}

function Numbers({ losses: { reads, writes }, place }: { readonly losses: Losses; readonly place: string }) {
  const numbers = [
    [reads.kept, "keep answering reads", "kept", "circle"],
    [writes.kept + writes["by-azure"], "keep writes, or get them back from Azure unaided", "azure", "half"],
    [writes["by-a-person"], "get writes back only by a person’s action", "person", "triangle"],
    [writes["with-the-place"], `stay without writes until the ${place} is back`, "gone", "square"],
  ] as const;
  return (
    <ul class="numbers">
      {numbers.map(([value, words, tone, shape]) => (
        <li class={`number ${tone}`}>
          <b>{count(value)}</b>
          <span>
            <Shape name={shape} tone={tone} /> {words}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Loss({
  headline,
  of,
  title,
}: {
  readonly headline: readonly Headline[];
  readonly of: "region" | "zone";
  readonly title: string;
}) {
  const losses = together(headline, of);
  const { data, minutes } = losses;
  const open = losses.writes["not-stated"] + losses.writes["not-known"];
  const dataOpen = data["not-stated"] + data["not-known"];
  return (
    <div class="loss">
      <h3>{title}</h3>
      <p>
        Of <b>{counted(losses.resources, "resource")}</b> of production that hold data (
        {headline.map((one) => counted(one[of].resources, kindWords(one.kind), kindWords(one.kind, 2))).join(", ")}),
        each by the worst single {of} it could lose:
      </p>
      <Numbers losses={losses} place={of} />
      <p>
        {open > 0 && `Of ${count(open)}, no document says or a value is missing. `}
        <b>Data at risk</b> if the {of} never comes back: {count(data.everything)} may lose everything that no backup
        elsewhere holds, {count(data.window)} their last writes
        {minutes > 0 && ` (up to ${count(minutes)} minutes)`}
        {dataOpen > 0 && `; of ${count(dataOpen)}, no document says or a value is missing`}.
      </p>
      <div class="three">
        <Parts title="Reads" states={recoveryStates} counts={losses.reads} />
        <Parts title="Writes" states={recoveryStates} counts={losses.writes} />
        <Parts title="Data, if it never comes back" states={dataStates} counts={data} />
      </div>
    </div>
  );
}

const kindRow = (kind: string, words: string, { resources, reads, writes, data, minutes }: Losses) => [
  kind,
  words,
  count(resources),
  count(reads.kept),
  count(writes.kept),
  count(writes["by-azure"]),
  count(writes["by-a-person"]),
  count(writes["with-the-place"]),
  count(writes["not-stated"] + writes["not-known"]),
  count(data.everything),
  minutes > 0 ? `${count(data.window)} (up to ${count(minutes)} min)` : count(data.window),
];

export function HeadlineSection({ overview }: { readonly overview: Overview }) {
  const { headline } = overview;
  const refused = headline.reduce((sum, one) => sum + one.refused, 0);
  return (
    <Section id="headline" title="If a place went dark tonight">
      <Whole overview={overview} />
      {headline.length === 0 ? (
        <p>No resource of production that was judged holds data.</p>
      ) : (
        <>
          {refused > 0 && (
            <p class="partial" role="note">
              {counted(refused, "resource")} of production {refused === 1 ? "is" : "are"} declared in a way that Azure
              refuses: nothing follows for {refused === 1 ? "it" : "them"}, so the numbers below leave{" "}
              {refused === 1 ? "it" : "them"} out.
            </p>
          )}
          <Loss headline={headline} of="region" title="Any single region is lost" />
          <Loss headline={headline} of="zone" title="Any single zone is lost" />
          <details>
            <summary>The same by kind, as a table</summary>
            <Table
              caption="Resources of production by what the loss of one place does to them"
              columns={[
                { title: "Kind" },
                { title: "Lost" },
                ...[
                  "Resources",
                  "Reads kept",
                  "Writes kept",
                  "Writes back by Azure",
                  "Writes back by a person",
                  "Writes gone",
                  "Not stated or known",
                  "All data at risk",
                  "Last writes at risk",
                ].map((title) => ({ title, figures: true }) as const),
              ]}
              rows={headline.flatMap(({ kind, region, zone }) => [
                kindRow(kindWords(kind, 2), "a region", region),
                kindRow(kindWords(kind, 2), "a zone", zone),
              ])}
            />
          </details>
        </>
      )}
    </Section>
  );
}
