// The settings: what is stored is checked field by field, older versions are carried over, files are taken whole or refused
// with the reason and the place; and the colours to choose from can be seen.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, it } from 'node:test';
import { area } from './browser.mjs';

/** @type {{local: ReturnType<typeof area>, sync: ReturnType<typeof area> | undefined}} */
const storage = { local: area(), sync: area() };
/** @type {Set<string>} */
const granted = new Set();
/** @type {any[]} */
let registered = [];
Object.assign(globalThis, { chrome: {
  storage,
  runtime: { getURL: (/** @type {string} */ file) => `data:text/plain,${encodeURIComponent(file === 'news.txt' ? 'harbour-post.example\ntide.example\n' : '')}` },
  permissions: {
    contains: async (/** @type {{origins: string[]}} */ { origins }) => origins.every((o) => granted.has('*://*/*')
      || [...granted].some((g) => g === o || (g.startsWith('*://*.') && o !== '*://*/*' && `.${o.slice(4)}`.endsWith(g.slice(5))))),
    getAll: async () => ({ origins: [...granted] }),
    remove: async (/** @type {{origins: string[]}} */ { origins }) => { for (const o of origins) granted.delete(o); return true; },
  },
  scripting: {
    unregisterContentScripts: async () => { registered = []; },
    registerContentScripts: async (/** @type {any[]} */ scripts) => { registered = scripts; },
  },
} });

const { asFile, CATEGORIES, change, checked, COLOURS, DEFAULTS, fromFile, hostOf, isSynced, LINES, settings, VERSION } = await import('../../extension/settings.js');
const access = await import('../../extension/access.js');
const { overlay, PALETTE, USUAL } = await import('../../extension/look.js');

beforeEach(() => {
  storage.sync ??= area();
  storage.sync.fill({});
  storage.sync.full = false;
  storage.local.fill({});
  granted.clear();
  registered = [];
});

