/** The report for people: one HTML file that needs nothing else. */
import { createHash } from "node:crypto";
import { render } from "preact-render-to-string";
import { type EstateRecord, missingVersion } from "../../estate";
import type { Overview } from "../../estate/overview";
import type { Trend } from "../../estate/trend";
import { checklist } from "./html/checklist";
import { linesOf } from "./html/data";
import { interner } from "./html/interner";
import { Page, type PageProps } from "./html/page";
import { printed } from "./html/printed";
import { mostRows, rows } from "./html/rows";
import type { TrendShown } from "./html/sections/trend";
import { pictures } from "./html/world";

interface Output {
  write(piece: string): void;
}
interface Told extends Pick<PageProps, "rules" | "documents" | "pageUrl" | "homepage" | "tool" | "today"> {
  readonly trend?: Trend;
}

/** Style and script as the build step wrote them. */
const assets = require("./html/assets.json") as { readonly style: string; readonly script: string };
const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
/** Nothing is loaded, sent or run but what is named here by what it is. */
const policy = [
  "default-src 'none'",
  `style-src ${hash(assets.style)}`,
  `script-src ${hash(assets.script)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** What stands is in the table of resources. */
const shownOf = ({ standing: _, ...shown }: Trend): TrendShown => shown;

/** `most`: resources that the table holds at most. */
export function html(to: { readonly whole: () => Output }, told: Told, most = mostRows) {
  const [rules, facts, list] = [interner(), interner(), checklist()];
  const table = rows(rules, facts, most);
  return {
    add(record: EstateRecord): void {
      if (record.record === missingVersion) return;
      table.add(record);
      list.add(record);
    },
    async end(overview: Overview): Promise<void> {
      const kept = table.end();
      const shown = printed(overview);
      const { trend, ...others } = told;
      const body = render(
        <Page
          {...others}
          {...(trend && { trend: printed(shownOf(trend)) })}
          overview={shown}
          pictures={await pictures(shown.regions, shown.links)}
          checklist={printed(list.end())}
          total={kept.total}
          held={kept.rows.length}
        />,
      );
      const output = to.whole();
      output.write(
        `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n` +
          `<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
          `<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n` +
          `<meta name="referrer" content="no-referrer">\n` +
          `<title>The estate on ${told.today}</title>\n<style>${assets.style}</style>\n</head>\n<body>\n${body}\n`,
      );
      output.write(`<script type="text/plain" id="data">`);
      for (const line of linesOf(kept, rules, facts, told)) output.write(`${line}\n`);
      output.write(`</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`);
    },
  };
}
