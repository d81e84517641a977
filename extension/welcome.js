import { openPage } from './page.js';
import { openWelcome } from './ui/sourcelight.js';

openPage('welcome_title', openWelcome);
