/** Reads what the page carries: the index at once, a stack's blob when one of its rows is opened. */
import type { Index, Blob as Opened } from "../payload";
import { there } from "./dom";

async function inflated<T>(text: string): Promise<T> {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(stream).json()) as T;
}

/** The table's rows, what is searched in, and the findings of each. */
export class Estate {
  /** What is searched in, in lower case: of each row its own names; of all rows of a stack or a place once. */
  readonly names: readonly string[];
  readonly stackTexts: readonly string[];
  readonly placeTexts: readonly string[];
  /** Where the findings of each row begin in `index.findings`; one more at the end. */
  readonly begins: Uint32Array;
  /** Numbers to sort by: the gravest open finding of each row, how many are open. */
  readonly worst: Int16Array;
  readonly open: Uint32Array;
  private readonly blobs = new Map<number, Promise<Opened>>();

  constructor(
    readonly index: Index,
    private readonly lines: readonly string[],
  ) {
    const { rows, stacks, teams, environments, criticalities, kinds, regions, places } = index;
    const size = rows.name.length;
    const lower = (...texts: readonly (string | undefined)[]): string => texts.join("\n").toLowerCase();
    const of = (list: readonly string[], at: number | undefined): string => list[at ?? -1] ?? "";
    this.stackTexts = stacks.name.map((name, at) =>
      lower(
        name,
        of(teams, stacks.team[at]),
        of(environments, stacks.environment[at]),
        of(criticalities, stacks.criticality[at]),
      ),
    );
    this.placeTexts = places.map(({ live, copies }) =>
      lower(...[...live, ...copies].flatMap((at) => regions[at] ?? [])),
    );
    this.names = rows.name.map((name, at) => lower(name, rows.azureName[at], of(kinds, rows.kind[at])));
    this.begins = new Uint32Array(size + 1);
    this.worst = new Int16Array(size);
    this.open = new Uint32Array(size);
    for (let row = 0; row < size; row++) {
      const begin = this.begins[row] as number;
      this.begins[row + 1] = begin + (rows.findings[row] as number);
      for (let at = begin; at < (this.begins[row + 1] as number); at++) {
        const code = index.findings[at] as number;
        const became = code & 7;
        if (became > 2) continue;
        (this.open[row] as number)++;
        // Blocking ones before others, and what nobody knows last.
        const weight = became === 2 ? 1 : (became === 0 ? 20 : 10) - ((code >> 3) & 7);
        this.worst[row] = Math.max(this.worst[row] as number, weight);
      }
    }
  }

  blobOf(row: number): Promise<Opened> {
    const stack = this.index.rows.stack[row] as number;
    const known = this.blobs.get(stack) ?? inflated<Opened>(this.lines[stack] as string);
    this.blobs.set(stack, known);
    return known;
  }
}

export async function load(): Promise<Estate> {
  const [first = "", ...lines] = (there("data").textContent ?? "").split("\n");
  return new Estate(await inflated(first), lines);
}
