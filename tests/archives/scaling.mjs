// ./build.sh bench batch [COPIES]: what one job and what several read in a second, in one run, on so many copies of our own articles.
// Nothing here passes or fails.

import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const COPIES = Number(process.argv[2] ?? 12);
const ROUNDS = 3;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const tool = process.env.SOURCELIGHT_BIN ?? path.join(root, 'target/release/sourcelight');
const archive = path.join(root, 'target/bench/archive');

/** Our own golden pages and annotated texts, again and again: thousands of files of the size that articles have. */
function make() {
  rmSync(archive, { recursive: true, force: true });
  const pages = readdirSync(path.join(root, 'tests/golden')).map((name) => path.join(root, 'tests/golden', name, 'page.html')).filter((file) => existsSync(file));
  const texts = readdirSync(path.join(root, 'tests/attribution')).filter((name) => name.endsWith('.txt')).map((name) => path.join(root, 'tests/attribution', name));
  let bytes = 0;
  for (let copy = 0; copy < COPIES; copy++) {
    const folder = path.join(archive, String(copy));
    mkdirSync(folder, { recursive: true });
    for (const file of [...pages, ...texts]) {
      copyFileSync(file, path.join(folder, path.relative(root, file).replaceAll(path.sep, '-')));
      bytes += statSync(file).size;
    }
  }
  return { files: COPIES * (pages.length + texts.length), bytes };
}

/** Seconds that a run takes, and the most memory that it had, in MiB (0 where the system does not tell). @param {number} jobs */
function read(jobs) {
  return /** @type {Promise<{seconds: number, memory: number}>} */ (new Promise((done, failed) => {
    const from = process.hrtime.bigint();
    const child = spawn(tool, ['read', '--format', 'jsonl', '--today', '2026-01-01', '--jobs', String(jobs), archive], { stdio: ['ignore', 'ignore', 'ignore'] });
    let memory = 0;
    const look = setInterval(() => {
      const status = `/proc/${child.pid}/status`;
      const peak = existsSync(status) ? /^VmHWM:\s*(\d+)/m.exec(readFileSync(status, 'utf8')) : null;
      memory = Math.max(memory, Number(peak?.[1] ?? 0) / 1024);
    }, 50);
    child.on('error', failed);
    child.on('exit', (code) => {
      clearInterval(look);
      const seconds = Number(process.hrtime.bigint() - from) / 1e9;
      if (code === 0) done({ seconds, memory });
      else failed(new Error(`${tool} ended with ${code}`));
    });
  }));
}

const cores = availableParallelism();
const { files, bytes } = make();
const load = existsSync('/proc/loadavg') ? `, ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]} wanted at the beginning` : '';
console.log(`\nA batch of ${files} files (${(bytes / 1e6).toFixed(1)} MB) with ${execFileSync(tool, ['--version'], { encoding: 'utf8' }).trim()}; ${cores} cores${load}; best of ${ROUNDS}`);
const jobs = [1, 2, 4, 8, 16, 32, 64].filter((n) => n < cores).concat(cores);
/** @type {Map<number, {seconds: number, memory: number}[]>} */
const runs = new Map(jobs.map((n) => [n, []]));
// In turns, so that what else the machine does meets all of them.
for (let round = 0; round < ROUNDS; round++) for (const n of jobs) runs.get(n)?.push(await read(n));
const best = (/** @type {number} */ n) => Math.min(...(runs.get(n) ?? []).map((r) => r.seconds));
for (const n of jobs) {
  const memory = Math.max(...(runs.get(n) ?? []).map((r) => r.memory));
  const times = (best(1) / best(n)).toFixed(2);
  console.log(`  ${String(n).padStart(3)} ${n === 1 ? 'job ' : 'jobs'} ${(bytes / 1e6 / best(n)).toFixed(2).padStart(6)} MB/s ${(files / best(n)).toFixed(0).padStart(5)} files/s  × ${times}${memory ? `  ${memory.toFixed(0)} MiB` : ''}`);
}
rmSync(archive, { recursive: true });
