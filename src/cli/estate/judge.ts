/** Judges one stack of an estate on its own; what goes wrong with it concerns nobody else. */
import { assess } from "../../assess";
import { ConfigError } from "../../config/error";
import { type EstateRecord, type JudgedStack, missingVersion, type Shard } from "../../estate";
import { recording } from "../../estate/judged";
import { ownerOf } from "../../kinds/thing";
import type { Objectives, RawResource, Severity, StackConfig } from "../../model";
import { packageData } from "../../package";
import { tagsOf } from "../../read/named";
import { parsed } from "../../read/parsed";
import { Refused, read } from "../../read/read";
import { isObject } from "../../read/state";
import { loadRules } from "../../rules";
import { asked } from "../asked";
import { findConfig, readDeclared } from "../check";
import { Failure } from "../failure";
import { bytesOf, readBytes } from "../files";
import { ownersNamed, stackPolicies } from "../stack";
import { unzipped } from "../unzip";
import { isOfShard } from "./shard";
import type { Unit } from "./units";

/** What every stack of an estate is held against. Plain data, so that threads can be told. */
export interface Standards {
  readonly cwd: string;
  readonly config?: string;
  readonly failOnUnknown: boolean;
  /** The least severity that stands in the way; absent: what is declared and what the rules say decides. */
  readonly failOn?: Severity;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly shard?: Shard;
  /** The file that lists the owners of stacks. */
  readonly owners?: string;
}

export type Judge = (unit: Unit) => EstateRecord | undefined;

/** Judges units one after the other; undefined: the stack is another shard's. */
export function judge(standards: Standards): Judge {
  const { cwd, config, today, failOnUnknown, shard } = standards;
  const declared = readDeclared(findConfig(cwd, config));
  const least = standards.failOn && { failOn: standards.failOn };
  const owners = ownersNamed(standards.owners);
  const { rules } = asked(loadRules(), standards);
  const { name: tool, version } = packageData();

  return (unit) => {
    const { name, backend } = unit;
    const missing = (why: string): EstateRecord => ({
      record: missingVersion,
      source: name,
      ...(owner !== undefined && { stack: owner }),
      why: why.startsWith(`${name}:`) ? why.slice(name.length + 1).trimStart() : why,
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
          owner ??= reading.stack() ?? own;
          others.add(own);
          if (!isOf(own, owner)) throw new Failure(`its resources are of ${own}, and it says that it is ${owner}`);
          if (others.size > 1) throw new Failure(`holds ${[...others].join(" and ")}: expected one stack`);
          if (shard && !isOfShard(own, shard)) throw elsewhere;
          yield raw;
        }
      }
      const tags = backend && tagsIn(backend.tags);
      const policyFor = stackPolicies(declared, { cwd, today, tags: none, failOnUnknown, ...owners, ...least });
      const known = (config?: StackConfig) => (tags ? { source: name, ...config, tags } : config);
      const assessment = assess([{ ...reading, resources: owned() }], {
        tool: { name: tool, version },
        today,
        rules,
        policyFor: (project, stack, own) => {
          const policyOf = policyFor(project, stack, known(own));
          objectives ??= policyOf().objectives;
          return policyOf;
        },
        keep: Number.POSITIVE_INFINITY,
        keepSettled: false,
        compares: false,
        watch,
      });
      owner ??= reading.stack();
      if (owner === undefined) throw new Failure("holds no resource at all, and nothing says which stack it is");
      const [project = "", stack = ""] = owner.split("/").slice(-2);
      if (shard && !isOfShard(owner, shard)) return undefined;
      objectives ??= policyFor(project, stack, known(reading.config()))().objectives;
      return record(assessment, objectives, { stack: owner }) satisfies JudgedStack;
    } catch (error) {
      if (error === elsewhere) return undefined;
      const [own = owner ?? name] = others;
      if (shard && !isOfShard(own, shard)) return undefined;
      const told = [Refused, Failure, ConfigError].some((kind) => error instanceof kind);
      const { name: kind } = (error as Error).constructor;
      return missing(told ? (error as Error).message : `internal error (${kind}): not judged. Please report it.`);
    }
  };
}

/** Thrown where a stack is another shard's. */
const elsewhere = new Error("another shard's");

/** Whether a stack `project/stack` is the one that is named, perhaps with its organisation. */
const isOf = (own: string, named: string): boolean => named === own || named.endsWith(`/${own}`);

const none: ReadonlyMap<string, string> = new Map();

const chunksOf = ({ name, bytes }: Unit): Iterable<Uint8Array> =>
  unzipped(name, bytes instanceof Uint8Array ? [bytes] : bytesOf(bytes.file));

/** The tags that a self-managed backend keeps beside a stack: `{"version":1,"tags":{"team":"payments"}}`. */
function tagsIn(file: string | undefined): ReadonlyMap<string, string> {
  if (file === undefined) return none;
  const bytes = Buffer.concat([...unzipped(file, [readBytes(file)])]);
  const value = parsed(bytes.toString());
  const refuse = (what: string): never => {
    throw new Failure(`${file}: ${what}`);
  };
  return isObject(value) ? tagsOf(value.tags, refuse) : refuse("expected the tags of a stack as JSON");
}
