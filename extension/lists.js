// The reader's own lists of people and offices, as the options keep them: `lists` in storage.local. They are checked when they
// are added; here only what has the shape of a list goes on to the engine, which leaves out what has faults and says so.

/** @typedef {{name: string, added: string, tsv: string}} OwnList `added` is `YYYY-MM-DD` */

/** @param {any} value @returns {value is OwnList} */
const isList = (value) => ['name', 'added', 'tsv'].every((key) => typeof value?.[key] === 'string');

/** @returns {Promise<OwnList[]>} */
export async function ownLists() {
  const { lists } = await chrome.storage.local.get('lists');
  return (Array.isArray(lists) ? lists : []).filter(isList).map(({ name, added, tsv }) => ({ name, added, tsv }));
}
