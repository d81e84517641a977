// Every text that a reader sees is in _locales, nothing there is without use, and every language says the same.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { root } from './harness.mjs';

const files = (/** @type {string} */ dir, /** @type {RegExp} */ kind) => readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
  .filter((f) => kind.test(f)).map((f) => readFileSync(path.join(root, dir, f), 'utf8'));
const messages = JSON.parse(readFileSync(path.join(root, 'extension/_locales/en/messages.json'), 'utf8'));
const schema = readFileSync(path.join(root, 'tests/report.schema.json'), 'utf8');

/** Keys put together from a word of the report: `verb_` and a class of verbs, and so on. */
const FAMILIES = ['verb_', 'kind_', 'speaker_', 'office_', 'note_', 'density_', 'category_', 'panel_filter_', 'panel_field_', 'panel_note_',
  'options_mode_', 'options_density_', 'options_category_', 'options_colour_', 'options_line_', 'options_confidence_', 'options_officials_'];

it('has a text for every name that is used', () => {
  const code = [...files('extension', /\.js$/), ...files('src/ui', /\.rs$/)].join('\n');
  const manifest = files('extension', /manifest.*\.json$/).join('\n');
  const used = [
    ...[...code.matchAll(/(?:\bsay|\brow|getMessage|section|group)\((?:"[a-z]+", )?['"]([a-z_]+)['"]/g)].map((m) => m[1]),
    ...[...code.matchAll(/say\(([^)]*\?[^)]*)\)/g)].flatMap((m) => [...m[1].matchAll(/'([a-z]+_[a-z_]+)'/g)].map((n) => n[1])),
    ...[...manifest.matchAll(/__MSG_(\w+)__/g)].map((m) => m[1]),
  ];
  assert.ok(used.length > 60, `${used.length} names found`);
  assert.deepEqual([...new Set(used)].filter((key) => !(key in messages)), []);
});

it('has no text without use', () => {
  const all = [...files('extension', /\.js$|manifest.*\.json$/), ...files('src/ui', /\.rs$/)].join('\n');
  const unused = Object.keys(messages).filter((key) => !FAMILIES.some((f) => key.startsWith(f)) && !new RegExp(`["'_]${key}["'_]`).test(all));
  assert.deepEqual(unused, []);
});

it('has a word for every kind of speaker, way of speaking and class of verbs that a report knows', () => {
  for (const [name, family] of [['ClaimKind', 'kind_'], ['SpeakerKind', 'speaker_'], ['VerbClass', 'verb_']]) {
    const words = enumOf(name);
    assert.ok(words.length > 2, `${name}: ${words}`);
    assert.deepEqual(words.filter((w) => !(`${family}${w}` in messages)), []);
  }
});

/** The words of an enumeration in src/report.rs, as they are serialised. @param {string} name */
function enumOf(name) {
  const [, body] = new RegExp(`pub enum ${name} \\{([^}]*)\\}`).exec(readFileSync(path.join(root, 'src/report.rs'), 'utf8')) ?? ['', ''];
  const words = [...body.matchAll(/^ {4}(\w+),$/gm)].map((m) => m[1].replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase());
  assert.ok(words.every((w) => schema.includes(`"${w}"`)), `${name} is written otherwise in the schema: ${words}`);
  return words;
}

it('uses every place that a text has, and only those', () => {
  for (const [key, { message, placeholders = {} }] of Object.entries(messages)) {
    assert.deepEqual([...message.matchAll(/\$(\w+)\$/g)].map((m) => m[1].toLowerCase()).sort(), Object.keys(placeholders).sort(), key);
  }
});

/** Every language but English, with its texts. */
const languages = readdirSync(path.join(root, 'extension/_locales')).filter((lang) => lang !== 'en').sort()
  .map((lang) => [lang, JSON.parse(readFileSync(path.join(root, 'extension/_locales', lang, 'messages.json'), 'utf8'))]);

it('speaks the languages that it should', () => {
  assert.deepEqual(['de', 'fr', 'es', 'pl', 'uk', 'ar', 'hi', 'zh_CN'].filter((lang) => !languages.some(([has]) => has === lang)), []);
});

for (const [lang, texts] of languages) {
  it(`says everything in ${lang} that it says in English`, () => {
    assert.deepEqual(Object.keys(texts).sort(), Object.keys(messages).sort());
  });

  it(`has the places of English in ${lang}`, () => {
    const places = (/** @type {string} */ text) => [...text.matchAll(/\$(\w+)\$/g)].map((m) => m[1].toLowerCase()).sort();
    for (const [key, { message, placeholders }] of inBoth(texts)) {
      assert.deepEqual(placeholders, messages[key].placeholders, key);
      assert.deepEqual(places(message), places(messages[key].message), key);
    }
  });

  it(`is empty in ${lang} only where English is`, () => {
    assert.deepEqual(inBoth(texts).filter(([key, { message }]) => !message.trim() !== !messages[key].message.trim()).map(([key]) => key), []);
  });

  it(`is not much longer in ${lang} than in English`, () => {
    const length = (/** @type {string} */ text) => [...text].length;
    assert.deepEqual(inBoth(texts).filter(([key, { message }]) => length(message) > 2.2 * length(messages[key].message) + 12).map(([key]) => key), []);
  });
}

/** What English has, too: what it lacks fails on its own. @param {Record<string, {message: string, placeholders?: object}>} texts */
function inBoth(texts) {
  return Object.entries(texts).filter(([key]) => key in messages);
}