describe('what is stored', () => {
  it('is the defaults where there is nothing, or something else', () => {
    for (const odd of [undefined, null, 3, 'all', [], {}, { version: 'x' }]) assert.deepEqual(checked(odd), DEFAULTS, JSON.stringify(odd));
  });

  it('is checked field by field: a damaged one falls back, the others stay', () => {
    const good = {
      ...DEFAULTS, mode: 'news', always: ['a.example'], never: ['b.example'], density: 'sources', hidden: ['cue'], confidence: 0.9, officials: 'certain',
      styles: { ...DEFAULTS.styles, source: { colour: 'teal', line: 'dashed' } },
    };
    assert.deepEqual(checked(good), good);
    for (const field of Object.keys(good).filter((f) => f !== 'version')) {
      for (const bad of [null, 17, 'loud', { a: 1 }, [[]]]) {
        assert.deepEqual(checked({ ...good, [field]: bad }), { ...good, [field]: DEFAULTS[/** @type {keyof typeof DEFAULTS} */ (field)] }, `${field}: ${JSON.stringify(bad)}`);
      }
    }
    assert.deepEqual(checked({ ...good, never: ['b.example', 7, 'not a host', 'https://www.C.example/x'] }).never, ['b.example', 'c.example']);
    assert.deepEqual(checked({ ...good, hidden: ['cue', 'adverb', 'cue'] }).hidden, ['cue']);
    assert.deepEqual(checked({ ...good, styles: { source: { colour: 'neon', line: 'dashed' }, verb: {} } }).styles, { ...DEFAULTS.styles, source: { colour: 'default', line: 'dashed' } });
    assert.deepEqual(checked({ ...good, later: true }), good, 'what is not known is left out');
  });

  it('shares nothing with the defaults that a change could reach', () => {
    checked({}).styles.source.colour = 'rose';
    checked({}).always.push('x.example');
    assert.equal(checked({}).styles.source.colour, 'default');
    assert.deepEqual(DEFAULTS.always, []);
  });

  it('is changed one call after the other, and a bad change changes nothing', async () => {
    await Promise.all([change(() => ({ density: 'quiet' })), change(({ never }) => ({ never: [...never, 'a.example'] })), change(({ never }) => ({ never: [...never, 'b.example'] }))]);
    assert.deepEqual(await settings(), { ...DEFAULTS, density: 'quiet', never: ['a.example', 'b.example'] });
    await change(() => ({ density: 'loud', hidden: ['cue'] }));
    assert.equal((await settings()).density, 'quiet');
    assert.deepEqual((await settings()).hidden, ['cue']);
  });

  it('lies in sync, and in local where sync is full or missing, and goes back', async () => {
    await change(() => ({ density: 'quiet' }));
    assert.deepEqual(Object.keys(storage.local.held()), []);
    assert.equal(storage.sync?.held().settings.density, 'quiet');
    assert.equal(await isSynced(), true);
    if (storage.sync) storage.sync.full = true;
    await change(() => ({ density: 'sources' }));
    assert.equal((await settings()).density, 'sources');
    assert.equal(await isSynced(), false);
    if (storage.sync) storage.sync.full = false;
    await change(() => ({ hidden: ['cue'] }));
    assert.equal((await settings()).density, 'sources');
    assert.equal(await isSynced(), true);
    storage.sync = undefined;
    await change(() => ({ density: 'quiet' }));
    assert.equal((await settings()).density, 'quiet');
    assert.equal(await isSynced(), false);
  });

  it('can be changed whatever is stored as its version', async () => {
    for (const version of [{ toString: 1 }, { valueOf: null, toString: null }, [[]], '9', 2.5, Infinity, -1]) {
      storage.sync?.fill({ settings: { ...DEFAULTS, version, weather: 'fair' } });
      assert.equal((await change(() => ({ density: 'quiet' }))).density, 'quiet');
      assert.deepEqual(storage.sync?.held().settings, { ...DEFAULTS, density: 'quiet' });
    }
  });

  it('keeps what a newer version in another browser has stored beside it', async () => {
    storage.sync?.fill({ settings: { ...DEFAULTS, version: VERSION + 1, density: 'quiet', weather: 'fair' } });
    assert.equal((await settings()).density, 'quiet');
    await change(() => ({ density: 'all' }));
    assert.deepEqual([storage.sync?.held().settings.weather, storage.sync?.held().settings.version], ['fair', VERSION + 1]);
  });
});

describe('version 1', () => {
  it('is carried over, with the hosts that the browser had granted, and its fields go', async () => {
    storage.local.fill({ density: 'sources', hidden: ['outlet'], never: ['www.a.example'], lists: [{ name: 'mine' }] });
    granted.add('*://www.b.example/*');
    await access.begin();
    assert.deepEqual(await settings(), { ...DEFAULTS, density: 'sources', hidden: ['outlet'], never: ['a.example'], always: ['b.example'] });
    assert.deepEqual(storage.local.held(), { lists: [{ name: 'mine' }] });
    assert.equal(await access.ruleFor('www.b.example'), 'always');
    assert.deepEqual(await access.waiting(['b.example']), []);
  });

  it('adds its rules for sites to what another browser has brought', async () => {
    storage.sync?.fill({ settings: { ...DEFAULTS, density: 'quiet', never: ['z.example'] } });
    storage.local.fill({ density: 'sources', never: ['a.example'] });
    await access.begin();
    assert.deepEqual(await settings(), { ...DEFAULTS, density: 'quiet', never: ['a.example', 'z.example'] });
  });

  it('is carried over when its fields are damaged', async () => {
    storage.local.fill({ density: 'loud', never: 7, hidden: ['cue'] });
    await access.begin();
    assert.deepEqual(await settings(), { ...DEFAULTS, hidden: ['cue'] });
  });
});

