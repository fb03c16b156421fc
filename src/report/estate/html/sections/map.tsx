/** Where it all stands, and where its data flows. */
import type { Overview } from "../../../../estate/overview";
import { count, counted, regionName, Section, Shape, Table } from "../parts";
import { standingOf, standings } from "../states";
import { type Picture, placed } from "../world";

export function MapSection({
  overview,
  pictures,
}: {
  readonly overview: Overview;
  readonly pictures: readonly Picture[];
}) {
  const { regions, links, unplaced } = overview;
  const known = new Set(placed(regions).map(({ region }) => region));
  const elsewhere = regions.filter(({ region }) => !known.has(region));
  const crossing = links.filter((link) => link.crossing > 0);
  return (
    <Section
      id="map"
      title="Where it stands"
      lead="Each region by how much stands there and by the gravest that its loss means for writes of production; arrows lead to where data is copied."
    >
      <div class="maps">
        {pictures.map(({ title, svg }) => (
          <figure>
            <figcaption>{title}</figcaption>
            {/* Figures and names of the region table: nothing in it comes from an input. */}
            <div dangerouslySetInnerHTML={{ __html: svg }} />
          </figure>
        ))}
      </div>
      <ul class="legend row">
        {standings.map(({ shape, tone, words }) => (
          <li>
            <Shape name={shape} tone={tone} /> {words}
          </li>
        ))}
        <Line name="replication" words="replication" />
        <Line name="paired-copy" words="copy in the paired region" />
        <Line name="backup-copy" words="copy of backups" />
        <Line name="replication crossing" words="leaves a declared boundary" />
      </ul>
      {elsewhere.length > 0 && (
        <p>
          Not on the map, since no place is recorded for them:{" "}
          {elsewhere.map(({ region }) => regionName(region)).join(", ")}.
        </p>
      )}
      {unplaced > 0 && <p>Not all regions are known of {counted(unplaced, "resource")} with data.</p>}
      <details>
        <summary>The regions, as a table</summary>
        <Table
          caption="Regions, and what stands there"
          columns={[
            { title: "Region" },
            { title: "If it is lost, of production" },
            ...[
              "Take writes",
              "Only reads",
              "Copies",
              "Not certain",
              "Over zones",
              "In one zone",
              "Zones not known",
            ].map((title) => ({ title, figures: true }) as const),
          ]}
          rows={regions.map(({ region, production, writes, reads, copies, doubtful, zones }) => {
            const standing = standings.find(({ key }) => key === standingOf(production));
            return [
              regionName(region),
              standing && (
                <span class="state">
                  <Shape name={standing.shape} tone={standing.tone} /> {standing.words}
                </span>
              ),
              ...[writes, reads, copies, doubtful, zones.zoned, zones.unzoned, zones.open].map(count),
            ];
          })}
        />
      </details>
      <details open={crossing.length > 0 && crossing.length <= 12}>
        <summary>
          The {count(links.length)} flows of data, as a table: {count(crossing.length)} leave a declared boundary
        </summary>
        <Table
          caption="From where to where data is copied, those that leave a boundary first"
          columns={[
            { title: "From" },
            { title: "To" },
            { title: "As" },
            { title: "Resources", figures: true },
            { title: "Leave a boundary", figures: true },
          ]}
          rows={[...links]
            .sort((one, other) => other.crossing - one.crossing)
            .map((link) => [
              regionName(link.from),
              regionName(link.to),
              link.as,
              count(link.resources),
              link.crossing > 0 ? (
                <span class="state">
                  <Shape name="cross" tone="gone" /> {count(link.crossing)}
                </span>
              ) : (
                "0"
              ),
            ])}
        />
      </details>
    </Section>
  );
}

const Line = ({ name, words }: { readonly name: string; readonly words: string }) => (
  <li>
    <svg class={`flow ${name}`} viewBox="0 0 36 12" aria-hidden="true">
      <path class="line" d="M1,6H33" />
      <path class="head" d="M28,2L34,6L28,10" />
      {name.includes("crossing") && <path class="cross" d="M11,2l8,8m0,-8l-8,8" />}
    </svg>{" "}
    {words}
  </li>
);
