// Questions to public servers: one at a time, with a pause between, patient where the server asks for patience.

import { setTimeout as wait } from 'node:timers/promises';

/** The network is not there, or this server is not. */
export class Offline extends Error {}
/** The server answered, but not with what was asked for. */
export class NoAnswer extends Error {}

/** Who asks, as public servers want to be told. */
const AGENT = 'Sourcelight/0.1 (build tool; refreshes its tables of public officials, rarely and slowly)';

/** Milliseconds that a `Retry-After` asks for; null where there is none. @param {string | null} value */
function retryAfter(value) {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/**
 * What a server answers as JSON.
 * @param {string} url
 * @param {{body?: URLSearchParams, tries?: number, pause?: number, longest?: number, say?: (line: string) => void}} [options]
 *   `pause`: milliseconds before another try where the server names none; `longest`: the most that is waited for one try
 * @returns {Promise<any>}
 */
export async function ask(url, { body, tries = 4, pause = 2000, longest = 120_000, say = () => {} } = {}) {
  const { host } = new URL(url);
  let why = '';
  for (let n = 1; n <= tries; n += 1) {
    /** @type {number | null} */
    let asked = null;
    /** @type {Response} */
    let response;
    try {
      response = await fetch(url, {
        method: body ? 'POST' : 'GET', body, signal: AbortSignal.timeout(90_000),
        headers: { 'user-agent': AGENT, accept: 'application/sparql-results+json, application/json' },
      });
    } catch (error) {
      const cause = /** @type {any} */ (error).cause;
      // A connection that was made and broke may be made again; one that cannot be made is no network.
      const broke = ['ECONNRESET', 'UND_ERR_SOCKET'].includes(cause?.code) || /** @type {any} */ (error).name === 'TimeoutError';
      if (!broke) throw new Offline(`${host} cannot be reached (${cause?.code ?? cause?.message ?? error}).`);
      why = `${host} broke the connection off`;
      if (n < tries) await wait(pause * n);
      continue;
    }
    if (response.ok) {
      try {
        return JSON.parse(await response.text());
      } catch {
        why = `the answer of ${host} is cut off, or no JSON`;
      }
    } else {
      why = `${host} answered with ${response.status}`;
      // What is wrong with the question stays wrong.
      if (response.status < 500 && response.status !== 429 && response.status !== 408) break;
      asked = retryAfter(response.headers.get('retry-after'));
      await response.body?.cancel();
    }
    if (asked !== null && asked > longest) {
      why += ` and asks to come back in ${Math.round(asked / 1000)} seconds`;
      break;
    }
    if (n === tries) break;
    const ms = asked ?? pause * n;
    say(`  ${why}; once more in ${(ms / 1000).toFixed(0)} s`);
    await wait(ms);
  }
  throw new NoAnswer(`${why}.`);
}