describe('a file of settings', () => {
  const made = { ...DEFAULTS, mode: /** @type {const} */ ('all'), never: ['a.example'], styles: { ...DEFAULTS.styles, cue: { colour: 'rust', line: 'solid' } } };

  it('comes back as it went', () => assert.deepEqual(fromFile(asFile(made)), { settings: made }));

  it('of version 1 is taken', () => {
    assert.deepEqual(fromFile('{"sourcelight": "settings", "version": 1, "density": "quiet", "never": ["a.example"]}'),
      { settings: { ...DEFAULTS, density: 'quiet', never: ['a.example'] } });
  });

  it('that is bad is refused with the reason and the place', () => {
    /** @param {string} text @param {string} key @param {string[]} given */
    const refused = (text, key, ...given) => assert.deepEqual(fromFile(text), { error: { key, given } }, text.slice(0, 60));
    const changed = (/** @type {object} */ fields) => JSON.stringify({ ...JSON.parse(asFile(made)), ...fields });
    refused('{"sourcelight": "settings",\n  "version": 2,\n  "mode": all }', 'options_file_broken', '3', '11');
    refused('{"sourcelight": "settings"', 'options_file_broken', '1', '27');
    refused('', 'options_file_broken', '1', '1');
    refused('{"a": [1, 2,], "b": 3}', 'options_file_broken', '1', '13');
    refused('{"a": {"b": "\n"}}', 'options_file_broken', '1', '13');
    refused('{"a": -01}', 'options_file_broken', '1', '7');
    refused('{} {}', 'options_file_broken', '1', '4');
    refused('{"a" 1}', 'options_file_broken', '1', '6');
    refused('{"a": 1]', 'options_file_broken', '1', '8');
    refused('[]', 'options_file_other');
    refused('{"name": "something else"}', 'options_file_other');
    refused(changed({ version: undefined }), 'options_file_value', 'version', '');
    refused(changed({ version: 'two' }), 'options_file_value', 'version', '"two"');
    refused(changed({ version: VERSION + 1 }), 'options_file_newer', String(VERSION + 1), String(VERSION));
    refused(changed({ mode: 'often' }), 'options_file_value', 'mode', '"often"');
    refused(changed({ never: ['a.example', 'no host'] }), 'options_file_value', 'never[1]', '"no host"');
    refused(changed({ styles: { source: { colour: 'neon', line: 'solid' } } }), 'options_file_value', 'styles.source.colour', '"neon"');
    refused(changed({ styles: { verb: {} } }), 'options_file_unknown', 'styles.verb');
    refused(changed({ colour: 'blue' }), 'options_file_unknown', 'colour');
    refused(`"${'x'.repeat(1_000_001)}"`, 'options_file_long');
  });
});

describe('a host', () => {
  for (const [given, host] of [
    ['harbour.example', 'harbour.example'], [' HTTPS://www.Harbour.example:8080/a?b ', 'harbour.example'], ['*.harbour.example', 'harbour.example'],
    ['bücher.example', 'xn--bcher-kva.example'], ['www.example', 'www.example'], ['www.example.', 'www.example'], ['www.www.harbour.example', 'harbour.example'], ['localhost', 'localhost'], ['10.0.0.1', '10.0.0.1'],
    ['harbour', undefined], ['', undefined], ['two words.example', undefined], ['mailto:a@b.example', undefined], ['ftp://a.example', undefined],
    ['*', undefined], ['*.*', undefined], ['[::1]', undefined], ['a.example/*', 'a.example'], ['ann@a.example', undefined], [7, undefined], ['x'.repeat(3000), undefined],
  ]) it(`from ${JSON.stringify(given)?.slice(0, 40)} is ${host}`, () => assert.equal(hostOf(given), host));
});

