/** Nodes of the page. What comes from an input is put in as text, never as markup. */
import type { Cite, Look } from "../payload";

type Child = Node | string;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** What stands in the page under that id. */
export function there<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

function mark({ outline, tone }: Look): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of [
    ["class", `shape ${tone}`],
    ["viewBox", "0 0 12 12"],
    ["aria-hidden", "true"],
  ] as const)
    svg.setAttribute(name, value);
  path.setAttribute("d", outline);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** Texts of rules put code between backticks. */
export const prose = (text: string): Child[] =>
  text.split("`").map((part, at) => (at % 2 === 1 ? make("code", {}, part) : part));

/** A shape and its words. */
export function state(look: Look | undefined, words = look?.words ?? "–"): HTMLElement {
  return look ? make("span", { class: "state" }, mark(look), ` ${words}`) : make("span", { class: "none" }, words);
}

export function cited({ document: title, section, link, says, supersededBy }: Cite): HTMLElement {
  const name = link === undefined ? title : make("a", { href: link }, title);
  const more = `${says === undefined ? "" : `: ${says}`}${supersededBy.length > 0 ? ` (superseded by ${supersededBy.join(" and ")})` : ""}`;
  return make("span", {}, name, `, “${section}”${more}`);
}
