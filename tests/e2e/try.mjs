// ./build.sh try: a browser with the extension on a sample article. Without a display: screenshots, and the report in words.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root, start, until } from './harness.mjs';
import { count, hover, marks, on } from './reader.mjs';

const kind = process.argv[2] === 'firefox' ? 'firefox' : 'chromium';
const sample = path.join(root, 'tests/golden/cable-inquiry/page.html');
const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const driver = await start(kind, { headless: !display });

try {
  const page = await driver.open(driver.server.putFile(sample));
  if (display) {
    console.log('\nPress the button of Sourcelight in the toolbar and switch it on. This ends when the browser is closed.');
    await new Promise((done) => { driver.browser.once('disconnected', done); });
  } else {
    const folder = path.join(root, 'target/screenshots');
    mkdirSync(folder, { recursive: true });
    const file = (/** @type {string} */ name) => /** @type {`${string}.png`} */ (path.join(folder, `${kind}-${name}.png`));
    await on(driver, page);
    console.log(`\n${await count(page)} marks in the page`);
    await page.mouse.move(2, 2);
    await page.screenshot({ path: file('page') });
    const [said] = (await marks(page)).source;
    if (said) {
      await hover(page, said);
      await until(() => driver.card(page), 'the card', 5000);
      await page.screenshot({ path: file('card') });
    }
    const popup = await driver.press(page);
    await until(async () => (await popup.text()).trim(), 'the popup');
    await new Promise((done) => { setTimeout(done, 500); });
    await popup.screenshot(file('popup'));
    await popup.close();
    console.log(`Screenshots: ${path.relative(process.cwd(), folder)}/${kind}-{page,card,popup}.png\n`);
    console.log(execFileSync(process.env.SOURCELIGHT_BIN ?? path.join(root, 'target/release/sourcelight'), ['read', sample], { encoding: 'utf8' }));
  }
} finally {
  await driver.close();
}