describe('where pages are read by themselves', () => {
  const matches = () => registered.flatMap((s) => s.matches);

  it('is nowhere at first', async () => {
    await access.begin();
    assert.deepEqual(registered, []);
    assert.equal(await access.ruleFor('tide.example'), 'click');
  });

  it('is the hosts of our table, or all, only as far as the browser allows it', async () => {
    await change(() => ({ mode: 'news', never: ['tide.example'] }));
    await access.keepInStep();
    assert.equal(await access.ruleFor('harbour-post.example'), 'click');
    granted.add('*://*/*');
    await access.granted({ origins: ['*://*/*'] });
    assert.equal((await settings()).mode, 'news', 'what was asked for stays');
    assert.deepEqual(matches(), ['*://*.harbour-post.example/*', '*://*.tide.example/*']);
    assert.deepEqual(registered[0].excludeMatches, ['*://*.tide.example/*']);
    assert.deepEqual(await Promise.all(['www.harbour-post.example', 'sport.harbour-post.example', 'tide.example', 'not-harbour-post.example'].map(access.ruleFor)), ['mode', 'mode', 'never', 'click']);
    await change(() => ({ mode: 'all' }));
    await access.keepInStep();
    assert.deepEqual(matches(), ['*://*/*']);
  });

  it('follows the browser: consent given or taken back elsewhere', async () => {
    granted.add('*://*/*');
    await access.granted({ origins: ['<all_urls>'] });
    assert.equal((await settings()).mode, 'all');
    granted.clear();
    await access.withdrawn({ origins: ['*://*/*'] });
    assert.equal((await settings()).mode, 'click');
    assert.deepEqual(registered, []);
    granted.add('*://*.a.example/*');
    await access.granted({ origins: ['*://*.a.example/*'] });
    assert.deepEqual((await settings()).always, ['a.example']);
    assert.equal(await access.ruleFor('www.a.example'), 'always');
    granted.clear();
    await access.withdrawn({ origins: ['*://*.a.example/*'] });
    assert.deepEqual((await settings()).always, []);
  });

  it('keeps rules for sites when the consent to all sites takes theirs with it', async () => {
    await change(() => ({ mode: 'all', always: ['a.example'] }));
    await access.withdrawn({ origins: ['*://*/*', '*://*.a.example/*'] });
    assert.deepEqual([(await settings()).mode, (await settings()).always], ['click', ['a.example']]);
    assert.deepEqual(await access.waiting(['a.example']), ['a.example']);
  });

  it('gives back what is not needed any more, also when another browser of the reader says so', async () => {
    for (const origin of ['*://*/*', '*://*.a.example/*', '*://*.b.example/*']) granted.add(origin);
    const before = { ...DEFAULTS, mode: 'all', always: ['a.example', 'b.example'] };
    const after = { ...DEFAULTS, always: ['b.example'] };
    storage.sync?.fill({ settings: after });
    await access.followed({ settings: { oldValue: before, newValue: after } });
    assert.deepEqual([...granted], ['*://*.b.example/*']);
    assert.deepEqual(matches(), ['*://*.b.example/*']);
  });

  it('gives nothing back when settings only go from one storage to the other', async () => {
    granted.add('*://*/*');
    const same = { ...DEFAULTS, mode: 'all' };
    storage.sync?.fill({ settings: same });
    await access.followed({ settings: { oldValue: same } });
    await access.followed({ settings: { newValue: same } });
    assert.deepEqual([...granted], ['*://*/*']);
    assert.deepEqual(matches(), ['*://*/*']);
  });

  it('says which rules wait for the browser', async () => {
    granted.add('*://*.a.example/*');
    await change(() => ({ always: ['a.example', 'b.example'] }));
    assert.deepEqual(await access.waiting(['a.example', 'b.example']), ['b.example']);
    assert.equal(await access.ruleFor('b.example'), 'click');
  });

  it('is changed for one site', async () => {
    await access.setRule('www.a.example', 'always');
    assert.deepEqual((await settings()).always, ['a.example']);
    await access.setRule('news.a.example', 'never');
    assert.deepEqual([(await settings()).always, (await settings()).never], [['a.example'], ['news.a.example']]);
    assert.equal(await access.ruleFor('news.a.example'), 'never');
    await access.setRule('news.a.example', 'click');
    assert.deepEqual([(await settings()).always, (await settings()).never], [['a.example'], []]);
    await access.setRule('news.a.example', 'click');
    assert.deepEqual([(await settings()).always, (await settings()).never], [[], []]);
  });
});

