import { openPage } from './page.js';
import { openPanel } from './ui/sourcelight.js';

openPage(openPanel, { first: 'state_looking', failed: 'panel_unreachable' });
