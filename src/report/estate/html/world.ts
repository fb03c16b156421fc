/** Maps of the world and of the parts of it where regions are close to each other: static SVG, coloured by the page's style. */
import type * as Plotting from "@observablehq/plot";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { findRegion } from "../../../azure/regions";
import type { LinkView, RegionView } from "../../../estate/overview";
import { bows, names } from "./marks";
import { regionName } from "./parts";
import { standingOf, standings } from "./states";

/** One picture. `svg`: markup that holds nothing but figures and the names of known regions. */
export interface Picture {
  readonly title: string;
  readonly svg: string;
}

type Place = RegionView & { readonly longitude: number; readonly latitude: number; readonly size: number };
type Arc = LinkView & { readonly source: Place; readonly target: Place };
type Corners = readonly [west: number, south: number, east: number, north: number];

const world: Corners = [-135, -44, 165, 68];
const insets: readonly (readonly [title: string, corners: Corners])[] = [
  ["Europe", [-11, 40, 25, 62]],
  ["North America", [-124, 27, -70, 51]],
  ["East Asia", [96, -2, 145, 42]],
];

const within = ({ longitude, latitude }: Place, [west, south, east, north]: Corners): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** Regions with a recorded place, by what stands there. */
export const placed = (regions: readonly RegionView[]): Place[] =>
  regions.flatMap((one) => {
    const { longitude, latitude } = findRegion(one.region) ?? {};
    if (typeof longitude !== "number" || typeof latitude !== "number") return [];
    return [{ ...one, longitude, latitude, size: Math.max(one.writes + one.reads, 1) }];
  });

/** The world first, then a closer look wherever two regions or more are in it. */
export async function pictures(regions: readonly RegionView[], links: readonly LinkView[]): Promise<Picture[]> {
  const Plot = await import("@observablehq/plot");
  const { parseHTML } = require("linkedom") as typeof import("linkedom");
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const atlas = require("world-atlas/countries-110m.json") as Topology<{ land: GeometryCollection }>;
  const land = feature(atlas, atlas.objects.land);
  const places = placed(regions);
  const byName = new Map(places.map((place) => [place.region, place]));
  const arcs = links.flatMap((link): Arc[] => {
    const [source, target] = [byName.get(link.from), byName.get(link.to)];
    return source && target ? [{ ...link, source, target }] : [];
  });
  const most = Math.max(...places.map(({ size }) => size), 1);
  const draw = (title: string, corners: Corners, large: boolean): Picture => {
    const [west, south, east, north] = corners;
    const here = places.filter((place) => within(place, corners));
    const labelled = large ? here.filter((place) => !insets.some(([, inset]) => within(place, inset))) : here;
    const [width, height] = large ? [1100, 470] : [400, 300];
    const figure = Plot.plot({
      document: document as unknown as Document,
      width,
      height,
      margin: 4,
      className: "map",
      projection: {
        type: large ? "equal-earth" : "mercator",
        domain: {
          type: "MultiPoint",
          coordinates: [
            [west, south],
            [east, north],
            [west, north],
            [east, south],
          ],
        },
      } as Plotting.ProjectionOptions,
      r: { type: "sqrt", domain: [0, most], range: [3.5, large ? 10 : 13] },
      marks: [
        Plot.geo(land, { className: "land", fill: "currentColor" }),
        ...(["replication", "paired copy", "backup copy"] as const).flatMap((as) =>
          [false, true].map((crossing) =>
            Plot.arrow(
              arcs.filter((arc) => arc.as === as && arc.crossing > 0 === crossing),
              {
                x1: (arc: Arc) => arc.source.longitude,
                y1: (arc: Arc) => arc.source.latitude,
                x2: (arc: Arc) => arc.target.longitude,
                y2: (arc: Arc) => arc.target.latitude,
                render: bows(document as unknown as Document, as, crossing),
              },
            ),
          ),
        ),
        ...standings.map(({ key, tone, symbol }) =>
          Plot.dot(
            here.filter(({ production }) => standingOf(production) === key),
            {
              x: "longitude",
              y: "latitude",
              r: "size",
              symbol: symbol as Plotting.SymbolType,
              className: key === "copy" ? "region copy" : `region ${tone}`,
              title: (place: Place) => `${regionName(place.region)}: ${place.production.resources} of production`,
            },
          ),
        ),
        Plot.text(labelled, {
          x: "longitude",
          y: "latitude",
          text: (place: Place) => regionName(place.region),
          render: names(document as unknown as Document, width, large ? 11 : 10.5),
        }),
      ],
    });
    figure.setAttribute("role", "img");
    figure.setAttribute("aria-label", `${title}: the table below says the same`);
    for (const style of figure.querySelectorAll("style")) style.remove();
    // Marks name themselves after their kinds, which says nothing to anybody.
    for (const mark of figure.querySelectorAll("g[aria-label]")) mark.removeAttribute("aria-label");
    return { title, svg: figure.outerHTML };
  };
  const closer = insets.filter(([, corners]) => places.filter((place) => within(place, corners)).length > 1);
  return [draw("The world", world, true), ...closer.map(([title, corners]) => draw(title, corners, false))];
}
