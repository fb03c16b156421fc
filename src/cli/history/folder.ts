/** The folder of a history in Parquet: it says what it is, and holds nothing else. */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { filesIn, notWritten, readText, writeWhole } from "../files";
import { historyNames, schemaVersion } from "./tables";

/** Readers of Parquet skip names that begin like that. */
const mark = "_history.json";

/** Throws Failure unless it is a history of this version. */
export function isHistory(folder: string): void {
  if (!existsSync(join(folder, mark))) throw new Failure(`${folder}: no history of azure-hadr: it holds no ${mark}`);
  let version: unknown;
  try {
    version = (JSON.parse(readText(join(folder, mark))) as { azureHadrHistory?: unknown }).azureHadrHistory;
  } catch {}
  if (typeof version !== "number")
    throw new Failure(`${join(folder, mark)}: expected {"azureHadrHistory":${schemaVersion}}`);
  ofThisVersion(folder, version, version);
}

/** `least` and `most`: the versions that it holds. Throws Failure where that is another one. */
export function ofThisVersion(name: string, least: number, most: number): void {
  if (most > schemaVersion)
    throw new Failure(
      `${name}: a newer azure-hadr wrote it (history version ${most}; this one knows ${schemaVersion})`,
    );
  if (least < schemaVersion)
    throw new Failure(
      `${name}: an older azure-hadr wrote it (history version ${least}; this one knows ${schemaVersion}): begin a new one`,
    );
}

/** Makes a history of what is empty or not there. Throws Failure where something else is there. */
export function prepared(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw notWritten(folder, error);
  }
  if (existsSync(join(folder, mark))) {
    isHistory(folder);
    cleared(folder);
  } else {
    const [other] = readdirSync(folder).filter((name) => !name.startsWith(`.${mark}`));
    if (other !== undefined && !existsSync(join(folder, mark)))
      throw new Failure(`${folder}: holds ${other} and no history; expected an empty folder`);
    writeWhole({ name: join(folder, mark), content: `${JSON.stringify({ azureHadrHistory: schemaVersion })}\n` });
  }
}

/** What a run that was cut off left behind, once nobody can be writing it any more. */
function cleared(folder: string): void {
  const day = 86_400_000;
  for (const table of readdirSync(folder))
    for (const partition of historyNames.includes(table) ? readdirSync(join(folder, table)) : [])
      for (const file of filesIn(join(folder, table, partition))) {
        const path = join(folder, table, partition, file);
        const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
        if (/^\..*\.part$/.test(file) && Date.now() - written > day) rmSync(path, { force: true });
      }
}
