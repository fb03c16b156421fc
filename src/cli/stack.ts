/** What holds for a stack, of all that can be seen of it here: hadr.yaml, tags on the command line, its own config. */
import { dirname, join, relative } from "node:path";
import type { Document } from "../config/objectives";
import { ownDeclaration, unseenConfig } from "../config/own";
import type { Owners } from "../config/owners";
import { type Facts, policiesFor, type Traced } from "../config/policies";
import type { HadrConfig } from "../config/schema";
import type { Severity, StackConfig } from "../model";
import { readText } from "./files";
import { here, type Tree } from "./tree";

export interface Sight {
  /** The folder of the Pulumi project. */
  readonly cwd: string;
  /** Tags of the stacks, as given; none: nobody said. */
  readonly tags: ReadonlyMap<string, string>;
  /** What a list says of their owners. */
  readonly owners?: Owners;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly failOnUnknown?: boolean;
  /** Findings of that severity or worse stand in the way, whatever their level, and no others do. */
  readonly failOn?: Severity;
}

/** Finds the policies of each stack, as the tree has them. They throw ConfigError where something declared cannot be followed. */
export const stackPolicies =
  (declared: Document<HadrConfig>, { cwd, tags, owners, today, failOnUnknown, failOn }: Sight, tree = here) =>
  (project: string, stack: string, config?: StackConfig): ((resource?: string) => Traced) => {
    const facts = {
      project,
      stack,
      ...(config?.tags ? { tags: new Map([...config.tags, ...tags]) } : tags.size > 0 && { tags, someTags: true }),
      ...(owners && { owners }),
      today,
      ...ownOf(tree, cwd, project, stack, config),
    };
    const policyOf = policiesFor(declared, facts);
    const asked = { ...(failOnUnknown && { failOnUnknown }), ...(failOn && { failOn }) };
    const insisting = (policy: Traced): Traced => ({ ...policy, objectives: { ...policy.objectives, ...asked } });
    return Object.keys(asked).length > 0 ? each(policyOf, insisting) : policyOf;
  };

type PolicyOf = (resource?: string) => Traced;

/** The same policies, each with something of its own. One object stays one object. */
export function each(policyOf: PolicyOf, change: (policy: Traced) => Traced): PolicyOf {
  const known = new Map<Traced, Traced>();
  return (resource) => {
    const policy = policyOf(resource);
    const own = known.get(policy) ?? change(policy);
    known.set(policy, own);
    return own;
  };
}

type Own = Pick<Facts, "own" | "unseen">;

/**
 * What the stack declares of itself: what the input holds, or else what the project's files say. The input holds what the
 * change makes of it, so of a revision the files alone are asked.
 */
function ownOf(tree: Tree, cwd: string, project: string, stack: string, config: StackConfig | undefined): Own {
  const { values } = config ?? {};
  if (values && !tree.revision) return { own: ownDeclaration(values, () => `${config?.source}: config`) };
  const file = tree.findUp(cwd, "Pulumi.yaml", "Pulumi.yml");
  if (file === undefined) return { unseen: [unseenConfig(project, stack, "no Pulumi.yaml here or above")] };
  const { read } = require("../config/own-files") as typeof import("../config/own-files"); // YAML: only where needed
  return read(project, stack, filesOf(tree, cwd, file));
}

/** The files of a project. */
function filesOf(tree: Tree, cwd: string, file: string) {
  const named = (path: string) => ({
    name: tree.revision ? tree.shown(path) : relative(cwd, path) || path,
    text: tree.readText(path),
  });
  return {
    project: named(file),
    /** `folder`: where the project keeps the files of its stacks. */
    stack(name: string, folder: string | undefined) {
      const place = join(dirname(file), folder ?? "");
      const own = [`Pulumi.${name}.yaml`, `Pulumi.${name}.yml`]
        .map((one) => join(place, one))
        .find((one) => tree.exists(one));
      return own === undefined ? undefined : named(own);
    },
  };
}

/** What the file lists of the owners of stacks, to be spread. Throws Failure and ConfigError. */
export function ownersNamed(file: string | undefined): { readonly owners?: Owners } {
  if (file === undefined) return {};
  const { ownersIn } = require("../config/owners") as typeof import("../config/owners");
  return { owners: ownersIn(readText(file), file) };
}
