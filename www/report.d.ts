// The report as JavaScript sees it. src/report.rs says what each field means.

export type Range = [number, number];
export type Kind = 'person' | 'organisation' | 'document' | 'anonymous' | 'unknown';

export interface Claim {
  id: string;
  content: Range[];
  cue: Range[];
  source: Range[];
  kind: 'direct' | 'indirect' | 'mixed';
  verb: string | null;
  verb_class: string;
  speaker: { label: string; kind: Kind; official: number | null; outlet: string | null };
  via: string | null;
  confidence: number;
  why: string;
}

export interface Fact { value: string; source: string; as_of: string; since: string | null }

export interface Office {
  office: string;
  from: string | null;
  to: string | null;
  status: 'current' | 'former' | 'future' | 'unconfirmed';
  source: string;
  as_of: string;
}

export interface Official {
  person: string;
  wikidata: string | null;
  mentions: Range[];
  /** Roles without the name. */
  role_mentions: Range[];
  stated_role: string | null;
  office_then: Office[];
  office_now: Office[];
  match: 'certain' | 'likely' | 'possible';
  why: string;
}

export interface Origin {
  article: boolean;
  publisher: string | null;
  outlet: { name: string; host: string; kind: string; language: string | null } | null;
  owner: Fact | null;
  country: Fact | null;
  city?: Fact;
  funding: Fact | null;
  control: Fact | null;
  wire: string | null;
  republished_from: string | null;
  resembles?: string;
  canonical: string | null;
  author: string[];
  published: string | null;
  modified: string | null;
  cited_outlets: string[];
  citations: { outlet: string; mentions: Range[]; country?: Fact; owner?: Fact; funding?: Fact; control?: Fact }[];
}

export interface Report {
  version: number;
  document: { text: string; blocks: { kind: string; range: Range }[]; language: string | null; url: string | null };
  origin: Origin;
  claims: Claim[];
  officials: Official[];
  sources: { label: string; kind: Kind; claims: string[]; share: number }[];
  notes: { code: string; text: string }[];
}

declare global {
  /** Of extension/content/collect.js. */
  function sourcelightCollect(document: Document): { snapshot: object; texts: (Text | null)[]; roots: ShadowRoot[] };
}