describe('colours and lines', () => {
  const luminance = (/** @type {number[]} */ rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const rgb = (/** @type {string} */ hex) => [1, 3, 5].map((n) => parseInt(hex.slice(n, n + 2), 16));
  const contrast = (/** @type {number[]} */ a, /** @type {number[]} */ b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const over = (/** @type {number[]} */ ground, /** @type {number[]} */ colour, /** @type {number} */ alpha) => ground.map((g, n) => g * (1 - alpha) + colour[n] * alpha);
  const LIGHT = ['#ffffff', '#fbfbfa', '#f7f1e3', '#eef3f8'];
  const DARK = ['#000000', '#121212', '#1f2125', '#1b2836'];

  it('can be seen on light, dark and coloured pages', () => {
    for (const [name, tones] of Object.entries(PALETTE)) {
      for (const [tone, grounds] of [LIGHT, DARK].entries()) {
        for (const ground of grounds) assert.ok(contrast(rgb(tones[tone]), rgb(ground)) >= 4.5, `${name} on ${ground}: ${contrast(rgb(tones[tone]), rgb(ground)).toFixed(2)}`);
      }
    }
  });

  it('leave text on a tint as readable as WCAG AA asks', () => {
    for (const [name, tones] of Object.entries(PALETTE)) {
      for (const [tone, grounds, text, alpha] of /** @type {[number, string[], string, number][]} */ ([[0, LIGHT, '#5f5f5f', 0x17 / 255], [1, DARK, '#a8a8a8', 0x24 / 255]])) {
        for (const ground of grounds) {
          const under = over(rgb(ground), rgb(tones[tone]), alpha);
          assert.ok(contrast(rgb(text), under) >= 4.5, `${name} under ${text} on ${ground}: ${contrast(rgb(text), under).toFixed(2)}`);
        }
      }
    }
  });

  it('are the ones that marks.css has, where nothing was chosen', () => {
    const css = readFileSync(new URL('../../extension/content/marks.css', import.meta.url), 'utf8');
    for (const category of CATEGORIES) {
      const { colour, line } = USUAL[category];
      const [, rule] = new RegExp(`highlight\\(sourcelight-${category}\\) \\{([^}]*)`).exec(css) ?? [];
      assert.ok(rule?.includes(PALETTE[colour][0]), `${category}: ${rule}`);
      assert.ok(line === 'tint' ? rule.includes('background-color') : rule.includes(`underline ${line}`), `${category}: ${rule}`);
    }
    assert.equal(overlay(DEFAULTS.styles), '');
  });

  it('are the same in the popup', () => {
    const css = readFileSync(new URL('../../extension/popup.css', import.meta.url), 'utf8');
    for (const [name, [light, dark]] of Object.entries(PALETTE)) assert.ok(css.includes(`.mark.colour-${name} { --mark: light-dark(${light}, ${dark}); }`), name);
    for (const line of LINES.slice(1)) assert.ok(css.includes(`.mark.line-${line} {`), line);
  });

  it('are written for every choice, in both tones, and nothing of another category', () => {
    for (const category of CATEGORIES) {
      for (const colour of COLOURS) {
        for (const line of LINES) {
          const css = overlay({ ...DEFAULTS.styles, [category]: { colour, line } });
          assert.equal(css === '', colour === 'default' && line === 'default');
          assert.ok(!/undefined|NaN/.test(css), css);
          for (const other of CATEGORIES) assert.equal(css.includes(`sourcelight-${other})`), css !== '' && other === category);
        }
      }
    }
  });
});
