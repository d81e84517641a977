import { openPage } from './page.js';
import { openWelcome } from './ui/sourcelight.js';

openPage(openWelcome, { title: 'welcome_title', failed: 'options_unreachable' });
