// What the reader chose. Where the extension may run by itself is not a setting: what the browser has granted is the truth,
// and the registered script follows it when permissions change elsewhere. Only "never" is ours to remember.

export const CATEGORIES = ['content', 'source', 'cue', 'official', 'outlet'];
const DENSITIES = ['quiet', 'sources', 'all'];

/** @param {unknown} value @returns {string[]} */
const strings = (value) => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []);

/**
 * The settings as they are after `change`; what is not understood is left as it was.
 * @param {{density?: unknown, hidden?: unknown}} [change]
 */
export async function settings(change) {
  const stored = await chrome.storage.local.get(['density', 'hidden']);
  const [density] = [change?.density, stored.density, 'all'].filter((d) => DENSITIES.includes(/** @type {string} */ (d)));
  const hidden = strings(change?.hidden ?? stored.hidden).filter((c) => CATEGORIES.includes(c));
  if (change) await chrome.storage.local.set({ density, hidden });
  return { density, hidden };
}

const hostsNever = async () => strings((await chrome.storage.local.get('never')).never);

/** @param {string} host @param {boolean} on */
export async function never(host, on) {
  const others = (await hostsNever()).filter((h) => h !== host);
  await chrome.storage.local.set({ never: on ? [...others, host].sort() : others });
  await keepInStep();
}

const granted = (/** @type {string} */ host) => chrome.permissions.contains({ origins: [`*://${host}/*`] }).catch(() => false);

/** Whether pages of this host may be read without being asked to. @param {string} host */
export const isAllowed = async (host) => !(await hostsNever()).includes(host) && granted(host);

/** @param {string} host @returns {Promise<'never' | 'always' | 'click'>} */
export async function ruleFor(host) {
  if ((await hostsNever()).includes(host)) return 'never';
  return await granted(host) ? 'always' : 'click';
}

/** Calls follow one another: each sees what the one before has registered. */
let last = Promise.resolve();

/** Brings the script that looks for articles to where it may run, and nowhere else. */
export function keepInStep() {
  return last = last.catch(() => {}).then(async () => {
    const { origins = [] } = await chrome.permissions.getAll();
    await chrome.scripting.unregisterContentScripts();
    if (origins.length === 0) return;
    const excludeMatches = (await hostsNever()).map((host) => `*://${host}/*`);
    await chrome.scripting.registerContentScripts([{ id: 'auto', js: ['content/auto.js'], matches: origins, excludeMatches, runAt: 'document_idle' }]);
  });
}
