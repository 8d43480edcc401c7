/** Who holds which role for which grid, what is vacant, who the parties are, and how many people live where. */
import { vacancies } from '../api/tables.js';
import { byId, el } from '../dom.js';
import { number, t } from '../i18n.js';
import { DataTable } from '../tables/datatable.js';
import { form, input } from '../work/form.js';
import { Shell } from '../work/shell.js';
import { button, filled, table } from '../work/table.js';
import { tabs } from '../work/tabs.js';
import { wall } from '../work/time.js';

const ASSIGNMENT_KEYS = ['grid', 'role', 'party', 'party_id', 'kind', 'category', 'valid_from', 'wkt'];

const assignments = new DataTable(byId('assignments'), {
  name: 'assignments', columns: ['grid', 'role', 'party', 'kind', 'phone', 'public_phone', 'category', 'valid_from', 'valid_to'], keys: ASSIGNMENT_KEYS,
  more: (row) => (row.valid_to && row.valid_to <= wall(Date.now()) ? [] : [{ text: t('duties.end'), press: () => end(row) }]),
});
const residents = new DataTable(byId('residents'), { name: 'residents', keys: ['grid'] });

/** A duty ends; who held it stays in the records. */
function end(row) {
  const day = input('valid_to', { type: 'date', required: true });
  day.value = wall(Date.now()).slice(0, 10);
  form(t('duties.end.title', row.party), [{ label: t('tables.col.valid_to'), field: day, hint: t('duties.end.what') }], t('duties.end'),
    () => assignments.bringInRows([{ ...row, valid_to: day.value }]), { danger: true });
}

/** What nobody holds: a click begins the assignment that is missing. */
async function showVacancies() {
  const host = byId('vacancies');
  if (!host.firstChild) host.append(el('header', '', el('p', 'soft', t('duties.vacancies.what'))), el('div', 'list'));
  await filled(host.lastElementChild, vacancies, ({ items }) => table(host.lastElementChild, [t('tables.col.grid'), t('tables.col.name'), t('duties.level'), t('duties.missing'), ''],
    items.map((item) => [item.grid, item.name, number(item.level), t(`role.${item.missing}`), button(t('duties.fill'), () => fill(item))]), t('duties.vacancies.none')), showVacancies);
}

const fill = (item) => assignments.loaded(() => {
  assignments.edit(null);
  const box = document.querySelector('dialog');
  /** @type {HTMLInputElement} */ (box.querySelector('[name=grid]')).value = item.grid;
  /** @type {HTMLSelectElement} */ (box.querySelector('[name=role]')).value = item.missing;
  /** @type {HTMLInputElement} */ (box.querySelector('[name=party]')).focus();
});

/** Persons and units with their phones: changed here, they are changed in each of their duties. */
async function showParties() {
  const host = byId('parties');
  if (!host.firstChild) host.append(el('header', '', el('p', 'soft', t('duties.parties.what'))), el('div', 'list'));
  if (assignments.rows.length === 0) await assignments.show();
  const parties = new Map();
  for (const row of assignments.rows) {
    const known = parties.get(row.party_id) ?? { ...row, duties: 0 };
    known.duties++;
    parties.set(row.party_id, known);
  }
  table(host.lastElementChild, ['party', 'kind', 'phone', 'public_phone'].map((column) => t(`tables.col.${column}`)).concat(t('duties.count'), ''),
    [...parties.values()].sort((a, b) => b.duties - a.duties || a.party.localeCompare(b.party)).map((each) => [each.party, t(`party.${each.kind}`), each.phone, each.public_phone, number(each.duties), button(t('tables.edit'), () => editParty(each))]),
    t('tables.assignments.empty'));
}

function editParty(party) {
  const fields = ['party', 'phone', 'public_phone'].map((column) => {
    const field = input(column, { most: 200 });
    field.value = party[column] ?? '';
    return { column, field };
  });
  form(t('duties.party.edit', party.party), fields.map(({ column, field }) => ({ label: t(`tables.col.${column}`), field })), t('tables.save'), async () => {
    const { duties: _, ...row } = party;
    await assignments.bringInRows([{ ...row, ...Object.fromEntries(fields.map(({ column, field }) => [column, field.value.trim()])) }]);
    await showParties();
  });
}

const SHOW = { assignments: () => assignments.show(), vacancies: showVacancies, parties: showParties, residents: () => residents.show() };
let signedIn = false;
const show = tabs(Object.keys(SHOW), (name) => SHOW[name]());
window.addEventListener('popstate', () => { if (signedIn) show(); });

function clear() {
  assignments.clear();
  residents.clear();
  byId('vacancies').replaceChildren();
  byId('parties').replaceChildren();
}

await new Shell({
  name: 'duties', texts: ['tables', 'duties'], enter: () => { signedIn = true; show(); }, leave: () => { signedIn = false; clear(); }, speak: () => { clear(); show(); },
}).start();
