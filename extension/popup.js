import { openPage } from './page.js';
import { openPopup } from './ui/sourcelight.js';

openPage(openPopup, { first: 'state_looking', failed: 'state_unreachable' });
