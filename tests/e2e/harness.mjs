// Starts stock Chromium and stock Firefox with the built extension, and does in them what a reader does: presses the toolbar
// button, uses the popup, reads what is highlighted.
//
// How, in Chromium: puppeteer over a pipe; `extension.triggerAction(page)` presses the toolbar button (which grants
// `activeTab`), the popup is then a page like another.
// How, in Firefox: puppeteer over WebDriver BiDi. Started with `--remote-allow-system-access`, Firefox lists its own window
// as a browsing context of the scope "chrome" (`browsingContext.getTree` with `moz:scope`), and scripts run in it: the button
// is pressed there, which grants `activeTab` as a reader's click does. The popup lives in another process: its document is
// reached through a frame script. (Marionette would do the same, but takes no session beside the one of BiDi.)
//
// Each browser starts with a fresh profile, a proxy that records what leaves the machine (server.mjs), and its own background
// traffic switched off.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { startServer } from './server.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').Browser} Browser */
/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/**
 * The popup, as far as tests use it.
 * @typedef {object} Popup
 * @property {() => Promise<string>} text what can be read in it
 * @property {(selector: string) => Promise<number>} click answers when, in milliseconds since 1970
 * @property {(selector: string) => Promise<boolean>} has
 * @property {() => Promise<number>} painted milliseconds from the beginning of its document until the largest part of it was on the screen
 * @property {(file: string) => Promise<void>} screenshot
 * @property {() => Promise<void>} close
 */

/**
 * One running browser with the extension.
 * @typedef {object} Driver
 * @property {'chromium' | 'firefox'} kind
 * @property {Browser} browser
 * @property {Server} server
 * @property {string} extensionId
 * @property {(url: string) => Promise<Page>} open a new tab, in front
 * @property {(file: string) => Promise<Page>} openOwn a page of the extension, in a new tab
 * @property {(page: Page, dark: boolean) => Promise<void>} darken what the reader's system prefers
 * @property {(page: Page, forced: boolean) => Promise<void>} force that the reader's system chooses all colours
 * @property {boolean} welcomed whether the page for new readers came up, which is closed before the first test
 * @property {(page: Page) => Promise<Popup>} press the toolbar button
 * @property {(page?: Page) => Promise<Page>} panel the panel as a page of its own, about this page; without one it follows the tab in front
 * @property {() => Promise<boolean>} panelIsOpen whether the browser shows the panel beside its pages
 * @property {(page: Page) => Promise<string>} badge what stands on the button of this tab
 * @property {(message: unknown) => Promise<any>} send a message to the background, from a page of the extension; one that says no version says the right one
 * @property {((page: Page) => Promise<void>) | null} outdate where a test can: the script that this page gets next is of a former version
 * @property {(page: Page) => Promise<string>} card what can be read on the card: in the closed shadow root, as far as it is shown
 * @property {(page: Page, act: string, given?: unknown) => Promise<any>} inCard the source of a function of the closed shadow root and `given`
 * @property {(page: Page, name: string) => Promise<void>} go what a keyboard command of this name does, but for the right to read the page
 * @property {(host: string) => Promise<void>} allow what a reader answers when the browser asks whether pages of this host (`*`: of all) may be read
 * @property {() => Promise<void>} stopBackground
 * @property {() => Promise<void>} reload the extension
 * @property {() => Promise<number>} backgroundMemory bytes of the process that the extension's background runs in, its open pages included
 * @property {() => Promise<number>} pagesMemory bytes in use by all that is open but the browser's and the extension's own, after garbage has been collected
 * @property {(on: boolean) => Promise<void>} enable the extension, or disable it, as the browser's page of extensions does
 * @property {() => Promise<void>} allowPrivate lets the extension run in private windows; it starts anew
 * @property {(url: string, own: Page) => Promise<Page>} openPrivate a page in a private window; own: a page of the extension
 * @property {((page: Page) => Promise<void>) | null} command the keyboard command, where a test can press it
 * @property {() => Promise<void>} close
 */

/** The program of a browser. @param {string[]} names @param {string | undefined} chosen */
export function find(names, chosen) {
  const found = chosen ?? names.map((n) => `/usr/bin/${n}`).find(existsSync);
  if (!found) throw new Error(`None of ${names.join(', ')} is installed; ./build.sh test installs them.`);
  return found;
}

