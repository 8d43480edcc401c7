/** Accounts, keys of other systems, and what was done. */
import { Shell } from '../work/shell.js';
import { tabs } from '../work/tabs.js';
import { AccountTab } from './accounts.js';
import { AuditTab } from './audit.js';
import { KeyTab } from './keys.js';

const TABS = { accounts: new AccountTab(), keys: new KeyTab(), audit: new AuditTab() };

let signedIn = false;
const show = tabs(Object.keys(TABS), (name) => TABS[name].show());
window.addEventListener('popstate', () => { if (signedIn) show(); });
await new Shell({
  name: 'people', texts: ['people'],
  enter: () => { signedIn = true; show(); },
  leave: () => { signedIn = false; for (const tab of Object.values(TABS)) tab.clear(); },
  speak: show,
}).start();
