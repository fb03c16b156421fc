/** The records themselves, one a line: what `report` and `drill` take as a source again. */
import { type EstateRecord, missingVersion, type PartEnd, partVersion } from "../../estate";
import { printableJson } from "../../printable";

interface Output {
  write(piece: string): void;
}

/** A record as it is written. */
export const lineOf = (record: EstateRecord | PartEnd): string => printableJson(JSON.stringify(record));

export function ndjson(to: { readonly whole: () => Output }) {
  const output = to.whole();
  const count = { stacks: 0, missing: 0 };
  return {
    add(record: EstateRecord): void {
      count[record.record === missingVersion ? "missing" : "stacks"]++;
      output.write(`${lineOf(record)}\n`);
    },
    end: (): void => output.write(`${lineOf({ record: partVersion, ...count })}\n`),
  };
}
