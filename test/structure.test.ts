/** The house: imports point one way, and files fit a screen or two. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = join(__dirname, "..");
const sources = ["src", "policies", "rules"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file)),
);
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|require\(|import\()\s*"([^"]+)"/g)].map(([, id]) =>
    id?.startsWith(".") ? relative(root, resolve(root, dirname(file), id)) : (id ?? ""),
  );

/** Room by room: what it may import. Anything not listed is forbidden. */
const rooms: [room: RegExp, mayImport: RegExp][] = [
  [/^src\/model\.ts$/, /^$/],
  [/^src\/known\.ts$/, /^$/],
  [/^src\/nearest\.ts$/, /^fastest-levenshtein$/],
  [/^src\/record\.ts$/, /^src\/(?:model|known)$/],
  [/^src\/azure\//, /^src\/(?:model|known|nearest|azure\/.*|kinds\/(?:cosmos-account|digital-twins))$/],
  [/^src\/kinds\//, /^src\/(?:model|known|azure\/regions|kinds\/.*)$/],
  [/^rules\/[^/]+\/check\.ts$/, /^src\/(?:model|known|azure\/.*|kinds\/.*)$/],
  [/^src\/read\//, /^(?:src\/(?:model|read\/.*)|node:buffer|node:crypto|node:string_decoder|node:util)$/],
  [/^src\/judge\.ts$/, /^src\/(?:model|known|record)$/],
  [/^src\/config\//, /^(?:src\/(?:model|nearest|azure\/.*|kinds\/recognise|config\/.*)|ajv|yaml)$/],
  [/^src\/waive\.ts$/, /^src\/(?:model|config\/(?:glob|objectives))$/],
  [/^src\/gate\.ts$/, /^src\/model$/],
  [/^src\/assess\.ts$/, /^src\/(?:model|judge|waive|kinds\/recognise)$/],
  [/^src\/report\//, /^(?:src\/(?:model|report\/.*)|node:crypto|node:util|sarif)$/],
  [/^src\/page\.ts$/, /^src\/(?:model|rules|report\/(?:cite|literal))$/],
  [/^src\/(?:rules|package)\.ts$/, /^(?:src\/(?:model|rules)|node:fs|node:path)$/],
  [/^src\/cli(?:\.ts$|\/)/, /^(?:src\/(?!rules\/).*|node:.*|commander)$/],
  [/^policies\//, /^(?:src\/(?!cli|read|report).*|policies\/.*|@pulumi\/policy(?:\/deserialize)?)$/],
];

test.each(sources)("%s imports only what its room may", (file) => {
  const room = rooms.find(([pattern]) => pattern.test(file));
  expect(room, `${file} is in no room`).toBeDefined();
  expect(importsOf(file).filter((id) => !room?.[1].test(id))).toEqual([]);
});

test("the walls are looked at: every room has somebody in it, and imports are found", () => {
  for (const [pattern] of rooms) expect(sources.some((file) => pattern.test(file)), String(pattern)).toBe(true);
  expect(importsOf("src/assess.ts")).toContain("src/judge");
});

test("only the command line touches the clock, files and standard output (and the pack the clock)", () => {
  const touches = /process\.(?:stdout|stderr|exit|argv|env)|new Date\(\)|Date\.now|console\./;
  const offenders = sources.filter((file) => !/^src\/cli/.test(file) && touches.test(readFileSync(join(root, file), "utf8")));
  expect(offenders).toEqual(["policies/index.ts"]);
});

test("no source file is longer than two screens", () => {
  const long = sources.map((file) => [file, readFileSync(join(root, file), "utf8").split("\n").length] as const);
  expect(long.filter(([, lines]) => lines > 200)).toEqual([]);
});
