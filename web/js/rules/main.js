/** What kinds of problems there are, how long each may take, which days are worked, and what happens by itself. */
import * as api from '../api.js';
import { nameOf } from '../categories.js';
import { byId } from '../dom.js';
import { DataTable } from '../tables/datatable.js';
import { Shell } from '../work/shell.js';
import { tabs } from '../work/tabs.js';

const KEYS = { categories: ['code'], limits: ['category', 'severity'], calendar: ['day'], recurrence: ['category'], escalation: ['trigger', 'step'] };
const TABLES = Object.fromEntries(Object.entries(KEYS).map(([name, keys]) => [name, new DataTable(byId(name), { name, keys, whole: name === 'escalation', removable: name !== 'categories' })]));

let signedIn = false;
let names = null;

async function showTable(name) {
  names ??= new Map((await api.categories().catch(() => [])).map((each) => [each.code, nameOf(each)]));
  for (const each of ['limits', 'recurrence']) TABLES[each].names = { category: names };
  TABLES.categories.names = { parent: names };
  await TABLES[name].show();
}

const show = tabs(Object.keys(TABLES), showTable);
window.addEventListener('popstate', () => { if (signedIn) show(); });
const clear = () => { names = null; for (const each of Object.values(TABLES)) each.clear(); };
await new Shell({
  name: 'rules', texts: ['tables'], enter: () => { signedIn = true; show(); }, leave: () => { signedIn = false; clear(); }, speak: () => { clear(); show(); },
}).start();
