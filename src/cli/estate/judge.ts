/** Judges one stack of an estate on its own; what goes wrong with it concerns nobody else. */
import { gunzipSync } from "node:zlib";
import { assess } from "../../assess";
import { ConfigError } from "../../config/error";
import { type EstateRecord, type JudgedStack, missingVersion, type Shard } from "../../estate";
import { recording } from "../../estate/judged";
import { ownerOf } from "../../kinds/thing";
import type { Objectives, RawResource } from "../../model";
import { packageData } from "../../package";
import { Refused, read } from "../../read/read";
import { loadRules } from "../../rules";
import { asked } from "../asked";
import { findConfig, readDeclared } from "../check";
import { Failure } from "../failure";
import { bytesOf, readBytes } from "../files";
import { stackPolicies } from "../stack";
import { isOfShard } from "./shard";
import type { Unit } from "./units";

/** What every stack of an estate is held against. Plain data, so that threads can be told. */
export interface Standards {
  readonly cwd: string;
  readonly config?: string;
  readonly failOnUnknown: boolean;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly shard?: Shard;
}

export type Judge = (unit: Unit) => EstateRecord | undefined;

/** Judges units one after the other; undefined: the stack is another shard's. */
export function judge(standards: Standards): Judge {
  const { cwd, config, today, failOnUnknown, shard } = standards;
  const declared = readDeclared(findConfig(cwd, config));
  const { rules } = asked(loadRules(), standards);
  const { name: tool, version } = packageData();

  return (unit) => {
    const { name } = unit;
    const missing = (why: string): EstateRecord => ({
      record: missingVersion,
      source: name,
      ...(unit.stack !== undefined && { stack: unit.stack }),
      why: why.startsWith(`${name}: `) ? why.slice(name.length + 2) : why,
    });
    let owner = unit.stack;
    const others = new Set<string>();
    let objectives: Objectives | undefined;
    const { watch, record } = recording();
    try {
      const reading = read({ name, chunks: chunksOf(unit), digest: true });
      /** Tells whose it is by the first that is seen of it. */
      function* owned(): Generator<RawResource> {
        for (const raw of reading.resources) {
          const { project, stack } = ownerOf(raw.urn);
          const own = `${project}/${stack}`;
          if (owner === undefined || others.size === 0) owner = own;
          others.add(own);
          if (others.size > 1) throw new Failure(`holds ${[...others].join(" and ")}: expected one stack`);
          if (shard && !isOfShard(own, shard)) throw elsewhere;
          yield raw;
        }
      }
      const policyFor = stackPolicies(declared, { cwd, today, tags: new Map(), failOnUnknown });
      const assessment = assess([{ ...reading, resources: owned() }], {
        tool: { name: tool, version },
        today,
        rules,
        policyFor: (project, stack, own) => {
          const policyOf = policyFor(project, stack, own);
          objectives ??= policyOf().objectives;
          return policyOf;
        },
        keep: Number.POSITIVE_INFINITY,
        keepSettled: false,
        compares: false,
        watch,
      });
      if (owner === undefined) throw new Failure("holds no resource at all, and nothing says which stack it is");
      const [project = "", stack = ""] = owner.split("/");
      if (shard && !isOfShard(owner, shard)) return undefined;
      return record(assessment, objectives ?? policyFor(project, stack)().objectives, {
        stack: owner,
      }) satisfies JudgedStack;
    } catch (error) {
      if (error === elsewhere) return undefined;
      if (shard && others.size === 0 && !isOfShard(owner ?? name, shard)) return undefined;
      const told = [Refused, Failure, ConfigError].some((kind) => error instanceof kind);
      const { name: kind } = (error as Error).constructor;
      return missing(told ? (error as Error).message : `internal error (${kind}): not judged. Please report it.`);
    }
  };
}

/** Thrown where a stack is another shard's. */
const elsewhere = new Error("another shard's");

function chunksOf({ bytes }: Unit): Iterable<Uint8Array> {
  if (bytes instanceof Uint8Array) return [bytes];
  if (!bytes.gzip) return bytesOf(bytes.file);
  try {
    return [gunzipSync(readBytes(bytes.file))];
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`not a whole gzip file (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}
