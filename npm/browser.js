// The package in a browser or a worker of it: its files are fetched from beside it. Bundlers find them by the addresses below.

import { api } from './api.js';

/** @param {URL} at */
async function fetched(at) {
  const answer = await fetch(at);
  if (!answer.ok) throw new Error(`${at.pathname} could not be loaded (${answer.status}).`);
  return new Uint8Array(await answer.arrayBuffer());
}

export const { readText, readPage, checkList } = api(() => Promise.all([
  fetched(new URL('./engine/sourcelight_bg.wasm', import.meta.url)),
  fetched(new URL('./engine/sourcelight.weights', import.meta.url)),
]));
