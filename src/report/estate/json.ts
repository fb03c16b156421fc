/** The overview for programs. Described by `schema/estate.schema.json`. */
import type { Overview } from "../../estate/overview";
import { printableJson } from "../../printable";

/** Grows by a minor number when something is added, by a major one when something changes or goes. */
export const schemaVersion = "1.0";

interface Output {
  write(piece: string): void;
}

export function json(
  to: { readonly whole: () => Output },
  { tool, today }: { readonly tool: string; readonly today: string },
) {
  return {
    end(overview: Overview): void {
      const document = { schemaVersion, tool, today, ...overview };
      to.whole().write(`${printableJson(JSON.stringify(document, undefined, 2))}\n`);
    },
  };
}
