// The engine, off the main thread: a long text never stops the page from scrolling.
import load, { loadModel, readPage, readText } from './engine/sourcelight.js';

const ready = (async () => {
  const weights = fetch(new URL('./engine/sourcelight.weights', import.meta.url));
  await load({ module_or_path: new URL('./engine/sourcelight_bg.wasm', import.meta.url) });
  const answer = await weights;
  if (!answer.ok) throw new Error(`The weights of the parser could not be loaded (${answer.status}).`);
  loadModel(new Uint8Array(await answer.arrayBuffer()));
})();

/** @param {MessageEvent<{snapshot?: object, text?: string, url?: string, published?: string, today: string, turn: number}>} event */
onmessage = async ({ data }) => {
  try {
    await ready;
    const report = data.snapshot
      ? readPage(data.snapshot, data.today, undefined).report
      : readText(data.text ?? '', data.url, data.published, data.today);
    postMessage({ report, turn: data.turn });
  } catch (error) {
    postMessage({ error: String(error), turn: data.turn });
  }
};
