// The tables as this tool reads and writes them: rows by column name, sorted as their test wants them.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {Record<string, string>} Row */
/** @typedef {{columns: string[], rows: Row[]}} Table */
/** @typedef {{persons: Table, names: Table, offices: Table, terms: Table}} Tables */

const NAMES = /** @type {const} */ (['persons', 'names', 'offices', 'terms']);

/** @param {string} file @returns {Table} */
export function readTable(file) {
  const [head, ...lines] = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  const columns = head.split('\t');
  const rows = lines.map((line, n) => {
    const cells = line.split('\t');
    if (cells.length !== columns.length) throw new Error(`${file}, line ${n + 2}: ${cells.length} cells, not ${columns.length}.`);
    return Object.fromEntries(columns.map((column, c) => [column, cells[c]]));
  });
  return { columns, rows };
}

/** Cell by cell, each by its bytes: as the tables' test compares rows. @param {string[]} columns */
const byCells = (columns) => (/** @type {Row} */ a, /** @type {Row} */ b) => {
  for (const column of columns) {
    const order = Buffer.compare(Buffer.from(a[column]), Buffer.from(b[column]));
    if (order) return order;
  }
  return 0;
};

/** @param {Table} table */
export function written({ columns, rows }) {
  const sorted = [...rows].sort(byCells(columns));
  return [columns, ...sorted.map((row) => columns.map((column) => row[column]))].map((cells) => `${cells.join('\t')}\n`).join('');
}

/** @param {string} dir @returns {Tables} */
export function readTables(dir) {
  const read = (/** @type {string} */ name) => readTable(path.join(dir, `${name}.tsv`));
  return { persons: read('persons'), names: read('names'), offices: read('offices'), terms: read('terms') };
}

/** @param {string} dir @param {Tables} tables */
export function writeTables(dir, tables) {
  for (const name of NAMES) writeFileSync(path.join(dir, `${name}.tsv`), written(tables[name]));
}

/** A cell of a table: no tabs, no line ends, no blanks at the ends. @param {unknown} text */
export const cell = (text) => String(text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();

/** Words of a label or a name without case and marks, for comparing. @param {string} text */
export const plain = (text) => text.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
