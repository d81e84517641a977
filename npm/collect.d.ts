/** A flat copy of what a reader can see of a page. */
export interface Snapshot {
  version: number;
  url: string;
  lang: string;
  title: string;
  meta: { key: string; content: string }[];
  links: { rel: string; href: string }[];
  jsonld: string[];
  /** Elements (`t`, with attributes `a`) and text nodes (`s`), each with the index of its parent (`p`). */
  nodes: ({ p: number; t: string; a?: Record<string, string> } | { p: number; s: string })[];
  truncated: boolean;
}

/**
 * Makes the snapshot of a live page; nothing in it is changed. `texts` holds the text nodes, parallel to `snapshot.nodes`, `roots` the
 * open shadow roots that were looked into.
 */
export function collect(document: Document): { snapshot: Snapshot; texts: (Text | null)[]; roots: ShadowRoot[] };
