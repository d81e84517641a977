// Refreshes the tables of officials from their public sources: ./build.sh data [--write] [wikidata|congress]
//
// Asks, compares, shows the difference and writes it to target/data/. With --write it goes into the tables, too. Rows of other
// sources are never changed, and nothing is taken away.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Offline } from './ask.mjs';
import { compare } from './compare.mjs';
import { congress } from './congress.mjs';
import { readTables, writeTables } from './tables.mjs';
import { wikidata } from './wikidata.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

const SOURCES = {
  wikidata: { ask: wikidata, address: 'https://query.wikidata.org/sparql', source: 'wikidata', family: (/** @type {string} */ s) => s === 'wikidata' },
  congress: { ask: congress, address: 'https://unitedstates.github.io/congress-legislators/legislators-current.json', source: 'congress-legislators', family: undefined },
};

const MARKS = { added: '+', ended: '×', changed: '~', renamed: '≈', kept: '=' };
/** Lines of each kind that are shown; the file has all. */
const SHOWN = 40;

/** @param {import('./compare.mjs').Change[]} changes @param {(line: string) => void} say */
function show(changes, say) {
  for (const what of /** @type {const} */ (['added', 'ended', 'changed', 'renamed', 'kept'])) {
    const of = changes.filter((c) => c.what === what);
    if (of.length === 0) continue;
    say(`\n${what} (${of.length})${what === 'kept' ? ': the source says otherwise; the row stays' : ''}`);
    for (const c of of.slice(0, SHOWN)) say(`  ${MARKS[what]} ${[c.name, c.office, c.before && c.after ? `${c.before} → ${c.after}` : c.after].filter(Boolean).join(' · ')}`);
    if (of.length > SHOWN) say(`  … and ${of.length - SHOWN} more`);
  }
}

/**
 * @param {object} options
 * @param {string[]} [options.args]
 * @param {string} [options.tables] folder of the tables
 * @param {string} [options.out] folder for the difference
 * @param {string} [options.today] `YYYY-MM-DD`
 * @param {Partial<Record<keyof typeof SOURCES, string>>} [options.addresses] in place of the public ones
 * @param {number} [options.pause] milliseconds between questions
 * @param {number} [options.fewest] members that make a Congress
 * @param {(line: string) => void} [options.say]
 * @returns {Promise<number>} exit status
 */
export async function refresh({
  args = [], tables: dir = path.join(root, 'src/officials/tables'), out = path.join(root, 'target/data'),
  today = new Date().toISOString().slice(0, 10), addresses = {}, pause = 2000, fewest, say = console.log,
} = {}) {
  const write = args.includes('--write');
  const unknown = args.filter((a) => a !== '--write' && !Object.hasOwn(SOURCES, a));
  if (unknown.length) {
    say(`There is no source “${unknown[0]}”. Known: ${Object.keys(SOURCES).join(', ')}; --write puts the difference into the tables.`);
    return 2;
  }
  const asked = /** @type {(keyof typeof SOURCES)[]} */ (Object.keys(SOURCES)).filter((s) => args.includes(s) || !args.some((a) => a !== '--write'));
  const tables = readTables(dir);
  /** @type {(import('./compare.mjs').Change & {source: string})[]} */
  const all = [];
  const failed = [];
  let confirmed = 0;
  for (const name of asked) {
    const { ask, address, source, family } = SOURCES[name];
    say(`Asking ${name} (${addresses[name] ?? address})`);
    try {
      const answer = await ask(tables, { address: addresses[name] ?? address, pause, today, fewest, say });
      failed.push(...answer.failed);
      if (answer.facts.length === 0) {
        if (answer.failed.length === 0) failed.push(`${name} answered with nothing that could be used.`);
        continue;
      }
      const complete = 'complete' in answer && answer.complete === true;
      const { changes, confirmed: more } = compare(tables, answer.facts, { source, family, today, complete });
      all.push(...changes.map((c) => ({ ...c, source })));
      confirmed += more;
    } catch (error) {
      if (!(error instanceof Offline)) throw error;
      say(`\n${error.message} Nothing was changed.\nRun ./build.sh data again where there is a network; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1 (Node 24 and later).`);
      return 1;
    }
  }
  show(all, say);
  const columns = /** @type {const} */ (['what', 'person', 'name', 'office', 'before', 'after', 'source']);
  mkdirSync(out, { recursive: true });
  const file = path.join(out, 'changes.tsv');
  writeFileSync(file, [columns, ...all.map((c) => columns.map((k) => c[k]))].map((cells) => `${cells.join('\t')}\n`).join(''));
  say(`\n${all.length} differences, ${confirmed} terms confirmed as of ${today}: ${path.relative(process.cwd(), file)}`);
  for (const line of failed) say(`Not answered: ${line}`);
  if (failed.length) say('What was not answered stays as it is; run this again later.');
  if (write && (all.length || confirmed)) {
    writeTables(dir, tables);
    say('Written. Look at the difference (git diff src/officials/tables), then run: cargo test --lib officials');
  } else if (!write && all.some((c) => c.what !== 'kept')) {
    say('Nothing was written. ./build.sh data --write puts this into the tables.');
  }
  return failed.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await refresh({ args: process.argv.slice(2) });
