/** Where findings are in the repository: what code scanning, annotations and pull requests point at. */
import type { SourcePosition } from "../model";

/** How positions of the program, which are relative to its project, become places in the repository. */
export interface Repository {
  /** The project's folder inside the repository, e.g. `infra`. Default: the repository's own. */
  readonly folder?: string;
  /** Where findings without a position are shown: a file of the repository, e.g. `infra/Pulumi.yaml`. */
  readonly fallbackFile: string;
}

/** A path inside the repository as a URI, or undefined where it is not one. */
export function relativeUri(folder: string, file: string): string | undefined {
  const isAbsolute = /^([/\\]|[A-Za-z]:)/.test(file);
  const segments = `${folder}/${file}`.split(/[/\\]/).filter((segment) => segment !== "" && segment !== ".");
  if (isAbsolute || file === "" || segments.includes("..")) return undefined;
  return segments.map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd"))).join("/");
}

/** A place in the repository. Lines and columns count from 1. */
export interface Place {
  /** Relative to the repository, with `/`, escaped as a URI. */
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** The place of a position; undefined where there is none, or it is none of the repository. */
export function knownPlace(position: SourcePosition | undefined, { folder = "" }: Repository): Place | undefined {
  const uri = position && relativeUri(folder, position.file);
  return uri === undefined ? undefined : { uri, line: position?.line ?? 1, column: position?.column ?? 1 };
}

/** The same, and the first line of the fallback instead of nothing. */
export const placeOf = (position: SourcePosition | undefined, repository: Repository): Place =>
  knownPlace(position, repository) ?? {
    uri: relativeUri("", repository.fallbackFile) ?? "Pulumi.yaml",
    line: 1,
    column: 1,
  };

/** The file of a place as a path: for formats that know no URIs. */
export const pathOf = ({ uri }: Place): string => decodeURIComponent(uri);
