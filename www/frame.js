// The panel's frame: what the panel asks of the browser, the page around it answers.
/** @type {any} */ (globalThis).chrome = /** @type {any} */ (parent).chrome;
