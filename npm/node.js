// The package in Node: its files are read where they lie.

import { readFile } from 'node:fs/promises';
import { api } from './api.js';

const read = (/** @type {string} */ file) => readFile(new URL(file, import.meta.url));

export const { readText, readPage, checkList } = api(() =>
  Promise.all([read('./engine/sourcelight_bg.wasm'), read('./engine/sourcelight.weights')]));
