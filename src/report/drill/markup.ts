/** HTML put together from text: whatever is not markup of ours is escaped, so that no name is ever more than a name. */
import { printable } from "../../printable";

/** Markup of our own. */
export class Markup {
  constructor(readonly html: string) {}
}
type Content = Markup | string | number | undefined | false | readonly Content[];

/** A template in which every value is text, unless it is markup. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup =>
  new Markup(parts.reduce((whole, part, at) => `${whole}${rendered(values[at - 1])}${part}`));

function rendered(content: Content): string {
  if (content instanceof Markup) return content.html;
  if (content === undefined || content === false) return "";
  if (typeof content === "object") return content.map(rendered).join("");
  return printable(String(content)).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Backticks make code. */
export const ticked = (words: string): Markup =>
  html`${words.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
