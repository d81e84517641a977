// What npm brings: licences, checksums and origins by package-lock.json, and npm's own list of known weaknesses where it can be
// asked. For `./build.sh audit`; exit status 0: nothing found, 1: found, 3: weaknesses could not be looked up.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { wrongInLock } from './parts.mjs';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const wrong = wrongInLock(lock);
for (const line of wrong) console.log(`  ${line}`);
console.log(`  ${Object.keys(lock.packages).length - 1} packages: licences, checksums and origins ${wrong.length > 0 ? 'are not in order' : 'are in order'}`);

const { stdout, error } = spawnSync('npm', ['audit', '--json'], { cwd: new URL('..', import.meta.url), encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 28, shell: process.platform === 'win32' });
/** @type {any} */
let report = null;
try { report = JSON.parse(stdout); } catch { /* Said below. */ }
if (!report?.metadata?.vulnerabilities) {
  console.log(`  SKIPPED: known weaknesses of npm packages could not be looked up (${report?.message ?? error?.message ?? 'no answer'})`);
  process.exit(wrong.length > 0 ? 1 : 3);
}
/** @type {any[]} */
const found = Object.values(report.vulnerabilities ?? {});
for (const { name, severity, via } of found) console.log(`  ${name}: ${severity}; ${via.map((/** @type {any} */ v) => (typeof v === 'string' ? `by ${v}` : `${v.title} ${v.url}`)).join('; ')}`);
console.log(`  known weaknesses: ${found.length}`);
process.exit(wrong.length > 0 || found.length > 0 ? 1 : 0);