/** Both ends of a message are of one version. @param {unknown} message */
const ofThisVersion = (message) => (typeof message === 'object' && message !== null && !Array.isArray(message)
  ? { version: JSON.parse(readFileSync(path.join(root, 'dist/chrome/manifest.json'), 'utf8')).version, ...message } : message);

/** Runs in the page, over a shadow root: the text of what is shown in it. */
const shownText = `(root) => [...root.children].filter((e) => e.checkVisibility && e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  && e.getBoundingClientRect().width > 0 && e.localName !== 'style').map((e) => e.innerText).join('\\n').trim()`;

/** Runs in a document: when its largest part so far was painted. @param {any} w its window @returns {Promise<number>} */
const painted = (w) => new Promise((done) => {
  new w.PerformanceObserver((/** @type {any} */ list) => done(Math.max(...list.getEntries().map((/** @type {any} */ e) => e.startTime)))).observe({ type: 'largest-contentful-paint', buffered: true });
});

/**
 * Waits until `test` answers something.
 * @template T
 * @param {() => Promise<T>} test
 * @param {string} what
 * @param {number} [limit] milliseconds
 * @returns {Promise<Exclude<T, false | 0 | '' | null | undefined>>}
 */
export async function until(test, what, limit = 20_000) {
  const end = performance.now() + limit;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      const value = await test();
      if (value) return /** @type {any} */ (value);
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`Waited ${limit / 1000} s for: ${what} (last: ${last instanceof Error ? last.message : JSON.stringify(last)})`);
    await wait(50);
  }
}

/**
 * @typedef {{headless?: boolean, from?: string, prefs?: Record<string, string | number | boolean>}} Options from: the folder with another
 *   build of the extension, as dist/ is one; prefs: further preferences of Firefox
 */

/**
 * @param {'chromium' | 'firefox'} kind
 * @param {Options} [options]
 * @returns {Promise<Driver>}
 */
