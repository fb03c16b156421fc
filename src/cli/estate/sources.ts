/** From what was named at the command line to the pieces of an estate. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { isFolder } from "../files";
import type { Piece } from "./units";

/** Every stack of the sources, in their order; of a folder by name. Throws Failure where a source is not there. */
export async function* piecesOf(sources: readonly string[]): AsyncGenerator<Piece> {
  for (const source of sources) {
    if (!isFolder(source)) yield { name: source, bytes: { file: source } };
    else {
      const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
      if (files.length === 0) throw new Failure(`${source}: holds no file that ends in .json`);
      for (const file of files.sort()) yield { name: join(source, file), bytes: { file: join(source, file) } };
    }
  }
}
