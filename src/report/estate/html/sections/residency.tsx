/** In which countries data rests, and whether it may. */
import { findRegion } from "../../../../azure/regions";
import type { Overview, RegionView } from "../../../../estate/overview";
import { Bar } from "../bars";
import { count, counted, regionName, Section, Shape, Table } from "../parts";

type Rests = Pick<RegionView, "inside" | "outside" | "undeclared">;
const none = (): Rests => ({ inside: 0, undeclared: 0, outside: { certain: 0, perhaps: 0 } });
const plus = (one: Rests, other: Rests): Rests => ({
  inside: one.inside + other.inside,
  undeclared: one.undeclared + other.undeclared,
  outside: {
    certain: one.outside.certain + other.outside.certain,
    perhaps: one.outside.perhaps + other.outside.perhaps,
  },
});
const all = ({ inside, outside, undeclared }: Rests): number => inside + undeclared + outside.certain + outside.perhaps;

export function ResidencySection({ overview: { regions, boundaries, somewhere } }: { readonly overview: Overview }) {
  const countries = new Map<string, RegionView[]>();
  for (const region of regions) {
    if (all(region) === 0) continue;
    const country = findRegion(region.region)?.country ?? "Regions that no table lists";
    countries.set(country, [...(countries.get(country) ?? []), region]);
  }
  const rows = [...countries]
    .map(([country, own]) => ({ country, own, rests: own.reduce<Rests>(plus, none()) }))
    .sort((one, other) => all(other.rests) - all(one.rests));
  const total = rows.reduce<Rests>((sum, { rests }) => plus(sum, rests), none());
  const most = Math.max(...rows.map(({ rests }) => all(rests)), 1);
  return (
    <Section
      id="residency"
      title="Where data rests"
      lead={
        <>
          Of the stacks with data, {count(boundaries.declared)} declare where it may rest and{" "}
          {count(boundaries.undeclared)} do not. Counted are places: a resource in two regions with a backup in a third
          has three.
        </>
      }
    >
      <ul class="legend row">
        <li>
          <Shape name="circle" tone="kept" /> <b>{count(total.inside)}</b> inside a declared boundary
        </li>
        <li>
          <Shape name="square" tone="gone" /> <b>{count(total.outside.certain)}</b> outside
        </li>
        <li>
          <Shape name="triangle" tone="person" /> <b>{count(total.outside.perhaps)}</b> perhaps outside
        </li>
        <li>
          <Shape name="diamond" tone="unsaid" /> <b>{count(total.undeclared)}</b> of stacks that declare none
        </li>
        <li>
          <Shape name="ring" tone="unknown" /> <b>{count(somewhere)}</b> in a region that is not known
        </li>
      </ul>
      <Table
        caption="Places of data by country"
        hidden
        columns={[
          { title: "Country" },
          { title: "Regions", wide: true },
          { title: "Places", bars: true },
          ...["Inside", "Outside", "Perhaps outside", "No boundary"].map(
            (title) => ({ title, figures: true }) as const,
          ),
        ]}
        rows={rows.map(({ country, own, rests }) => [
          country,
          own.map(({ region, ...of }, at) => (
            <>
              {at > 0 && ", "}
              <a href="#resources" data-region={region}>
                {regionName(region)}
              </a>{" "}
              {count(all(of))}
              {of.outside.certain > 0 && ` (${count(of.outside.certain)} outside)`}
            </>
          )),
          <Bar
            parts={[
              ["kept", rests.inside],
              ["gone", rests.outside.certain],
              ["person", rests.outside.perhaps],
              ["unsaid", rests.undeclared],
            ]}
            of={most}
          />,
          count(rests.inside),
          rests.outside.certain > 0 ? (
            <span class="state">
              <Shape name="square" tone="gone" /> {count(rests.outside.certain)}
            </span>
          ) : (
            "0"
          ),
          count(rests.outside.perhaps),
          count(rests.undeclared),
        ])}
      />
      {somewhere > 0 && (
        <p class="aside-note">
          The region of {counted(somewhere, "place")}, backups included, is not known:{" "}
          {somewhere === 1 ? "it is" : "they are"} in none of these rows, and may lie outside of a declared boundary.
        </p>
      )}
    </Section>
  );
}