export async function start(kind, options = {}) {
  const server = await startServer();
  try {
    return kind === 'chromium' ? await chromium(server, options) : await firefox(server, options);
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Preferences with which Firefox sends everything through the proxy, and nothing on its own account. @param {number} port */
export const quietFirefox = (port) => ({
  'network.proxy.type': 1, 'network.proxy.no_proxies_on': '', 'network.proxy.allow_hijacking_localhost': true,
  'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': port,
  'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': port,
  // Firefox's own traffic: settings, pings, portal detection, updates, suggestions, prefetching.
  'services.settings.server': 'data:,#remote-settings-dummy/v1', 'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false, 'toolkit.telemetry.server': '', 'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false, 'app.normandy.enabled': false, 'browser.safebrowsing.update.enabled': false,
  'browser.region.network.url': '', 'browser.region.update.enabled': false, 'extensions.update.enabled': false, 'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false, 'network.prefetch-next': false, 'network.dns.disablePrefetch': true,
  'network.predictor.enabled': false, 'browser.newtabpage.enabled': false, 'media.gmp-manager.updateEnabled': false,
  'media.gmp-manager.url': '', 'dom.push.serverURL': '', 'dom.push.enabled': false, 'network.http.speculative-parallel-limit': 0,
  'browser.search.update': false, 'browser.topsites.contile.enabled': false, 'security.remote_settings.crlite_filters.enabled': false,
  'signon.firefoxRelay.feature': 'disabled', 'identity.fxaccounts.enabled': false, 'browser.ml.enable': false,
});

/** The same for Chromium. @param {number} port */
export const quietChromium = (port) => [
  `--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>', '--disable-quic',
  '--disable-features=OptimizationHints,MediaRouter,CertificateTransparencyComponentUpdater,AutofillServerCommunication',
  '--disable-domain-reliability', '--no-pings', ...process.getuid?.() === 0 ? ['--no-sandbox'] : [],
];

/** @param {Server} server @param {Options} options @returns {Promise<Driver>} */
async function chromium(server, { headless = true, from = 'dist' }) {
  const browser = await puppeteer.launch({
    executablePath: find(['chromium', 'google-chrome', 'chromium-browser'], process.env.CHROMIUM),
    headless, pipe: true, enableExtensions: true, args: quietChromium(server.port), defaultViewport: headless ? { width: 1200, height: 900 } : null,
  });
  try {
    const extensionId = await browser.installExtension(path.resolve(root, from, 'chrome'));
    const base = `chrome-extension://${extensionId}/`;
    const worker = () => browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().startsWith(base), { timeout: 10_000 });
    // What a new reader sees is not in the way of what is tested.
    const welcome = await browser.waitForTarget((t) => t.url() === `${base}welcome.html`, { timeout: 10_000 }).catch(() => null);
    const welcomed = welcome !== null;
    await (await welcome?.asPage())?.close();
    /** @type {WeakMap<Page, import('puppeteer-core').CDPSession>} */
    const forces = new WeakMap();
    /** A page of the extension, for what only the extension may ask. @template T @param {(page: Page) => Promise<T>} act */
    const inside = async (act) => {
      const page = await browser.newPage();
      try {
        await page.goto(`${base}manifest.json`);
        return await act(page);
      } finally {
        await page.close();
      }
    };
    /** In the browser's page of extensions. @param {(id: string, given: any) => any} act @param {unknown} [given] */
    const ofExtensions = async (act, given) => {
      const page = await browser.newPage();
      try {
        await page.goto('chrome://extensions/');
        await page.evaluate(act, extensionId, given);
      } finally {
        await page.close();
      }
    };
    const tabOf = (/** @type {Page} */ page) => inside(async (p) => p.evaluate(
      async (url) => (await chrome.tabs.query({})).filter((t) => t.url === url || t.pendingUrl === url).map((t) => t.id)[0], page.url()));
    /** @type {Driver['inCard']} */
    const inCard = async (page, act, given) => {
      const session = await page.createCDPSession();
      try {
        const { root: top } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
        const rest = [top];
        for (let node = rest.pop(); node; node = rest.pop()) {
          rest.push(...node.children ?? [], ...node.contentDocument ? [node.contentDocument] : [], ...(node.shadowRoots ?? []).filter((s) => s.shadowRootType !== 'user-agent'));
          if (node.shadowRootType !== 'closed') continue;
          const { object } = await session.send('DOM.resolveNode', { backendNodeId: node.backendNodeId });
          const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
            objectId: object.objectId, returnByValue: true, functionDeclaration: `function (given) { return (${act})(this, given); }`, arguments: [{ value: given ?? null }],
          });
          if (exceptionDetails) throw new Error(`In the card: ${exceptionDetails.exception?.description}`);
          return result.value;
        }
        return '';
      } finally {
        await session.detach();
      }
    };
    return {
      kind: 'chromium', browser, server, extensionId, welcomed, command: null,
      async openOwn(file) {
        const page = await browser.newPage();
        await page.goto(base + file);
        await page.bringToFront();
        return page;
      },
      darken: (page, dark) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]),
      async force(page, forced) {
        // The emulation ends with its session.
        const session = forces.get(page) ?? await page.createCDPSession();
        forces.set(page, session);
        await session.send('Emulation.setEmulatedMedia', { features: forced ? [{ name: 'forced-colors', value: 'active' }] : [] });
        if (!forced) {
          await session.detach();
          forces.delete(page);
        }
      },
      async open(url) {
        const page = await browser.newPage();
        await page.goto(url, { waitUntil: 'load' });
        await page.bringToFront();
        return page;
      },
      async press(page) {
        await page.bringToFront();
        const extension = (await browser.extensions()).get(extensionId);
        if (!extension) throw new Error('The extension is gone.');
        const shown = browser.waitForTarget((t) => t.url() === `${base}popup.html` && ['page', 'other'].includes(t.type()), { timeout: 15_000 });
        await extension.triggerAction(page);
        const popup = await (await shown).asPage();
        return {
          text: () => popup.evaluate(() => document.body.innerText),
          click: (selector) => popup.evaluate((s) => {
            const when = performance.timeOrigin + performance.now();
            /** @type {HTMLElement} */ (document.querySelector(s)).click();
            return when;
          }, selector),
          has: (selector) => popup.evaluate((s) => document.querySelector(s) !== null, selector),
          painted: () => popup.evaluate(`(${painted})(globalThis)`).then(Number),
          async screenshot(file) {
            // As high as a popup is at most, and as wide as this one.
            const clip = await popup.evaluate(() => {
              const { left, width, height } = document.body.getBoundingClientRect();
              return { x: left, y: 0, width, height: Math.min(height, 600) };
            });
            await popup.screenshot({ path: /** @type {`${string}.png`} */ (file), clip, captureBeyondViewport: false });
          },
          async close() { await popup.close().catch(() => {}); },
        };
      },
      async panel(about) {
        const page = await browser.newPage();
        await page.goto(`${base}manifest.json`);
        await about?.bringToFront();
        // By being in front: of a page where nobody asked, the browser does not tell the address.
        const [front] = await page.evaluate(() => chrome.tabs.query({ active: true, currentWindow: true }));
        await page.goto(`${base}panel.html${about ? `?tab=${front.id}` : ''}`);
        return page;
      },
      panelIsOpen: async () => browser.targets().some((t) => t.url() === `${base}panel.html`),
      async badge(page) {
        const id = await tabOf(page);
        return inside((p) => p.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), id));
      },
      card: (page) => inCard(page, shownText),
      inCard,
      async go(page, name) {
        await page.bringToFront();
        const running = await (await worker()).worker();
        // What the browser does on the keys: the protocol's keys never reach its own shortcuts.
        await running?.evaluate(async (command) => {
          const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
          /** @type {any} */ (chrome.commands.onCommand).dispatch(command, tab);
        }, name);
      },
      send: (message) => inside((p) => p.evaluate((m) => chrome.runtime.sendMessage(m), ofThisVersion(message))),
      outdate: (page) => tabOf(page).then((tabId) => inside(async (p) => {
        await p.evaluate((id) => chrome.scripting.executeScript({
          target: { tabId: /** @type {number} */ (id) }, func: () => { Object.defineProperty(chrome.runtime, 'getManifest', { value: () => ({ version: '0.0.1' }) }); },
        }), tabId);
      })),
      async allow(host) {
        // What was granted on this page is not asked for again: the prompt itself is out of reach of a test.
        const page = await browser.newPage();
        await page.goto('chrome://extensions/');
        await page.evaluate((id, pattern) => /** @type {any} */ (chrome).developerPrivate.addHostPermission(id, pattern), extensionId, host === '*' ? '*://*/*' : `*://*.${host}/*`);
        await page.close();
      },
      async stopBackground() {
        const target = await worker();
        // Closing ends the target and then, in vain, its session. (A worker that is needed at once starts again as the same target.)
        await (await target.worker())?.close().catch(() => {});
      },
      async reload() {
        // Loading what is loaded already is what the button "Reload" does.
        await browser.installExtension(path.resolve(root, from, 'chrome'));
        await worker();
      },
      async backgroundMemory() {
        const session = await browser.target().createCDPSession();
        try {
          const { processInfo } = await session.send('SystemInfo.getProcessInfo');
          let bytes = 0;
          for (const { id } of processInfo) {
            // Linux alone says which of them it is.
            if (!existsSync(`/proc/${id}/cmdline`) || !readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--extension-process')) continue;
            bytes += 1024 * Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
          }
          return bytes;
        } finally {
          await session.detach();
        }
      },
      async pagesMemory() {
        let bytes = 0;
        for (const page of await browser.pages()) {
          if (!/^https?:/.test(page.url())) continue;
          const session = await page.createCDPSession();
          // Twice: what the first frees in the document frees more in the scripts.
          for (let times = 0; times < 2; times++) await session.send('HeapProfiler.collectGarbage');
          const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
          bytes += usedSize + embedderHeapUsedSize + backingStorageSize;
          await session.detach();
        }
        return bytes;
      },
      enable: (on) => ofExtensions((id, value) => /** @type {any} */ (chrome).management.setEnabled(id, value), on),
      async allowPrivate() {
        // Without the mode for developers an extension from a folder does not come up again.
        await ofExtensions(() => /** @type {any} */ (chrome).developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }));
        await ofExtensions((id) => /** @type {any} */ (chrome).developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true }));
        await until(() => inside((p) => p.evaluate(() => chrome.extension.isAllowedIncognitoAccess())), 'the extension to be allowed in private windows');
      },
      async openPrivate(url, own) {
        await own.evaluate(async (u) => { await chrome.windows.create({ url: u, incognito: true }); }, url);
        return await (await browser.waitForTarget((t) => t.url() === url)).page() ?? Promise.reject(new Error('no page'));
      },
      async close() { await browser.close(); await server.close(); },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** @param {Server} server @param {Options} options @returns {Promise<Driver>} */
