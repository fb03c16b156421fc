/** Waivers in comments as `hadr.yaml` would say them: for the pack, which does not see the program's source. */
import type { Resource, Waiver } from "../model";
import { plural } from "../report/plain";
import { loadRules } from "../rules";
import { assessed, type Sources } from "./check";
import { programSource } from "./source";

/** What the sources' resources have above them, and what of it is not followed or cannot be said so. */
export function waiversInCode(sources: Sources): { readonly waivers: Waiver[]; readonly notices: string[] } {
  const source = programSource(sources, loadRules());
  const named = new Map<string, number>();
  const found = new Map<string, { readonly waiver: Waiver; readonly key: string; times: number }>();
  const watch = (resource: Resource): void => {
    if (resource.operation === "delete" || resource.kind === "stack") return;
    const { kind, name, project, stack } = resource;
    const key = `${project}/${stack} ${kind} ${name}`;
    named.set(key, (named.get(key) ?? 0) + 1);
    for (const waiver of source.waivers.of(resource)) {
      const own = found.get(`${waiver.at} ${waiver.rule} ${key}`) ?? { waiver, key, times: 0 };
      own.times++;
      found.set(`${waiver.at} ${waiver.rule} ${key}`, own);
    }
  };
  const { notices = [], inputs } = assessed(
    sources,
    { keep: 0, keepSettled: false, watch, compares: false },
    false,
    source,
  );
  // A waiver names its resource, and another of the same name may stand below no comment.
  const isExact = ({ key, times }: { readonly key: string; readonly times: number }) => times === named.get(key);
  const all = [...found.values()];
  return {
    waivers: all.filter(isExact).map(({ waiver: { at: _, inCode: __, ...waiver } }) => waiver),
    notices: [
      ...notices,
      ...inputs
        .filter(({ unseen }) => unseen > 0)
        .map(
          ({ name, unseen }) =>
            `${name} leaves out ${plural(unseen, "unchanged resource")}, and so are the waivers above them: run the preview with --show-sames.`,
        ),
      ...all
        .filter((one) => !isExact(one))
        .map(
          ({ waiver: { at, rule, resource } }) =>
            `${at}: the waiver of ${rule} is left out: another resource is called ${resource} too, and the pack would waive both.`,
        ),
    ],
  };
}
