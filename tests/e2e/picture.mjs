// node tests/e2e/picture.mjs, after ./build.sh build: makes www/picture.png, the picture in README.md: our sample article with a card
// in it, and the panel beside it, in Chromium.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root, start, until } from './harness.mjs';
import { hover, marks, on } from './reader.mjs';

const [HEIGHT, PAGE, PANEL] = [860, 820, 400];
const SAMPLE = path.join(root, 'tests/golden/cable-inquiry/page.html');

const driver = await start('chromium');
try {
  const page = await driver.open(driver.server.putFile(SAMPLE));
  await page.setViewport({ width: PAGE, height: HEIGHT, deviceScaleFactor: 1.5 });
  await on(driver, page);
  const panel = await driver.panel(page);
  await panel.setViewport({ width: PANEL, height: HEIGHT, deviceScaleFactor: 1.5 });
  await until(() => panel.evaluate(() => document.querySelectorAll('.source').length > 0), 'the panel');
  const beside = Buffer.from(await panel.screenshot()).toString('base64');
  await page.bringToFront();
  // Somebody in the middle of the text.
  const { source } = await marks(page);
  const said = source[Math.min(6, source.length - 1)];
  await hover(page, said);
  await until(() => driver.card(page), 'the card');
  const article = Buffer.from(await page.screenshot()).toString('base64');
  const both = await driver.browser.newPage();
  await both.setViewport({ width: PAGE + PANEL + 1, height: HEIGHT, deviceScaleFactor: 1.5 });
  await both.setContent(`<body style="margin:0;display:flex;gap:1px;background:#ccc">
    <img width="${PAGE}" height="${HEIGHT}" src="data:image/png;base64,${article}"><img width="${PANEL}" height="${HEIGHT}" src="data:image/png;base64,${beside}">`);
  await both.screenshot({ path: /** @type {`${string}.png`} */ (path.join(root, 'www/picture.png')) });
  console.log(`www/picture.png: ${readFileSync(path.join(root, 'www/picture.png')).length} bytes`);
} finally {
  await driver.close();
}
