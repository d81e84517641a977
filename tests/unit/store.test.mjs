// The texts for the stores: all languages and all parts are there, within the lengths that the stores allow; every permission
// has its reason; nothing of it ships.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (/** @type {string[]} */ ...parts) => readFileSync(path.join(root, ...parts), 'utf8');
const store = (/** @type {string} */ file) => read('extension/store', file);

const languages = readdirSync(path.join(root, 'extension/_locales')).sort();
/** What stands in the folder beside the languages. */
const ENGLISH_ONLY = ['README', 'permissions', 'privacy'];
const PARTS = ['Name', 'Summary, Chrome', 'Summary, Mozilla', 'Description', 'Screenshots'];

/** Most UTF-16 code units; extension/store/README.md says whose lengths they are. */
const MOST = { name: 45, chrome: 132, mozilla: 250, description: 15_000, caption: 150, reason: 1_000 };
const PICTURES = 5;

/**
 * The sections of a text in Markdown under headings of a level: heading → text without the blank lines around it.
 * @param {string} text @param {number} level
 */
function sections(text, level) {
  const [, ...parts] = text.split(new RegExp(`^#{${level}} `, 'm'));
  const pairs = parts.map((part) => /** @type {[string, string]} */ ([part.split('\n', 1)[0], part.slice(part.indexOf('\n')).trim()]));
  assert.equal(new Set(pairs.map(([heading]) => heading)).size, pairs.length, 'a heading stands twice');
  return Object.fromEntries(pairs);
}

/** @param {string} language */
const textsOf = (language) => sections(store(`${language}.md`), 2);
/** Captions without their numbers. @param {string} text */
const captions = (text) => text.split('\n').map((line, n) => {
  assert.ok(line.startsWith(`${n + 1}. `), line);
  return line.slice(3);
});
/** @param {string} language @param {string} key */
const message = (language, key) => JSON.parse(read('extension/_locales', language, 'messages.json'))[key].message;
/** For each line what it is: a list's item, text, or the gap between paragraphs. @param {string} text */
const shape = (text) => text.split('\n').map((line) => (line === '' ? ' ' : line.startsWith('- ') ? '-' : 'x')).join('');

const manifests = ['manifest.json', 'manifest.chrome.json', 'manifest.firefox.json'].map((file) => JSON.parse(read('extension', file)));

describe('the texts for the stores', () => {
  it('are there in every language of the interface, and in no other', () => {
    const there = readdirSync(path.join(root, 'extension/store')).filter((f) => f.endsWith('.md')).map((f) => f.slice(0, -3));
    assert.deepEqual(there.sort(), [...languages, ...ENGLISH_ONLY].sort());
  });

  const english = textsOf('en');
  for (const language of languages) {
    it(`have all parts within the lengths: ${language}`, () => {
      const texts = textsOf(language);
      assert.deepEqual(Object.keys(texts), PARTS);
      const within = (/** @type {string} */ text, /** @type {number} */ most) => assert.ok(text.length > 0 && text.length <= most, `${text.length} of ${most}: ${text}`);
      within(texts.Name, MOST.name);
      within(texts['Summary, Chrome'], MOST.chrome);
      within(texts['Summary, Mozilla'], MOST.mozilla);
      within(texts.Description, MOST.description);
      const shown = captions(texts.Screenshots);
      assert.equal(shown.length, PICTURES);
      for (const caption of shown) within(caption, MOST.caption);
      for (const part of PARTS.slice(0, 3)) assert.ok(!texts[part].includes('\n'), `${part} is one line`);
    });

    it(`say what the package says: ${language}`, () => {
      const texts = textsOf(language);
      assert.equal(texts.Name, message(language, 'name'));
      assert.equal(texts['Summary, Chrome'], message(language, 'description'));
      const { default: keys } = manifests[0].commands.toggle.suggested_key;
      assert.ok(texts.Description.includes(keys), `the keys are ${keys}`);
    });

    it(`are plain text, and as complete as in English: ${language}`, () => {
      const texts = textsOf(language);
      assert.doesNotMatch(Object.values(texts).join('\n'), /[`*_#<>[\]{}\t]|https?:|&\w+;| $/m);
      assert.equal(shape(texts.Description), shape(english.Description));
      if (language === 'en') return;
      const same = texts.Description.split('\n').filter((line) => line && english.Description.split('\n').includes(line));
      assert.deepEqual(same, [], 'left in English');
    });
  }
});

describe('permissions and data use', () => {
  const parts = sections(store('permissions.md'), 2);

  it('give a reason for every permission of the manifests, and for none besides', () => {
    const asked = manifests.flatMap((m) => ['permissions', 'optional_permissions', 'host_permissions', 'optional_host_permissions'].flatMap((key) => m[key] ?? []));
    assert.ok(manifests.every((m) => !('content_scripts' in m)), 'a content script for a site is a permission, too');
    const reasons = sections(parts.Permissions, 3);
    assert.deepEqual(Object.keys(reasons).sort(), [...new Set(asked)].map((p) => `\`${p}\``).sort());
    for (const [permission, reason] of [...Object.entries(reasons), ['purpose', parts['Single purpose']]]) {
      assert.ok(reason.length > 40 && reason.length <= MOST.reason, `${permission}: ${reason.length}`);
    }
  });

  it('say that nothing is collected and no code comes from elsewhere, as the manifests do', () => {
    assert.match(parts['Remote code'], /^No\./);
    const { Chrome: chrome } = sections(parts['Data use'], 3);
    const answers = chrome.split('\n').filter((line) => line.startsWith('|')).slice(2).map((line) => line.split('|')[2].trim());
    assert.ok(answers.length >= 9);
    assert.deepEqual([...new Set(answers)], ['no']);
    const [data] = manifests.flatMap((m) => m.browser_specific_settings?.gecko.data_collection_permissions ?? []);
    assert.deepEqual(data, { required: ['none'] });
    const { extension_pages: policy } = manifests[0].content_security_policy;
    assert.match(policy, /default-src 'none'.*connect-src 'self'/);
    assert.doesNotMatch(policy, /https?:|'unsafe-eval'|\*/);
  });
});

describe('packages', () => {
  for (const browser of ['chrome', 'firefox']) {
    const built = path.join(root, 'dist', browser);
    it(`ship none of it: ${browser}`, { skip: !existsSync(built) && 'not built' }, () => {
      assert.ok(!existsSync(path.join(built, 'store')));
    });
  }
});
