// What tests of the background have in place of a browser.

/** Storage as browsers have it, as far as it is used. */
export function area() {
  /** @type {Record<string, any>} */
  let held = {};
  return {
    full: false,
    held: () => held,
    fill: (/** @type {Record<string, any>} */ with_) => { held = structuredClone(with_); },
    async get(/** @type {string | string[]} */ keys) {
      return structuredClone(Object.fromEntries([keys].flat().filter((k) => k in held).map((k) => [k, held[k]])));
    },
    async set(/** @type {Record<string, any>} */ more) {
      if (this.full) throw new Error('QUOTA_BYTES_PER_ITEM quota exceeded');
      Object.assign(held, structuredClone(more));
    },
    async remove(/** @type {string | string[]} */ keys) { for (const key of [keys].flat()) delete held[key]; },
  };
}
