/** Reads every resource once, judges it, and compares it with what was there before where there is something to compare. */
import { type Assessment, type Input, type InputKind, isState as ofState } from "./assessment";
import { type AssessorOptions, assessor, type Taking } from "./assessor";
import { beforeOf, type Memory, memory, stackOf } from "./before";
import { ownerOf } from "./kinds/thing";
import type { RawResource, StackConfig } from "./model";
import type { Standards } from "./stacks";

export interface AssessOptions extends AssessorOptions {
  readonly tool: Assessment["tool"];
  /** The file of declarations that `policyFor` follows, if there is one. */
  readonly config?: string;
  /**
   * What it is compared with: other inputs, and what reports call them. Absent: what the inputs themselves say was there
   * before the change; of a state, nothing.
   */
  readonly base?: {
    readonly name: string;
    readonly readings: Iterable<Reading>;
    readonly policyFor: Standards["policyFor"];
  };
  /** What a reader has to know of how it was judged: one sentence each. */
  readonly notices?: readonly string[];
  /** Whether to compare at all. Absent: yes. */
  readonly compares?: boolean;
}

/** One input as the reader gives it. */
export interface Reading {
  readonly resources: Iterable<RawResource>;
  /** To be asked once the first resource has come: the config of the stack, where the input holds it. */
  readonly config?: () => StackConfig | undefined;
  /** To be asked once the first resource has come. Absent: a preview. */
  readonly kind?: () => InputKind | undefined;
  /** To be asked once `resources` is exhausted. */
  readonly input: () => Input;
}

/** Assesses all inputs together. Throws what a reader throws; then nothing was assessed. */
export function assess(readings: Iterable<Reading>, options: AssessOptions): Assessment {
  const { tool, config, base, notices, compares = true, baseline, inCode, ...own } = options;
  const before = compares ? memory({ everything: base !== undefined }) : undefined;
  const then = before && assessor({ ...own, ...(base && { policyFor: base.policyFor }), ...past(before) });
  if (then && base) for (const reading of base.readings) readAll(reading, then.begin, before);
  const now = assessor({
    ...own,
    ...(baseline && { baseline }),
    ...(inCode && { inCode }),
    ...(before && { before, watch: shown(before, own.watch) }),
  });
  const inputs: Input[] = [];
  for (const reading of readings) {
    const was = base ? undefined : then?.begin(() => reading.config?.());
    const is = now.begin(() => reading.config?.());
    const whole = new Set<string>();
    for (const raw of reading.resources) {
      const isState = ofState(reading.kind?.()); // which says nothing of what was there before
      before?.comparing(!isState);
      if (base && isState) whole.add(stackOf(ownerOf(raw.urn)));
      if (base) before?.renaming(raw);
      // A step ahead of what will be, so that every verdict finds what was said before.
      const old = isState ? undefined : beforeOf(raw);
      if (old) was?.take(old);
      is.take(raw);
    }
    was?.end();
    const input = reading.input();
    inputs.push(input);
    // A state is all there is; of what a preview does not mention nothing is known.
    is.end(() => (base && ofState(input.kind) ? (before?.gone(whole) ?? []) : []), input.unseen === 0);
  }
  const judged = now.judgement();
  const comparison =
    before && before.known.size > 0
      ? comparing()(before, judged.stacks, base?.name ?? "what is deployed", own.keep)
      : undefined;
  return {
    tool,
    ...(config !== undefined && { config }),
    date: own.today,
    inputs,
    rules: own.rules,
    ...judged,
    ...(comparison && { comparison }),
    ...(own.newOnly && { newOnly: true }),
    ...(notices && { notices }),
  };
}

/** Loaded only where there is something to compare. */
const comparing = () => (require("./compare") as typeof import("./compare")).comparisonOf;

/** Nothing of it is shown: it only remembers. */
const past = (before: Memory) => ({
  keep: 0,
  keepSettled: false,
  watch: before.was,
  found: before.found,
  newOnly: false,
});

const shown =
  (before: Memory, watch: AssessorOptions["watch"]): NonNullable<AssessorOptions["watch"]> =>
  (...given) => {
    const [resource, holding] = given;
    before.is(resource, holding);
    watch?.(...given);
  };

/** All that is there in an input that is compared with. */
function readAll({ resources, config }: Reading, begin: ReturnType<typeof assessor>["begin"], before: Memory): void {
  const { take, end }: Taking = begin(() => config?.());
  for (const raw of resources) {
    if (raw.operation === "delete") continue;
    before.taking(raw);
    take(raw);
  }
  end();
}