async function firefox(server, { headless = true, from = 'dist', prefs = {} }) {
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: find(['firefox-esr', 'firefox'], process.env.FIREFOX), headless,
    args: ['--remote-allow-system-access'], defaultViewport: headless ? { width: 1200, height: 900 } : null,
    // Without this, the preference `services.settings.server` is ignored in releases.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    // The first answers for the reader.
    extraPrefsFirefox: { 'extensions.webextOptionalPermissionPrompts': false, ...quietFirefox(server.port), ...prefs },
  });
  try {
    const extensionId = await browser.installExtension(path.resolve(root, from, 'firefox'));
    // The raw connection of puppeteer: it has no call for the scope "chrome".
    const connection = /** @type {any} */ (browser).connection;
    const windowOf = async () => {
      const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      return result.contexts.find((/** @type {any} */ c) => c.url === 'chrome://browser/content/browser.xhtml').context;
    };
    /** Runs a function in the browser's window. @param {(...args: any[]) => any} script @param {any[]} args */
    const inWindow = async (script, ...args) => {
      const expression = `(async () => JSON.stringify({ value: (await (${script})(...${JSON.stringify(args)})) ?? null }))().catch((e) => JSON.stringify({ error: String(e) }))`;
      const evaluated = connection.send('script.evaluate', { expression, target: { context: await windowOf() }, awaitPromise: true, userActivation: true });
      // An answer can be lost while a popup changes its process; whoever waits for a state asks again.
      const { result } = await Promise.race([evaluated, wait(10_000, null, { ref: false }).then(() => { throw new Error('no answer from Firefox’s window'); })]);
      const { value, error } = JSON.parse(result.result.value);
      if (error) throw new Error(`Firefox's window: ${error}`);
      return value;
    };
    /**
     * Runs the body of an asynchronous function in a document of the extension; `content` is its window, `given` the argument.
     * @param {'popup' | 'tab'} where @param {string} body @param {unknown} [given]
     */
    const inDocument = (where, body, given) => inWindow(async (where, body, given) => {
      const w = /** @type {any} */ (globalThis);
      const browser = where === 'popup' ? w.document.querySelector('browser.webextension-popup-browser') : w.gBrowser.selectedBrowser;
      if (!browser) return { error: 'no popup is open' };
      const name = `test:${w.testMessages = (w.testMessages ?? 0) + 1}`;
      return new Promise((done) => {
        const heard = (/** @type {any} */ message) => { browser.messageManager.removeMessageListener(name, heard); done(message.data); };
        browser.messageManager.addMessageListener(name, heard);
        // A popup changes its process while it opens: what was sent before is lost, and asked again by those who wait.
        setTimeout(() => { browser.messageManager.removeMessageListener(name, heard); done({ error: 'no answer from the document' }); }, 5_000);
        const script = `(async (given) => { ${body} })(${JSON.stringify(given ?? null)})
          .then((v) => sendAsyncMessage(${JSON.stringify(name)}, { value: v }), (e) => sendAsyncMessage(${JSON.stringify(name)}, { error: String(e) }))`;
        browser.messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
      });
    }, where, body, given).then((answer) => {
      if (answer?.error) throw new Error(`Firefox: ${answer.error}`);
      return answer?.value;
    });
    // What a new reader sees is not in the way of what is tested.
    const welcomed = await until(() => inWindow(() => {
      const w = /** @type {any} */ (globalThis);
      const tab = w.gBrowser.tabs.find((/** @type {any} */ t) => /^moz-extension:.*welcome\.html$/.test(t.linkedBrowser.currentURI.spec));
      if (tab) w.gBrowser.removeTab(tab);
      return Boolean(tab);
    }), 'the page for new readers', 10_000).catch(() => false);
    const widget = `${extensionId.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}-browser-action`;
    await inWindow((id) => /** @type {any} */ (globalThis).CustomizableUI.addWidgetToArea(id, 'nav-bar'), widget);
    const closePopup = () => inWindow(() => {
      for (const p of document.querySelectorAll('panel')) /** @type {any} */ (p).hidePopup();
    });
    /** A page of the extension in a tab of its own. @template T @param {() => Promise<T>} act */
    const inside = async (act) => {
      await inWindow(async (id) => {
        const w = /** @type {any} */ (globalThis);
        const policy = w.WebExtensionPolicy.getByID(id);
        const tab = w.gBrowser.addTab(policy.getURL('manifest.json'), { triggeringPrincipal: policy.extension.principal });
        w.testBefore = w.gBrowser.selectedTab;
        w.gBrowser.selectedTab = tab;
        for (let i = 0; i < 100 && (w.gBrowser.selectedBrowser.currentURI.scheme !== 'moz-extension' || tab.hasAttribute('busy')); i++) await new Promise((d) => setTimeout(d, 50));
      }, extensionId);
      try {
        return await act();
      } finally {
        await inWindow(() => {
          const w = /** @type {any} */ (globalThis);
          const tab = w.gBrowser.selectedTab;
          w.gBrowser.selectedTab = w.testBefore;
          w.gBrowser.removeTab(tab);
        });
      }
    };
    /** @type {Driver['inCard']} */
    const inCard = async (page, act, given) => {
      await page.bringToFront();
      return inDocument('tab', `const inside = (d) => [d, ...[...d.querySelectorAll('iframe, frame')].flatMap((f) => (f.contentDocument ? inside(f.contentDocument) : []))];
        const [root] = inside(content.document).flatMap((d) => [...d.querySelectorAll('*')]).map((e) => e.openOrClosedShadowRoot)
        .filter((r) => r && r.mode === 'closed' && !r.isUAWidget());
        return root ? (${act})(root, given) : ''`, given);
    };
    return {
      kind: 'firefox', browser, server, extensionId, welcomed,
      async openOwn(file) {
        const page = await browser.newPage();
        await page.bringToFront();
        const address = await inWindow((id, f) => /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(id).getURL(f), extensionId, file);
        // The page comes, but no event of its loading does.
        await Promise.race([page.goto(address).catch(() => {}), until(() => page.evaluate((a) => location.href === a && document.readyState === 'complete', address), file)]);
        return page;
      },
      darken: (_, dark) => inWindow((value) => /** @type {any} */ (globalThis).Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', value), dark ? 0 : 1),
      force: (_, forced) => inWindow((value) => /** @type {any} */ (globalThis).Services.prefs.setIntPref('browser.display.document_color_use', value), forced ? 2 : 0),
      async open(url) {
        const page = await browser.newPage();
        await page.bringToFront();
        // Pages of the browser itself load for the browser only.
        if (url.startsWith('about:')) await inWindow((u) => { const w = /** @type {any} */ (globalThis); w.gBrowser.selectedBrowser.fixupAndLoadURIString(u, { triggeringPrincipal: w.Services.scriptSecurityManager.getSystemPrincipal() }); }, url);
        else await page.goto(url, { waitUntil: 'load' });
        return page;
      },
      async press(page) {
        await page.bringToFront();
        await closePopup();
        await until(() => inWindow(() => !document.querySelector('browser.webextension-popup-browser')), 'the last popup to close');
        await inWindow((id) => /** @type {any} */ (document.getElementById(id)).querySelector('.unified-extensions-item-action-button').click(), widget);
        await until(() => inDocument('popup', 'return content.document.readyState === "complete" && content.location.protocol === "moz-extension:"'), 'the popup to open');
        return {
          text: () => inDocument('popup', 'return content.document.body.innerText'),
          click: (selector) => inDocument('popup', `const { performance } = content;
            const when = performance.timeOrigin + performance.now();
            const input = content.windowUtils.setHandlingUserInput(true);
            try { content.document.querySelector(given).click(); } finally { input.destruct(); }
            return when;`, selector),
          has: (selector) => inDocument('popup', 'return content.document.querySelector(given) !== null', selector),
          painted: () => inDocument('popup', `return (${painted})(content)`),
          async screenshot(file) {
            const image = await inWindow(async () => {
              const browser = /** @type {any} */ (document.querySelector('browser.webextension-popup-browser'));
              const { width, height } = browser.getBoundingClientRect();
              const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(new DOMRect(0, 0, width, height), 1, 'white');
              const canvas = /** @type {HTMLCanvasElement} */ (document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas'));
              [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
              canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
              return canvas.toDataURL('image/png');
            });
            writeFileSync(file, Buffer.from(image.slice(image.indexOf(',') + 1), 'base64'));
          },
          close: closePopup,
        };
      },
      async command(page) {
        await page.bringToFront();
        await inWindow((id) => {
          const keyset = document.getElementById(`ext-keyset-id-${id.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}`);
          const key = keyset?.querySelector('key');
          if (!key) throw new Error(`no key in ${[...document.querySelectorAll('keyset[id^=ext-]')].map((k) => k.id)}`);
          key.dispatchEvent(new CustomEvent('command', { bubbles: true }));
        }, extensionId);
      },
      async panel(about) {
        if (about) await about.bringToFront();
        const url = await inWindow(async (id, isAbout) => {
          const w = /** @type {any} */ (globalThis);
          const policy = w.WebExtensionPolicy.getByID(id);
          const query = isAbout ? `?tab=${policy.extension.tabManager.getWrapper(w.gBrowser.selectedTab).id}` : '';
          const url = policy.getURL(`panel.html${query}`);
          const tab = w.gBrowser.addTab(url, { triggeringPrincipal: policy.extension.principal });
          w.gBrowser.selectedTab = tab;
          for (let i = 0; i < 100 && (tab.linkedBrowser.currentURI.spec !== url || tab.hasAttribute('busy')); i++) await new Promise((d) => setTimeout(d, 50));
          return url;
        }, extensionId, about !== undefined);
        // Firefox says of a page of an extension that it is there, but not where it has gone to: the page is asked.
        return until(async () => {
          for (const page of (await browser.pages()).reverse()) if (await page.evaluate(() => location.href).catch(() => '') === url) return page;
          return null;
        }, 'the panel to be a page');
      },
      panelIsOpen: () => inWindow(() => Boolean(/** @type {any} */ (globalThis).SidebarController.isOpen)),
      async badge(page) {
        await page.bringToFront();
        return inWindow((id) => document.getElementById(id)?.querySelector('.unified-extensions-item-action-button')?.getAttribute('badge') ?? '', widget);
      },
      card: (page) => inCard(page, shownText),
      inCard,
      async go(page, name) {
        await page.bringToFront();
        await inWindow((id, n) => {
          const keys = document.getElementById(`ext-keyset-id-${id.toLowerCase().replace(/[^a-z0-9_-]/g, '_')}`)?.querySelectorAll('key') ?? [];
          // In the order of the manifest.
          const key = keys[['toggle', 'next', 'previous'].indexOf(n)];
          if (!key) throw new Error(`no key for ${n} among ${keys.length}`);
          key.dispatchEvent(new CustomEvent('command', { bubbles: true }));
        }, extensionId, name);
      },
      send: (message) => inside(() => inDocument('tab', `
        const answer = await content.wrappedJSObject.browser.runtime.sendMessage(Cu.cloneInto(given, content));
        return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));`, ofThisVersion(message))),
      outdate: null,
      // The preference `extensions.webextOptionalPermissionPrompts` answers for the reader.
      allow: async () => {},
      stopBackground: () => inWindow((id) => {
        const { extension } = /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(id);
        return extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      }, extensionId),
      reload: () => inWindow(async (id) => {
        const { AddonManager } = /** @type {any} */ (globalThis).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await (await AddonManager.getAddonByID(id)).reload();
      }, extensionId),
      backgroundMemory: () => inWindow(async () => {
        const { children } = await /** @type {any} */ (globalThis).ChromeUtils.requestProcInfo();
        return children.find((/** @type {any} */ c) => c.type === 'extension')?.memory ?? 0;
      }),
      async pagesMemory() {
        await inWindow(() => {
          const { Cc, Ci, Services } = /** @type {any} */ (globalThis);
          for (const request of ['child-gc-request', 'child-cc-request', 'child-mmu-request']) Services.obs.notifyObservers(null, request);
          const w = /** @type {any} */ (globalThis);
          w.testMemory = null;
          /** @type {Record<string, number>} */
          const found = {};
          // The children say nothing when they have done it.
          setTimeout(() => Cc['@mozilla.org/memory-reporter-manager;1'].getService(Ci.nsIMemoryReporterManager).getReports(
            (/** @type {string} */ process, /** @type {string} */ path, /** @type {number} */ _kind, /** @type {number} */ _units, /** @type {number} */ amount) => {
              if (/web/i.test(process) && !/extension/i.test(process) && /^(heap-allocated|js-main-runtime-gc-heap-committed\/used\/.*)$/.test(path)) found[path] = (found[path] ?? 0) + amount;
            }, null, () => { w.testMemory = Object.values(found).reduce((a, b) => a + b, 0); }, null, false), 5000);
        });
        return until(() => inWindow(() => /** @type {any} */ (globalThis).testMemory), 'the reports of memory', 120_000);
      },
      enable: (on) => inWindow(async (id, value) => {
        const { AddonManager } = /** @type {any} */ (globalThis).ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        const addon = await AddonManager.getAddonByID(id);
        await (value ? addon.enable() : addon.disable());
      }, extensionId, on),
      allowPrivate: () => inWindow(async (id) => {
        const { ChromeUtils } = /** @type {any} */ (globalThis);
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await (await AddonManager.getAddonByID(id)).reload();
      }, extensionId),
      async openPrivate(url) {
        await inWindow(async (u) => {
          const w = /** @type {any} */ (globalThis).OpenBrowserWindow({ private: true });
          await new Promise((done) => { w.addEventListener('load', done, { once: true }); });
          for (let i = 0; i < 100 && !w.gBrowserInit?.delayedStartupFinished; i++) await new Promise((d) => setTimeout(d, 50));
          w.gBrowser.selectedBrowser.fixupAndLoadURIString(u, { triggeringPrincipal: w.Services.scriptSecurityManager.getSystemPrincipal() });
        }, url);
        return until(async () => (await browser.pages()).find((p) => p.url() === url), 'the page in the private window');
      },
      async close() { await browser.close(); await server.close(); },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * What is highlighted in a page: category → texts, in the order of the page. `CSS.highlights` belongs to the document, and
 * the page's own scripts see what a content script has put there: so can a test.
 * @param {Page} page
 * @returns {Promise<Record<string, string[]>>}
 */
export function highlights(page) {
  return page.evaluate(() => Object.fromEntries([...CSS.highlights].map(([name, highlight]) => [
    name,
    [...highlight].map((r) => {
      const range = document.createRange();
      range.setStart(r.startContainer, r.startOffset);
      range.setEnd(r.endContainer, r.endOffset);
      return range;
    }).sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String),
  ]).filter(([, texts]) => texts.length > 0)));
}

/** The whole document as it stands, shadow roots included, `title` included. @param {Page} page @returns {Promise<string>} */
export function dom(page) {
  return page.evaluate(() => {
    /** @type {string[]} */
    const lines = [];
    // A list, not recursion: pages can be deeper than the stack.
    /** @type {[Node, number][]} */
    const rest = [[document, 0]];
    for (let next = rest.pop(); next; next = rest.pop()) {
      const [node, depth] = next;
      const attributes = node instanceof Element ? [...node.attributes].map((a) => `${a.name}=${JSON.stringify(a.value)}`).join(' ') : '';
      lines.push(`${depth} ${node.nodeName} ${attributes} ${node.nodeValue === null ? '' : JSON.stringify(node.nodeValue)}`);
      if (node instanceof Element && node.shadowRoot) rest.push([node.shadowRoot, depth + 1]);
      for (let child = node.lastChild; child; child = child.previousSibling) rest.push([child, depth + 1]);
    }
    return `${lines.join('\n')}\n${[...document.adoptedStyleSheets].length} adopted sheets`;
  });
}
