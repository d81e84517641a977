// ./build.sh data against a server of our own that answers in the shapes in which the public ones do. People and offices are
// invented.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { NoAnswer, Offline, ask } from '../../src/officials/refresh/ask.mjs';
import { refresh } from '../../src/officials/refresh/refresh.mjs';
import { readTable, written } from '../../src/officials/refresh/tables.mjs';
import { query } from '../../src/officials/refresh/wikidata.mjs';

const TODAY = '2026-11-30';

const TABLES = {
  persons: `id\tname\twikidata\tcountry\tsource\tas_of
ada-quill\tAda Quill\tQ11\tUT\twikidata\t2022-07-30
bram-oster\tBram Oster\tQ12\tUT\twikidata\t2022-07-30
cilla-marsh\tCilla Marsh\tQ13\tUT\teditors\t2025-01-01
dov-lane\tDov Lane\tQ14\tUS\tcongress-legislators\t2026-06-15
edda-stone\tEdda Stone\tQ15\tUS\tcongress-legislators\t2026-06-15
finn-vale\tFinn Vale\t\tUT\teditors\t2025-01-01
`,
  names: 'person\tname\tsource\tas_of\nada-quill\tA. Quill\twikidata\t2022-07-30\n',
  offices: `id\tlabel\tshort\tjurisdiction\tbody\tkind\tsource\tas_of
us.representative.oh\tUS Representative for Ohio\t\tUS-OH\t\trepresentative\tcongress-legislators\t2026-06-15
us.senator.oh\tUS Senator for Ohio\t\tUS-OH\t\tsenator\tcongress-legislators\t2026-06-15
ut.finance\tMinister of Finance of Utmark\t\tUT\t\tfinance_minister\twikidata\t2022-07-30
ut.president\tPresident of Utmark\t\tUT\t\tpresident\twikidata\t2022-07-30
`,
  terms: `person\toffice\tfrom\tto\tgone\tsource\tas_of
ada-quill\tut.president\t2019-05-20\t\t\twikidata\t2022-07-30
bram-oster\tut.finance\t2018\t2021-03-01\t\twikidata\t2022-07-30
cilla-marsh\tut.finance\t2021-03-02\t2024-02-01\t\teditors\t2025-01-01
dov-lane\tus.senator.oh\t2021-01-03\t\t\tcongress-legislators\t2026-06-15
edda-stone\tus.senator.oh\t2019-01-03\t\t\tcongress-legislators\t2026-06-15
`,
};

/** A row of an answer, in the shape of SPARQL 1.1 JSON. @param {string} label @param {string} item @param {string} name @param {string} start @param {string} [end] @param {number} [precision] */
const row = (label, item, name, start, end, precision = 11) => ({
  label: { type: 'literal', 'xml:lang': 'en', value: label },
  person: { type: 'uri', value: `http://www.wikidata.org/entity/${item}` },
  name: { type: 'literal', 'xml:lang': 'en', value: name },
  country: { type: 'literal', value: 'UT' },
  start: { type: 'literal', datatype: 'http://www.w3.org/2001/XMLSchema#dateTime', value: `${start}T00:00:00Z` },
  startPrecision: { type: 'literal', value: String(precision) },
  ...(end ? { end: { type: 'literal', value: `${end}T00:00:00Z` }, endPrecision: { type: 'literal', value: '11' } } : {}),
});
const answer = (/** @type {object[]} */ ...bindings) => JSON.stringify({ head: { vars: [] }, results: { bindings } });

/** What all tables of the good answer say again. */
const SAME = [
  row('President of Utmark', 'Q11', 'Ada Quill', '2019-05-20'),
  row('Minister of Finance of Utmark', 'Q12', 'Bram Oster', '2018-01-01', '2021-03-01', 9),
  row('Minister of Finance of Utmark', 'Q13', 'Cilla Marsh', '2021-03-02', '2024-02-01'),
];

