/** What holds for a stack, of all that can be seen of it here: hadr.yaml, tags on the command line, its own config. */
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Document } from "../config/objectives";
import { ownDeclaration, unseenConfig } from "../config/own";
import { type Facts, policiesFor, type Traced } from "../config/policies";
import type { HadrConfig } from "../config/schema";
import type { Objectives, Severity, StackConfig } from "../model";
import { findUp, readText } from "./files";

export interface Sight {
  /** The folder of the Pulumi project. */
  readonly cwd: string;
  /** Tags of the stacks, as given; none: nobody said. */
  readonly tags: ReadonlyMap<string, string>;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly failOnUnknown?: boolean;
  /** Findings of that severity or worse stand in the way, whatever their level, and no others do. */
  readonly failOn?: Severity;
}

/** Finds the policies of each stack. They throw ConfigError where something declared cannot be followed. */
export const stackPolicies =
  (declared: Document<HadrConfig>, { cwd, tags, today, failOnUnknown, failOn }: Sight) =>
  (project: string, stack: string, config?: StackConfig): ((resource?: string) => Traced) => {
    const facts = {
      project,
      stack,
      ...(tags.size > 0 && { tags, someTags: true }),
      today,
      ...ownOf(cwd, project, stack, config),
    };
    const policyOf = policiesFor(declared, facts);
    const asked = { ...(failOnUnknown && { failOnUnknown }), ...(failOn && { failOn }) };
    return Object.keys(asked).length > 0 ? insisting(policyOf, asked) : policyOf;
  };

/** The same, each with what the command line asks for. One object stays one object. */
function insisting(policyOf: (resource?: string) => Traced, asked: Partial<Objectives>): (resource?: string) => Traced {
  const known = new Map<Traced, Traced>();
  return (resource) => {
    const policy = policyOf(resource);
    const own = known.get(policy) ?? { ...policy, objectives: { ...policy.objectives, ...asked } };
    known.set(policy, own);
    return own;
  };
}

type Own = Pick<Facts, "own" | "unseen">;

/** What the stack declares of itself: what the input holds, or else what the project's files say. */
function ownOf(cwd: string, project: string, stack: string, config: StackConfig | undefined): Own {
  if (config) return { own: ownDeclaration(config.values, () => `${config.source}: config`) };
  const file = findUp(cwd, "Pulumi.yaml", "Pulumi.yml");
  if (file === undefined) return { unseen: [unseenConfig(project, stack, "no Pulumi.yaml here or above")] };
  const { read } = require("../config/own-files") as typeof import("../config/own-files"); // YAML: only where needed
  return read(project, stack, filesOf(cwd, file));
}

/** The files of a project. */
function filesOf(cwd: string, file: string) {
  const named = (path: string) => ({ name: relative(cwd, path) || path, text: readText(path) });
  return {
    project: named(file),
    /** `folder`: where the project keeps the files of its stacks. */
    stack(name: string, folder: string | undefined) {
      const place = join(dirname(file), folder ?? "");
      const own = [`Pulumi.${name}.yaml`, `Pulumi.${name}.yml`]
        .map((one) => join(place, one))
        .find((one) => existsSync(one));
      return own === undefined ? undefined : named(own);
    },
  };
}
