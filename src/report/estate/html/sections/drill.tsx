/** Regions × teams: whom the loss of a region concerns. */
import type { Losses } from "../../../../estate/losses";
import type { Overview, RegionView } from "../../../../estate/overview";
import { count, counted, Frame, regionName, Section, Shape } from "../parts";
import { standingOf } from "../states";

export function DrillSection({ overview: { regions, teams, unplaced } }: { readonly overview: Overview }) {
  const touched = regions
    .filter(({ production }) => production.resources > 0)
    .sort((one, other) => gravity(other.production) - gravity(one.production));
  const names = teams.map(({ team }) => team).filter((team) => touched.some((region) => lossesOf(region, team)));
  const wide = names.length > fitting;
  return (
    <Section
      id="drill"
      title="Who has to act"
      lead="For each region and each team: how many resources of production its loss touches, and how many of these wait for a person, or are gone until it is back. The regions with most to lose first; azure-hadr drill says step by step what to do."
    >
      {touched.length === 0 ? (
        <p>No region is known in which something of production stands.</p>
      ) : (
        <>
          <ul class="legend row">
            <li>
              <b>12</b> touched
            </li>
            <li>
              <Shape name="triangle" tone="person" /> writes wait for a person
            </li>
            <li>
              <Shape name="square" tone="gone" /> writes gone until the region is back
            </li>
            <li>
              <Shape name="diamond" tone="unsaid" /> not stated or not known
            </li>
          </ul>
          <Frame label="Drill matrix: regions by teams">
            <table class={wide ? "matrix wide" : "matrix"}>
              <caption class="aside">Resources of production that the loss of a region touches, by team</caption>
              <thead>
                <tr>
                  <th scope="col">Region</th>
                  <th scope="col">All teams</th>
                  {names.map((team) => (
                    <th scope="col">
                      <a href="#resources" data-team={team}>
                        {team}
                      </a>
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {touched.map((region) => (
                  <tr>
                    <th scope="row">
                      <a href="#resources" data-region={region.region}>
                        {regionName(region.region)}
                      </a>
                    </th>
                    <Touched losses={region.production} total {...(wide && { whose: "All teams" })} />
                    {names.map((team) => (
                      <Touched losses={lossesOf(region, team)} {...(wide && { whose: team })} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Frame>
        </>
      )}
      {unplaced > 0 && (
        <p class="aside-note">
          Not all regions are known of {counted(unplaced, "resource")} with data, of whatever environment: what stands
          where nobody knows is in no row.
        </p>
      )}
    </Section>
  );
}

/** Columns that a printed page has room for. With more of them each cell says whose it is, and a row runs over several lines. */
const fitting = 12;

/** A team may have any name, also one that every object has. */
const lossesOf = ({ teams }: RegionView, team: string): Losses | undefined =>
  Object.hasOwn(teams, team) ? teams[team] : undefined;

/** What is gone weighs more than what waits, and that more than what is only touched. */
const gravity = ({ resources, writes }: Losses): number =>
  writes["with-the-place"] * 1e8 + writes["by-a-person"] * 1e4 + resources;

interface TouchedProps {
  readonly losses: Losses | undefined;
  readonly total?: true;
  readonly whose?: string;
}

function Touched({ losses, total, whose }: TouchedProps) {
  if (!losses || losses.resources === 0) return <td class="none">–</td>;
  const { resources, writes } = losses;
  const open = writes["not-stated"] + writes["not-known"];
  const parts = [
    [writes["by-a-person"], "triangle", "person", "wait for a person"],
    [writes["with-the-place"], "square", "gone", "gone"],
    [open, "diamond", "unsaid", "not stated or known"],
  ] as const;
  return (
    <td class={`${standingOf(losses)}${total ? " total" : ""}`} data-whose={whose}>
      <b>{count(resources)}</b>
      <span class="aside"> touched</span>
      <span class="of">
        {parts
          .filter(([value]) => value > 0)
          .map(([value, shape, tone, words]) => (
            <span>
              <Shape name={shape} tone={tone} />
              {count(value)}
              <span class="aside"> {words}</span>
            </span>
          ))}
      </span>
    </td>
  );
}
