/** Marks of the maps that Plot does not have: curves that show where they lead, and names that find room. */
import type * as Plotting from "@observablehq/plot";
import type { LinkView } from "../../../estate/overview";

type Render = NonNullable<Plotting.MarkOptions["render"]>;
const svg = "http://www.w3.org/2000/svg";

/** Curves with a head at their end; those that cross a boundary have a cross in their middle besides. */
export const bows =
  (document: Document, as: LinkView["as"], crossing: boolean): Render =>
  (index, _scales, { x1, y1, x2, y2 }) => {
    const group = document.createElementNS(svg, "g");
    group.setAttribute("class", `flow ${as.replace(" ", "-")}${crossing ? " crossing" : ""}`);
    const [from, to] = [
      [x1, y1],
      [x2, y2],
    ] as unknown as readonly (readonly [number[], number[]])[];
    for (const at of index) {
      const [ax, ay, bx, by] = [from?.[0][at], from?.[1][at], to?.[0][at], to?.[1][at]] as [
        number,
        number,
        number,
        number,
      ];
      const [dx, dy] = [bx - ax, by - ay];
      const length = Math.hypot(dx, dy);
      if (!(length > 4)) continue;
      const bend = 0.18;
      const [cx, cy] = [(ax + bx) / 2 + dy * bend, (ay + by) / 2 - dx * bend];
      const path = (d: string, name: string): void => {
        const line = document.createElementNS(svg, "path");
        line.setAttribute("d", d);
        line.setAttribute("class", name);
        group.append(line);
      };
      path(`M${n(ax)},${n(ay)}Q${n(cx)},${n(cy)} ${n(bx)},${n(by)}`, "line");
      // The curve ends in the direction that leads from its bend to its end.
      const along = Math.atan2(by - cy, bx - cx);
      const [tipX, tipY] = [bx - Math.cos(along) * 7, by - Math.sin(along) * 7];
      const side = (turn: number): string =>
        `${n(tipX - Math.cos(along + turn) * 7)},${n(tipY - Math.sin(along + turn) * 7)}`;
      path(`M${side(0.45)}L${n(tipX)},${n(tipY)}L${side(-0.45)}`, "head");
      if (!crossing) continue;
      const [mx, my] = [(ax + 2 * cx + bx) / 4, (ay + 2 * cy + by) / 4];
      path(`M${n(mx - 4)},${n(my - 4)}l8,8m0,-8l-8,8`, "cross");
    }
    return group as unknown as SVGElement;
  };

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Names beside their places where there is room: the table under the map has all of them. */
export const names =
  (document: Document, width: number, size: number): Render =>
  (index, _scales, { x, y, text }) => {
    const [xs, ys, texts] = [x, y, text] as unknown as readonly [number[], number[], string[]];
    const group = document.createElementNS(svg, "g");
    group.setAttribute("class", "names");
    type Box = readonly [left: number, top: number, right: number, bottom: number];
    const taken = Array.from(index, (at): Box => {
      const [px, py] = [xs[at], ys[at]] as [number, number];
      return [px - 5, py - 5, px + 5, py + 5];
    });
    for (const at of index) {
      const [px, py, name] = [xs[at], ys[at], texts[at]] as [number, number, string];
      const long = name.length * size * 0.56;
      const spots = [
        [px + 11, py + 4, "start"],
        [px - 11, py + 4, "end"],
        [px, py - 12, "middle"],
        [px, py + 20, "middle"],
      ] as const;
      for (const [left, baseline, anchor] of spots) {
        const from = anchor === "start" ? left : anchor === "end" ? left - long : left - long / 2;
        const box = [from, baseline - size, from + long, baseline + 3] as const;
        const free = taken.every(([l, t, r, b]) => box[2] < l || box[0] > r || box[3] < t || box[1] > b);
        if (!free || box[0] < 4 || box[2] > width - 4) continue;
        taken.push(box);
        const label = document.createElementNS(svg, "text");
        for (const [key, value] of [
          ["x", n(left)],
          ["y", n(baseline)],
          ["text-anchor", anchor],
          ["font-size", `${size}`],
        ] as const)
          label.setAttribute(key, value);
        label.textContent = name;
        group.append(label);
        break;
      }
    }
    return group as unknown as SVGElement;
  };
