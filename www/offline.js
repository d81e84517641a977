// Keeps this site on the reader's machine, so that it works without a network. What is kept comes from nowhere else, and is
// replaced as a whole when the build has written another list.
importScripts('files.js');

/** @type {{version: string, files: string[]}} */
const { version, files } = /** @type {any} */ (self).sourcelightFiles;
const kept = `sourcelight-${version}`;
const worker = /** @type {any} */ (self);

worker.addEventListener('install', (/** @type {any} */ event) => {
  // Past the browser's own cache, which may hold the files of the last build.
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))).then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil((async () => {
    for (const other of await caches.keys()) if (other.startsWith('sourcelight-') && other !== kept) await caches.delete(other);
    await worker.clients.claim();
  })());
});
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  if (event.request.method !== 'GET' || new URL(event.request.url).origin !== location.origin) return;
  event.respondWith(caches.open(kept).then((cache) => cache.match(event.request, { ignoreSearch: true })).then((found) => found ?? fetch(event.request)));
});
