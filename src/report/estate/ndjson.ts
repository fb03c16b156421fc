/** The records themselves, one a line: what `report` and `drill` take as a source again. */
import type { EstateRecord } from "../../estate";

interface Output {
  write(piece: string): void;
}

export function ndjson(to: { readonly whole: () => Output }) {
  const output = to.whole();
  return {
    add: (record: EstateRecord): void => output.write(`${JSON.stringify(record)}\n`),
    end(): void {},
  };
}
