import { openPage } from './page.js';
import { hostOf } from './settings.js';
import { openOptions } from './ui/sourcelight.js';

// A host is needed within the click, before the background could answer: the page checks it by the same rule.
Object.assign(globalThis, { sourcelightHost: hostOf });
openPage(openOptions, { title: 'options_title', failed: 'options_unreachable' });
