// The same article of ours, made on a server and taken over in the page by React, Vue and Svelte: what the real libraries do to
// the text nodes of a page. Built from node_modules by esbuild when a test asks for it, as versions for developers, which say
// on the console what they do not like.

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { compile } from 'svelte/compiler';
import { root } from './harness.mjs';
import { NAMES } from './living.mjs';

/** What an article shows. @typedef {{title: string, about: string, tone: string, items: number[]}} State */

const [OPEN, MADE, SAYS, AFTER] = ['“The ', ' is made of steel and not of magic, and it will stand for another hundred years,” said ', ', an engineer. ', ' It has carried carts, trams and buses over the river ever since.'];

const REACT = `
import { createElement as h, useState, useEffect } from 'react';
export function App({ initial, connect }) {
  const [state, set] = useState(initial);
  useEffect(() => connect(set), []);
  return h('main', { className: state.tone }, h('article', null, h('h1', null, state.title), state.items.map((n) => h('p', { key: n },
    OPEN, state.about, ' number ', n, MADE, h('b', null, NAMES[n % 4]), SAYS, n % 2 ? AFTER : null))));
}`;

const VUE = `
import { createSSRApp, h, shallowRef } from 'vue';
export const make = ({ initial, connect }) => createSSRApp({
  setup() {
    const state = shallowRef(initial);
    connect((next) => { state.value = next; });
    return () => h('main', { class: state.value.tone }, h('article', [h('h1', state.value.title), state.value.items.map((n) => h('p', { key: n },
      [OPEN, state.value.about, ' number ', String(n), MADE, h('b', NAMES[n % 4]), SAYS, n % 2 ? AFTER : null]))]));
  },
});`;

const SVELTE = `<script>
  let { initial, connect } = $props();
  // svelte-ignore state_referenced_locally
  let state = $state.raw(initial);
  // svelte-ignore state_referenced_locally
  connect((next) => { state = next; });
</script>
<main class={state.tone}><article><h1>{state.title}</h1>
{#each state.items as n (n)}<p>{OPEN}{state.about} number {n}{MADE}<b>{NAMES[n % 4]}</b>{SAYS}{n % 2 ? AFTER : ''}</p>{/each}</article></main>`;

/** In the page: \`hydrate()\` takes over what the server made, \`setState(state)\` shows another state; both end when it is done. */
const FRAMES = 'new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); })';
const SOURCES = {
  react: {
    component: REACT,
    client: `import { createElement as h } from 'react'; import { hydrateRoot } from 'react-dom/client'; import { App } from 'component';
      globalThis.hydrate = () => { hydrateRoot(document.getElementById('app'), h(App, { initial: globalThis.INITIAL, connect: (set) => { globalThis.setState = (s) => { set(s); return ${FRAMES}; }; } }),
        { onRecoverableError: (e) => console.error('recovered', String(e)) }); return ${FRAMES}; };`,
    server: "import { createElement as h } from 'react'; import { renderToString } from 'react-dom/server'; import { App } from 'component'; export const render = async (initial) => renderToString(h(App, { initial, connect() {} }));",
  },
  vue: {
    component: VUE,
    client: `import { make } from 'component'; import { nextTick } from 'vue';
      globalThis.hydrate = () => { make({ initial: globalThis.INITIAL, connect: (set) => { globalThis.setState = async (s) => { set(s); await nextTick(); return ${FRAMES}; }; } }).mount('#app'); return ${FRAMES}; };`,
    server: "import { renderToString } from 'vue/server-renderer'; import { make } from 'component'; export const render = (initial) => renderToString(make({ initial, connect() {} }));",
  },
  svelte: {
    component: SVELTE,
    client: `import { hydrate, tick } from 'svelte'; import App from 'component';
      globalThis.hydrate = () => { hydrate(App, { target: document.getElementById('app'), props: { initial: globalThis.INITIAL, connect: (set) => { globalThis.setState = async (s) => { set(s); await tick(); return ${FRAMES}; }; } } }); return ${FRAMES}; };`,
    server: "import { render as svelte } from 'svelte/server'; import App from 'component'; export const render = async (initial) => (await svelte(App, { props: { initial, connect() {} } })).body;",
  },
};

export const FRAMEWORKS = /** @type {(keyof typeof SOURCES)[]} */ (Object.keys(SOURCES));

/**
 * Builds a framework's article.
 * @param {keyof typeof SOURCES} name
 * @returns {Promise<{client: string, render: (state: State) => Promise<string>}>} the script of the page, and what the server makes of a state
 */
export async function framework(name) {
  const { component, client, server } = SOURCES[name];
  const words = `const [OPEN, MADE, SAYS, AFTER] = ${JSON.stringify([OPEN, MADE, SAYS, AFTER])}; const NAMES = ${JSON.stringify(NAMES)};`;
  const folder = path.join(root, 'target/frameworks');
  mkdirSync(folder, { recursive: true });
  /** @param {string} contents @param {boolean} forServer @param {string} [outfile] */
  const bundle = async (contents, forServer, outfile) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: root }, bundle: true, write: outfile !== undefined, outfile, logLevel: 'error',
      platform: forServer ? 'node' : 'browser', format: forServer ? 'cjs' : 'iife', charset: 'utf8',
      conditions: forServer ? [] : ['browser', 'development'],
      define: { 'process.env.NODE_ENV': '"development"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
      plugins: [{
        name: 'component',
        setup(builder) {
          builder.onResolve({ filter: /^component$/ }, () => ({ path: 'component', namespace: 'component' }));
          builder.onLoad({ filter: /.*/, namespace: 'component' }, () => ({
            resolveDir: root,
            contents: name === 'svelte' ? compile(component.replace('<script>', `<script>${words}`), { generate: forServer ? 'server' : 'client', dev: !forServer, filename: 'App.svelte' }).js.code : words + component,
          }));
        },
      }],
    });
    return outputFiles?.[0].text ?? '';
  };
  const made = path.join(folder, `${name}.cjs`);
  await bundle(server, true, made);
  return { client: await bundle(client, false), render: createRequire(import.meta.url)(made).render };
}
