/** What a rule rests on, with everything a reader needs to find it. */
import type { Citation, CitedDocument } from "../rule";

export type Documents = ReadonlyMap<string, CitedDocument>;

export interface Source {
  /** "High availability with Azure Cosmos DB, Microsoft, 2021-02-05". */
  readonly document: string;
  /** The same without the publisher. */
  readonly brief: string;
  readonly section: string;
  /** The section's own address, or the document's where the section has none. */
  readonly link?: string;
  readonly says?: string;
  /** The documents that took its place, in the words of `brief`. */
  readonly supersededBy: readonly string[];
}

const briefly = ({ title, date }: CitedDocument): string => `${title}, ${date}`;

/** A document that nobody lists is named by its id. */
export function sourceOf(citation: Citation, documents: Documents): Source {
  const document = documents.get(citation.document);
  const anchor = document?.sections.find(({ heading }) => heading === citation.section)?.anchor;
  return {
    document: document ? `${document.title}, ${document.publisher}, ${document.date}` : citation.document,
    brief: document ? briefly(document) : citation.document,
    section: citation.section,
    ...(document && { link: anchor ? `${document.url}#${anchor.replace(/^#/, "")}` : document.url }),
    ...(citation.says !== undefined && { says: citation.says }),
    supersededBy: (document?.supersededBy ?? []).map((id) => {
      const newer = documents.get(id);
      return newer ? briefly(newer) : id;
    }),
  };
}
