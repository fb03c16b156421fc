/** The house: imports point one way, and files fit a screen or two. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = join(__dirname, "..");
const sources = ["src", "policies", "rules"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
);
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|require\(|import\()\s*"([^"]+)"/g)].map(([, id]) =>
    id?.startsWith(".") ? relative(root, resolve(root, dirname(file), id)) : (id ?? ""),
  );

/** The nouns; every room may speak of them. */
const nouns = "src\\/(?:model|resource|rule|consequence|comparison|assessment|dossier|estate|drill|fare)";
const may = (others: string): RegExp => new RegExp(`^(?:${nouns}|${others})$`);

/** Room by room: what it may import besides the nouns. Anything not listed is forbidden. */
const rooms: [room: RegExp, mayImport: RegExp][] = [
  [/^src\/consequence\.ts$/, /^$/],
  [/^src\/resource\.ts$/, /^$/],
  [/^src\/model\.ts$/, /^src\/(?:consequence|resource)$/],
  [/^src\/rule\.ts$/, /^src\/(?:model|resource|consequence|known)$/],
  [/^src\/comparison\.ts$/, /^src\/(?:resource|consequence)$/],
  [/^src\/assessment\.ts$/, /^src\/(?:model|rule|comparison)$/],
  [/^src\/dossier\.ts$/, /^src\/(?:model|rule|consequence)$/],
  [/^src\/drill\.ts$/, /^src\/(?:model|consequence|estate|fare)$/],
  [/^src\/fare\.ts$/, /^src\/estate$/],
  [/^src\/estate\.ts$/, /^src\/(?:model|consequence|assessment)$/],
  [/^src\/estate\//, may("src/(?:known|fingerprint|stacks|tally|azure/.*|kinds/.*|consequences/.*|estate/.*)")],
  [/^src\/known\.ts$/, /^$/],
  [/^src\/nearest\.ts$/, /^fastest-levenshtein$/],
  [/^src\/printable\.ts$/, /^$/],
  [/^src\/record\.ts$/, may("src/known")],
  [/^src\/azure\//, may("src/(?:known|nearest|azure/.*|kinds/.*)")],
  [/^src\/kinds\//, may("src/(?:known|azure/regions|kinds/.*)")],
  [/^src\/consequences\//, may("src/(?:known|azure/.*|kinds/.*|consequences/.*)")],
  [/^rules\/[^/]+\/check\.ts$/, may("src/(?:known|azure/.*|kinds/.*|consequences/.*)")],
  [/^rules\/[^/]+\/remedy\.ts$/, may("src/(?:known|azure/.*|kinds/.*|consequences/.*|advice/.*)|rules/[^/]+/check")],
  [/^src\/advice\//, may("src/(?:known|azure/.*|kinds/.*|consequences/.*|advice/.*)")],
  [/^src\/read\//, may("src/read/.*|node:(?:buffer|crypto|string_decoder|util)")],
  [/^src\/judge\.ts$/, may("src/(?:known|record)")],
  [/^src\/outlook\.ts$/, may("src/(?:alike|judge|known|consequences/(?:account|consequences))")],
  [
    /^src\/staged\.ts$/,
    may("src/(?:judge|rules|azure/boundary|consequences/consequences|kinds/(?:neighbourhood|recognise|stack))"),
  ],
  [/^src\/plan\.ts$/, may("src/(?:judge|rule|waive|consequences/consequences|kinds/touched)")],
  [/^src\/fingerprint\.ts$/, may("node:crypto")],
  [/^src\/baseline\.ts$/, may("src/(?:fingerprint|judge|waive)")],
  [/^src\/baseline-file\.ts$/, may("src/(?:baseline|nearest|printable|config/error|read/fault)")],
  [/^src\/tally\.ts$/, may("nothing")],
  [/^src\/alike\.ts$/, may("src/judge")],
  [/^src\/around\.ts$/, may("src/(?:judge|kinds/neighbourhood)")],
  [/^src\/config\//, may("src/(?:nearest|rules|azure/.*|kinds/(?:recognise|shape)|config/.*)|ajv|yaml")],
  [/^src\/code\//, may("src/(?:nearest|config/day|code/.*)")],
  [/^src\/waive\.ts$/, may("src/(?:judge|config/(?:glob|matching))")],
  [/^src\/uses\.ts$/, may("nothing")],
  [/^src\/attest\.ts$/, may("src/config/matching")],
  [/^src\/gate\.ts$/, may("nothing")],
  [/^src\/stacks\.ts$/, may("src/(?:alike|attest|judge|outlook|tally|waive|kinds/(?:recognise|groups))")],
  [/^src\/keep\.ts$/, may("src/(?:baseline|before|judge|stacks|tally|uses|waive)")],
  [/^src\/before\.ts$/, may("src/(?:alike|fingerprint|judge|stacks|consequences/consequences|kinds/recognise)")],
  [/^src\/compare\.ts$/, may("src/(?:before|outlook|consequences/(?:lines|regression|worst))")],
  [
    /^src\/assessor\.ts$/,
    may("src/(?:alike|around|before|judge|keep|outlook|stacks|tally|uses|whole|kinds/(?:recognise|groups|stack))"),
  ],
  [/^src\/whole\.ts$/, may("src/(?:stacks|kinds/(?:kept|neighbourhood))")],
  [/^src\/assess\.ts$/, may("src/(?:assessor|before|compare|stacks|kinds/thing)")],
  // What runs in a browser: it knows the shapes of what the page carries, and nothing else of ours.
  [/^src\/report\/estate\/html\/client\//, /^src\/report\/estate\/html\/(?:payload|client\/.*)$/],
  [
    /^src\/report\/estate\/html(?:\.tsx$|\/)/,
    may(
      "src/(?:printable|azure/(?:facts|regions)|consequences/(?:lines|words)|estate/.*|report/(?:cite|kinds|estate/.*))|node:(?:crypto|zlib)|preact(?:-render-to-string)?|@observablehq/plot|linkedom|topojson-(?:client|specification)|world-atlas/.*",
    ),
  ],
  [
    /^src\/report\//,
    may(
      "src/(?:printable|fingerprint|azure/facts|consequences/(?:lines|regression|words)|estate/.*|report/.*)|node:(?:crypto|util)|hyparquet(?:-writer)?|sarif|junit-report-builder",
    ),
  ],
  [
    /^src\/page(?:-\w+)?\.ts$/,
    may(
      "src/(?:judge|known|outlook|page(?:-\\w+)?|rules|staged|config/levels|kinds/recognise|report/(?:cite|literal))",
    ),
  ],
  [/^src\/(?:rules|package)\.ts$/, may("src/rules|node:(?:fs|path)")],
  [/^src\/cli(?:\.ts$|\/)/, /^(?:src\/.*|node:.*|ajv|commander|@bomb\.sh\/tab|@duckdb\/node-api|piscina)$/],
  [
    /^policies\//,
    may("src/(?!cli|read|report).*|policies/.*|@pulumi/policy(?:/deserialize)?|@pulumi/pulumi/runtime/config"),
  ],
];

test.each(sources)("%s imports only what its room may", (file) => {
  const room = rooms.find(([pattern]) => pattern.test(file));
  expect(room, `${file} is in no room`).toBeDefined();
  expect(importsOf(file).filter((id) => !room?.[1].test(id))).toEqual([]);
});

test("the walls are looked at: every room has somebody in it, and imports are found", () => {
  for (const [pattern] of rooms)
    expect(
      sources.some((file) => pattern.test(file)),
      String(pattern),
    ).toBe(true);
  expect(importsOf("src/assessor.ts")).toContain("src/judge");
});

test("only the command line touches the clock, files and standard output (and the pack the clock)", () => {
  const touches = /process\.(?:stdout|stderr|exit|argv|env)|new Date\(\)|Date\.now|console\./;
  const offenders = sources.filter(
    (file) => !/^src\/cli/.test(file) && touches.test(readFileSync(join(root, file), "utf8")),
  );
  expect(offenders).toEqual(["policies/held.ts"]);
});

test("no source file is longer than two screens", () => {
  const long = sources.map((file) => [file, readFileSync(join(root, file), "utf8").split("\n").length] as const);
  expect(long.filter(([, lines]) => lines > 200)).toEqual([]);
});
