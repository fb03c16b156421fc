/** Records what the real engine prints, for the readers' tests: `npm run record`. The same bytes every time. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { programs } from "../../fixtures/estate/programs";
import { program as failedProgram } from "../../fixtures/failed-program/program";
import { better, main, worse } from "../../fixtures/old-debt/program";
import { everything } from "../../fixtures/program/elsewhere";
import { after, before } from "../../fixtures/second-preview/program";
import { program as secrets } from "../../fixtures/secrets/program";
import { type Options, openStack, type Run, root, type Stack } from "./engine";
import { unknownValue } from "./stub-provider";

const strictPack = join(root, "test", "engine", "strict-pack");
const inOrder = (program: () => unknown): Options => ({ program: async () => void (await program()), inOrder: true });

/** Writes every fixture below a folder. */
export async function record(folder: string): Promise<void> {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  await withStack(async (stack) => {
    write("demo/preview.json", document(await stack.previewJson(inOrder(everything))));
    succeeded(await stack.up(inOrder(everything)));
    write("demo/export.json", stable(await stack.exportStack()));
  });
  await withStack(async (stack) => {
    succeeded(await stack.up(inOrder(before)));
    const second = inOrder(after);
    write("second-preview/preview.json", document(await stack.previewJson(second)));
    write("second-preview-hidden/preview.json", document(await stack.previewJson({ ...second, showSames: false })));
    write("streaming/preview.ndjson", stableLines((await stack.previewJson({ ...second, streaming: true })).stdout));
    write(
      "event-log/events.ndjson",
      stableLines((await stack.preview({ ...second, policyPacks: [strictPack] })).eventLog),
    );
  });
  await withStack(async (stack) => {
    succeeded(await stack.up(inOrder(main)));
    for (const [name, program] of Object.entries({ main, worse, better }))
      write(`old-debt/${name}.json`, document(await stack.previewJson(inOrder(program))));
  });
  await withStack(async (stack) => {
    write("failed-program/preview.json", stable((await stack.previewJson(inOrder(failedProgram))).stdout));
    const refused = await stack.previewJson({ ...inOrder(before), policyPacks: [strictPack] });
    write("failed-by-policy/preview.json", stable(refused.stdout));
    succeeded(await stack.up(inOrder(secrets)));
    write("secrets/export.json", stable(await stack.exportStack()));
  });
  for (const { stack: name, program, destroyed } of programs) {
    const [project, own] = name.split("/") as [string, string];
    const kept = join(".pulumi", "stacks", project, `${own}.json`);
    const recorded = async (stack: Stack): Promise<void> => {
      succeeded(await stack.up(inOrder(program)));
      if (destroyed) succeeded(await stack.destroy(inOrder(program)));
      write(join("estate", kept), stable(readFileSync(join(stack.state, kept), "utf8")));
    };
    await withStack(recorded, own, project);
  }
}

async function withStack(use: (stack: Stack) => Promise<void>, name?: string, project?: string): Promise<void> {
  const stack = await openStack(name, project);
  try {
    await use(stack);
  } finally {
    stack.close();
  }
}

function succeeded(run: Run): Run {
  if (!run.ok) throw new Error(`${run.stdout}\n${run.stderr}`);
  return run;
}

const document = (run: Run): string => stable(succeeded(run).stdout);

/** Values that differ from one run, or one machine, to the next. */
const fixed: Readonly<Record<string, unknown>> = {
  ciphertext: "v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  created: "2026-01-01T00:00:00Z",
  duration: 0,
  durationSeconds: 0,
  magic: "0".repeat(64),
  modified: "2026-01-01T00:00:00Z",
  salt: "v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
  time: "2026-01-01T00:00:00Z",
  timestamp: 1767225600,
};

/** What speaks of this harness and of no ordinary run. */
const ofHarness = /pulumi-analyzer-policy-nodejs|"severity":"debug"/;
const isOfProgram = ({ sourcePosition = "" }): boolean =>
  /^project:\/\/\/(fixtures|node_modules\/@pulumi)\//.test(sourcePosition);

function revive(key: string, value: unknown): unknown {
  if (key in fixed && typeof value === typeof fixed[key]) return value === "0001-01-01T00:00:00Z" ? value : fixed[key];
  if (key === "sourcePosition" && String(value).startsWith("project:///..")) return undefined; // not the project's own
  if (key === "dependencies" && Array.isArray(value)) return value.toSorted(); // in any order
  if (key === "stackTrace") return (value as { sourcePosition?: string }[]).filter(isOfProgram);
  if (key === "diagnostics") return (value as object[]).filter((one) => !ofHarness.test(JSON.stringify(one)));
  return typeof value === "string" ? value.replace(/\n +at (?!.*fixtures\/).*/g, "") : value;
}

/** Ids of providers are drawn at random, and the repository lies anywhere. */
function anywhere(text: string): string {
  const drawn = [...text.matchAll(/::pulumi:providers:[^"]*::([0-9a-f-]{36})"/g)].map(([, id]) => id as string);
  const ids = [...new Set(drawn)].filter((id) => id !== unknownValue);
  const stand = (index: number): string => `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`;
  return ids.reduce((sum, id, index) => sum.replaceAll(id, stand(index)), text).replaceAll(`${root}/`, "");
}

const stable = (text: string): string => `${JSON.stringify(JSON.parse(anywhere(text), revive), null, 4)}\n`;

const stableLines = (text: string): string =>
  anywhere(text)
    .split("\n")
    .filter((line) => line !== "" && !ofHarness.test(line))
    .map((line, sequence) => `${JSON.stringify({ ...JSON.parse(line, revive), sequence })}\n`)
    .join("");

if (require.main === module)
  record(join(root, "fixtures")).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