describe('refreshing the tables', () => {
  /** @type {import('node:http').Server} */
  let server;
  let base = '';
  let dir = '';
  /** What the server answers, one after the other; the last goes on. @type {{status?: number, headers?: Record<string, string>, body: string, cut?: boolean}[]} */
  let answers = [];
  /** @type {{url: string, body: string, agent: string}[]} */
  let requests = [];
  /** @type {string[]} */
  let said = [];

  before(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      requests.push({ url: request.url ?? '', body, agent: request.headers['user-agent'] ?? '' });
      const next = answers.length > 1 ? answers.shift() : answers[0];
      if (next?.cut) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(next.body.length + 100) });
        response.write(next.body);
        setTimeout(() => response.destroy(), 20);
        return;
      }
      response.writeHead(next?.status ?? 200, { 'content-type': 'application/json', ...next?.headers });
      response.end(next?.body ?? '');
    });
    await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  after(() => { server.close(); });
  beforeEach(() => {
    if (dir) rmSync(dir, { recursive: true });
    dir = mkdtempSync(path.join(tmpdir(), 'sourcelight-data-'));
    for (const [name, text] of Object.entries(TABLES)) writeFileSync(path.join(dir, `${name}.tsv`), text);
    requests = [];
    said = [];
  });
  after(() => { if (dir) rmSync(dir, { recursive: true }); });

  const run = (/** @type {string[]} */ ...args) => refresh({
    args, tables: dir, out: path.join(dir, 'out'), today: TODAY, pause: 1, fewest: 2, say: (line) => { said.push(line); },
    addresses: { wikidata: `${base}/sparql`, congress: `${base}/legislators-current.json` },
  });
  const table = (/** @type {string} */ name) => readFileSync(path.join(dir, `${name}.tsv`), 'utf8');
  const changes = () => readTable(path.join(dir, 'out/changes.tsv')).rows.map((c) => [c.what, c.person, c.office, c.before, c.after]);
  const terms = (/** @type {string} */ person) => table('terms').split('\n').filter((l) => l.startsWith(`${person}\t`)).map((l) => l.split('\t').slice(1).join(' '));
  const unchanged = () => { for (const [name, text] of Object.entries(TABLES)) assert.equal(table(name), text, name); };

  it('confirms what the source still says, and keeps the day of every other row', async () => {
    answers = [{ body: answer(...SAME) }];
    assert.equal(await run('wikidata', '--write'), 0);
    assert.deepEqual(changes(), []);
    assert.deepEqual(terms('ada-quill'), [`ut.president 2019-05-20   wikidata ${TODAY}`]);
    // A year in the source takes nothing from what the table knows, and the row of an editor keeps source and day.
    assert.deepEqual(terms('bram-oster'), [`ut.finance 2018 2021-03-01  wikidata ${TODAY}`]);
    assert.deepEqual(terms('cilla-marsh'), ['ut.finance 2021-03-02 2024-02-01  editors 2025-01-01']);
    assert.deepEqual(terms('dov-lane'), ['us.senator.oh 2021-01-03   congress-legislators 2026-06-15']);
    assert.equal(table('persons'), TABLES.persons);
  });

  it('asks for the offices by their labels, and says who asks', async () => {
    answers = [{ body: answer(...SAME) }];
    await run('wikidata');
    assert.equal(requests.length, 1);
    const asked = new URLSearchParams(requests[0].body).get('query') ?? '';
    assert.match(asked, /"President of Utmark"@en/);
    assert.doesNotMatch(asked, /Ohio/);
    assert.match(requests[0].agent, /Sourcelight/);
    assert.match(query(['Minister of "Truth" \\ and Light']), /"Minister of \\"Truth\\" \\\\ and Light"@en/);
  });

  it('shows additions, ends and changes, and writes nothing without --write', async () => {
    const next = [
      row('President of Utmark', 'Q11', 'Ada Quill', '2019-05-20', '2026-05-20'),
      row('President of Utmark', 'Q77', 'Göran Åse', '2026-05-20'),
      row('Minister of Finance of Utmark', 'Q12', 'Bram Oster', '2018-04-01', '2021-03-02'),
    ];
    answers = [{ body: answer(...next) }];
    assert.equal(await run('wikidata'), 0);
    unchanged();
    const expected = [
      ['changed', 'bram-oster', 'ut.finance', '2018 to 2021-03-01', '2018-04-01 to 2021-03-02'],
      ['ended', 'ada-quill', 'ut.president', '2019-05-20 to …', '2019-05-20 to 2026-05-20'],
      ['added', 'goran-ase', 'ut.president', '', '2026-05-20 to …'],
    ];
    assert.deepEqual(changes().sort(), expected.sort());
    assert.match(said.join('\n'), /× Ada Quill · ut\.president · 2019-05-20 to … → 2019-05-20 to 2026-05-20/);
    assert.match(said.join('\n'), /--write/);
    assert.equal(await run('wikidata', '--write'), 0);
    assert.deepEqual(terms('ada-quill'), [`ut.president 2019-05-20 2026-05-20  wikidata ${TODAY}`]);
    assert.deepEqual(terms('goran-ase'), [`ut.president 2026-05-20   wikidata ${TODAY}`]);
    assert.match(table('persons'), new RegExp(`^goran-ase\tGöran Åse\tQ77\tUT\twikidata\t${TODAY}$`, 'm'));
    // A second time there is nothing new.
    assert.equal(await run('wikidata', '--write'), 0);
    assert.deepEqual(changes(), []);
  });

  it('never touches a row that was mended by hand', async () => {
    answers = [{ body: answer(row('Minister of Finance of Utmark', 'Q13', 'Cilla Marsh-Bell', '2021-04-01', '2023-01-01')) }];
    assert.equal(await run('wikidata', '--write'), 0);
    assert.equal(table('terms'), TABLES.terms);
    assert.equal(table('persons'), TABLES.persons);
    assert.deepEqual(changes(), [['kept', 'cilla-marsh', 'ut.finance', '2021-03-02 to 2024-02-01, by editors', '2021-04-01 to 2023-01-01']]);
  });

  it('does not forget an end that the source leaves out, nor rows that it does not name', async () => {
    answers = [{ body: answer(row('Minister of Finance of Utmark', 'Q12', 'Bram Oster', '2018-04-01')) }];
    await run('wikidata', '--write');
    assert.deepEqual(terms('bram-oster'), [`ut.finance 2018-04-01 2021-03-01  wikidata ${TODAY}`]);
    assert.deepEqual(terms('ada-quill'), ['ut.president 2019-05-20   wikidata 2022-07-30']);
  });

  it('takes a new name, by which the person of before is still found', async () => {
    answers = [{ body: answer(row('President of Utmark', 'Q11', 'Ada Quill-Marsh', '2019-05-20')) }];
    await run('wikidata', '--write');
    assert.deepEqual(changes(), [['renamed', 'ada-quill', '', 'Ada Quill', 'Ada Quill-Marsh']]);
    assert.match(table('persons'), new RegExp(`^ada-quill\tAda Quill-Marsh\tQ11\tUT\twikidata\t${TODAY}$`, 'm'));
    assert.equal(table('names'), `person\tname\tsource\tas_of\nada-quill\tA. Quill\twikidata\t2022-07-30\nada-quill\tAda Quill\twikidata\t${TODAY}\n`);
  });

  it('leaves namesakes and persons without an item to an editor', async () => {
    answers = [{ body: answer(row('President of Utmark', 'Q99', 'Finn Vale', '2026-05-20')) }];
    await run('wikidata', '--write');
    assert.equal(table('persons'), TABLES.persons);
    assert.deepEqual(changes().map(([what, person]) => [what, person]), [['kept', 'finn-vale']]);
  });

  it('changes nothing on an empty answer', async () => {
    answers = [{ body: answer() }];
    assert.equal(await run('wikidata', '--write'), 1);
    unchanged();
    assert.match(said.join('\n'), /nothing that could be used/);
  });

  it('waits as long as the server asks for', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '1' }, body: '' }, { body: answer(...SAME) }];
    const from = performance.now();
    assert.equal(await run('wikidata'), 0);
    assert.ok(performance.now() - from >= 990);
    assert.equal(requests.length, 2);
  });

  it('does not wait for an hour', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '3600' }, body: '' }];
    assert.equal(await run('wikidata', '--write'), 1);
    assert.equal(requests.length, 1);
    assert.match(said.join('\n'), /429 and asks to come back in 3600 seconds/);
    unchanged();
  });

  it('asks again where an answer is broken or cut off, and changes nothing where it stays so', async () => {
    const whole = answer(...SAME);
    answers = [{ body: whole.slice(0, whole.length / 2) }, { body: whole.slice(0, 50), cut: true }, { body: whole }];
    assert.equal(await run('wikidata'), 0);
    assert.equal(requests.length, 3);
    for (const body of [whole.slice(0, whole.length / 2), '<html>', '{"results": {}}', 'null', '']) {
      answers = [{ body }];
      assert.equal(await run('wikidata', '--write'), 1, body);
      unchanged();
      assert.match(said.join('\n'), /run this again later/);
    }
  });

  it('leaves rows out that have not the shape of a row', async () => {
    const odd = [{}, { label: { value: 'President of Utmark' } }, row('President of Elsewhere', 'Q5', 'Some Body', '2020-01-01'),
      row('President of Utmark', 'Q6', 'Mononym', '2020-01-01'), row('President of Utmark', 'Q7', 'Tab\tBed', 'nonsense')];
    answers = [{ body: answer(...odd, SAME[0]) }];
    assert.equal(await run('wikidata', '--write'), 0);
    assert.deepEqual(changes(), []);
  });

  it('asks nothing without a network, and says what to do', async () => {
    await assert.rejects(ask('http://127.0.0.1:1/', { pause: 1 }), Offline);
    const status = await refresh({ args: ['--write'], tables: dir, out: path.join(dir, 'out'), today: TODAY, pause: 1, addresses: { wikidata: 'http://127.0.0.1:1/' }, say: (line) => { said.push(line); } });
    assert.equal(status, 1);
    assert.equal(requests.length, 0);
    assert.match(said.join('\n'), /Nothing was changed\.\nRun \.\/build\.sh data again where there is a network/);
    unchanged();
  });

  it('does not repeat a question that is wrong', async () => {
    answers = [{ status: 400, body: '' }];
    await assert.rejects(ask(`${base}/x`, { pause: 1 }), NoAnswer);
    assert.equal(requests.length, 1);
  });

  it('joins the terms of a member of Congress, and ends whom a whole list leaves out', async () => {
    const list = [
      { id: { wikidata: 'Q14' }, name: { official_full: 'Dov Lane' }, terms: [
        { type: 'sen', state: 'OH', start: '2021-01-03', end: '2027-01-03' }] },
      { id: { wikidata: 'Q89' }, name: { official_full: 'Ivo Reef' }, terms: [{ type: 'rep', state: 'ZZ', start: '2025-01-03', end: '2027-01-03' }] },
      { id: { wikidata: 'Q88' }, name: { first: 'Greta', last: 'Hall' }, terms: [
        { type: 'rep', state: 'OH', start: '2021-01-03', end: '2023-01-03' },
        { type: 'rep', state: 'OH', start: '2023-01-03', end: '2025-01-03' },
        { type: 'sen', state: 'OH', start: '2026-07-01', end: '2027-01-03' }] },
    ];
    answers = [{ body: JSON.stringify(list) }];
    assert.equal(await run('congress', '--write'), 0);
    assert.deepEqual(terms('dov-lane'), [`us.senator.oh 2021-01-03   congress-legislators ${TODAY}`]);
    assert.deepEqual(terms('greta-hall'), [
      `us.representative.oh 2021-01-03 2025-01-03  congress-legislators ${TODAY}`, `us.senator.oh 2026-07-01   congress-legislators ${TODAY}`]);
    assert.deepEqual(terms('edda-stone'), [`us.senator.oh 2019-01-03 2026-06-15 ${TODAY} congress-legislators 2026-06-15`]);
    assert.doesNotMatch(table('persons'), /Ivo Reef/, 'the tables have no such office');
    // A list that is cut off ends nobody.
    answers = [{ body: JSON.stringify(list.slice(0, 1)) }];
    const now = table('terms');
    assert.equal(await run('congress', '--write'), 1);
    assert.equal(table('terms'), now);
  });

  it('refuses words that it does not know', async () => {
    assert.equal(await run('--force'), 2);
    assert.equal(requests.length, 0);
  });
});

it('writes the tables as they are', () => {
  for (const name of ['persons', 'names', 'offices', 'terms']) {
    const file = new URL(`../../src/officials/tables/${name}.tsv`, import.meta.url).pathname;
    assert.ok(written(readTable(file)) === readFileSync(file, 'utf8'), name);
  }
});
