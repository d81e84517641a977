import type { Report } from './report.js';
import type { Snapshot } from './collect.js';

export type * from './report.js';
export type { Snapshot } from './collect.js';

/** What is known about a text beside its words. */
export interface TextOptions {
  /** Address that it was published at. */
  url?: string;
  /** Day of publication, YYYY-MM-DD. */
  published?: string;
  /** The day to take for today, YYYY-MM-DD; without it the machine's. */
  today?: string;
}

/** A list of one's own of people and offices. */
export interface OwnList {
  name: string;
  /** The last day for which the list speaks, YYYY-MM-DD. */
  added: string;
  /** Tab-separated, with a header: person, office, place, and as needed other_names, start, end, source. */
  tsv: string;
}

export interface PageOptions {
  /** The day to take for today, YYYY-MM-DD; without it the machine's. */
  today?: string;
  lists?: OwnList[];
}

/** A stretch of the document's text, and the text node of the page where it stands. Offsets count UTF-16 code units. */
export interface Anchor {
  start: number;
  end: number;
  /** Index of the node in the snapshot's `nodes`. */
  node: number;
  /** Offset in that node's text. */
  at: number;
}

export interface Fault {
  /** From 1; 0 where the whole list is meant. */
  line: number;
  /** Empty where the whole line is meant. */
  column: string;
  message: string;
}

/** Reads a plain text in UTF-16, as JavaScript's strings are; headline and paragraphs stand apart by empty lines. */
export function readText(text: string, options?: TextOptions): Promise<Report>;

/** Reads the snapshot of a page. `sourcelight/collect` makes one in a browser, `sourcelight snapshot PAGE.html` of a file. */
export function readPage(snapshot: Snapshot, options?: PageOptions): Promise<{ report: Report; anchors: Anchor[]; summary: object }>;

/** Checks a list of one's own. */
export function checkList(tsv: string): Promise<{ ok: true; persons: number; terms: number } | { ok: false; errors: Fault[] }>;
