// Everything that a browser may reach during a test: pages served on invented hosts, and a proxy that all of the browser's
// traffic goes through. What is asked of any other host is refused and recorded.

import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

/**
 * Hosts under these names are ours, or named in pages that we wrote. Both are reserved for this (RFC 6761): no name server
 * knows them.
 */
const OURS = /\.(test|example)$/;

/**
 * What Chromium 156 asks for on its own account and no switch of ours turns off: its updater, its clock and its sign-in. These
 * three are left out of the record; everything else counts. Firefox is silent with the preferences that harness.mjs sets.
 */
const OWN_CHATTER = [
  /^(CONNECT|GET|POST) (http:\/\/)?update\.googleapis\.com[:/]/,
  /^GET http:\/\/clients2\.google\.com\/time\//,
  /^CONNECT accounts\.google\.com:443$/,
];

/** @typedef {{ body: string | Buffer, type?: string, headers?: Record<string, string> }} Page */

/** Starts the proxy. `foreign` fills with every request for a host that is not ours. */
export async function startServer() {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  /** @type {string[]} */
  const foreign = [];
  const note = (/** @type {string} */ what) => {
    if (!OWN_CHATTER.some((known) => known.test(what))) foreign.push(what);
  };

  const server = http.createServer((request, response) => {
    let url;
    try {
      url = new URL(request.url ?? '', `http://${request.headers.host}`);
    } catch {
      response.writeHead(400).end();
      return;
    }
    if (!OURS.test(url.hostname)) {
      note(`${request.method} ${url.href}`);
      response.writeHead(403).end();
      return;
    }
    const page = pages.get(url.pathname);
    if (!page) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such page.');
      return;
    }
    response.writeHead(200, { 'content-type': page.type ?? 'text/html; charset=utf-8', 'cache-control': 'no-store', ...page.headers });
    response.end(page.body);
  });
  server.on('connect', (request, socket) => {
    if (!OURS.test(String(request.url).replace(/:\d+$/, ''))) note(`CONNECT ${request.url}`);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

  return {
    port,
    foreign,
    /**
     * Puts a page on http://HOST/NAME and answers its address.
     * @param {string} name
     * @param {Page | string} page
     * @param {string} [host]
     */
    put(name, page, host = 'www.press.test') {
      pages.set(`/${name}`, typeof page === 'string' ? { body: page } : page);
      return `http://${host}/${name}`;
    },
    /** @param {string} file @param {Record<string, string>} [headers] @param {string} [host] */
    putFile(file, headers, host) {
      const name = `${path.basename(path.dirname(file))}-${path.basename(file)}`;
      return this.put(headers ? `h-${name}` : name, { body: readFileSync(file), headers }, host);
    },
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
