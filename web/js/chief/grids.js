/** The chief's grids: how each stands, and who stands behind it. */
import { assignments, count } from '../api/chief.js';
import { byId, el, icon } from '../dom.js';
import { number, t } from '../i18n.js';
import { failureNote } from '../work/failure.js';

const CHIEF_ROLES = ['grid_chief', 'grid_worker'];
const ROLES = ['contracted_leader', 'cobuilding_unit', 'lead_unit', 'responsible_unit', 'inspection_team', 'grid_worker', 'grid_chief', 'frontage'];

/**
 * @param {import('../work/session.js').Account} account
 * @returns {Promise<{code: string, name: string, level: number|null}[]>} those that the account is in charge of
 */
export async function myGrids(account) {
  const held = account.party ? await assignments({ party: 'me' }) : [];
  const grids = new Map();
  for (const each of held) {
    if (each.grid && CHIEF_ROLES.includes(each.role)) grids.set(each.grid, { code: each.grid, name: each.gridName ?? each.grid, level: each.level });
  }
  if (account.grid && !grids.has(account.grid)) grids.set(account.grid, { code: account.grid, name: account.grid, level: null });
  return [...grids.values()].sort((a, b) => (a.level ?? 0) - (b.level ?? 0) || a.code.localeCompare(b.code));
}

/** Fills the tab. @param {{code: string, name: string}[]} grids @param {(code: string, queue: string) => void} shown */
export async function gridCards(grids, shown) {
  const box = byId('grids-tab');
  if (grids.length === 0) {
    box.replaceChildren(el('div', 'state', icon('map-pinned'), el('p', '', t('chief.noGrids'))));
    return;
  }
  if (!box.firstChild) box.replaceChildren(el('div', 'skeleton', el('i'), el('i'), el('i')));
  try {
    box.replaceChildren(...await Promise.all(grids.map((grid) => card(grid, shown))));
  } catch (failure) {
    box.replaceChildren(failureNote(failure, () => gridCards(grids, shown)));
  }
}

async function card(grid, shown) {
  const [held, open, late] = await Promise.all([
    assignments({ grid: grid.code }), count({ grid: grid.code, status: 'unresolved' }), count({ grid: grid.code, status: 'unresolved', overdue: 'true' }),
  ]);
  const roles = el('dl');
  for (const role of ROLES) {
    const those = held.filter((each) => each.role === role);
    if (those.length) roles.append(el('div', '', el('dt', '', t(`role.${role}`)), el('dd', '', ...those.map(holder))));
    else if (role === 'contracted_leader' || role === 'cobuilding_unit') roles.append(el('div', '', el('dt', '', t(`role.${role}`)), el('dd', 'soft', t('chief.vacant'))));
  }
  const look = el('button', 'second', icon('map-pinned'), t('chief.show'));
  look.type = 'button';
  look.addEventListener('click', () => shown(grid.code, 'all'));
  return el('article', 'my-grid', el('h2', '', grid.name, el('small', '', grid.code)),
    el('div', 'numbers', figure('', open, 'chief.open'), figure(late ? 'late' : '', late, 'chief.overdue')), roles, el('div', 'actions', look));
}

const figure = (look, value, key) => el('div', look, el('b', '', number(value)), el('span', '', t(key)));

function holder({ party, category }) {
  const phone = party.publicPhone ?? party.phone;
  const name = el('span', '', party.name, category ? ` · ${category}` : '');
  if (!phone || phone.includes('*')) return el('span', '', name, phone ? ` ${phone}` : '');
  const call = el('a', 'call', icon('phone'), phone);
  call.href = `tel:${phone}`;
  call.setAttribute('aria-label', t('callName', party.name));
  return el('span', '', name, ' ', call);
}
