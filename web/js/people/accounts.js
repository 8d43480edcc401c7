/** The accounts: who may sign in, as what, and for whom. */
import { accounts, addAccount, endSessions, partiesOf, setPassword, turnAccount } from '../api/people.js';
import { byId, el } from '../dom.js';
import { t } from '../i18n.js';
import { toast } from '../work/failure.js';
import { partyField } from '../work/party.js';
import { form, input, valueOf } from '../work/form.js';
import { button, filled, table } from '../work/table.js';
import { roleField } from './roles.js';

const LEAST_PASSWORD = 8;

export class AccountTab {
  constructor() {
    this.abort = null;
    byId('add-account').addEventListener('click', () => this.add());
  }

  clear() {
    this.abort?.abort();
    byId('account-list').replaceChildren();
  }

  async show() {
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    await filled(byId('account-list'), () => accounts(signal), ({ items }) => this.list(items), () => this.show());
    this.nameParties(signal);
  }

  /** Accounts know the party that they act for by its id; people know its name. */
  async nameParties(signal) {
    const cells = [...byId('account-list').querySelectorAll('[data-party]')];
    const ids = [...new Set(cells.map((cell) => cell.dataset.party))];
    for (let from = 0; from < ids.length; from += 25) {
      const found = await partiesOf(ids.slice(from, from + 25), signal).catch(() => ({ items: [] }));
      for (const party of found.items) {
        for (const cell of cells) if (cell.dataset.party === party.id) cell.textContent = party.name;
      }
    }
  }

  list(items) {
    const headings = ['people.name', 'people.role', 'people.for', 'people.state', 'people.actions'].map((key) => t(key));
    table(byId('account-list'), headings, items.map((account) => [
      el('b', '', account.name), t(`account.${account.role}`), whom(account),
      el('span', account.disabled ? 'tag bad' : 'tag', t(account.disabled ? 'people.disabled' : 'people.enabled')), this.actions(account),
    ]), t('people.none'));
  }

  actions(account) {
    const { name } = account;
    return el('div', 'row-actions',
      button(t('people.password'), () => this.password(name), 'link', t('people.passwordOf', name)),
      button(t('people.endSessions'), () => this.ask('people.endSessions', 'people.endSessions.what', name, () => endSessions(name)), 'link', t('people.endSessionsOf', name)),
      account.disabled
        ? button(t('people.enable'), () => this.ask('people.enable', 'people.enable.what', name, () => turnAccount(name, 'enable')), 'link', t('people.enableOf', name))
        : button(t('people.disable'), () => this.ask('people.disable', 'people.disable.what', name, () => turnAccount(name, 'disable'), true), 'link danger', t('people.disableOf', name)));
  }

  ask(title, what, name, act, danger = false) {
    form(`${t(title)} · ${name}`, [{ label: t(what), field: el('span') }], t(title), async () => {
      await act();
      toast(t('people.done'));
      this.show();
    }, { danger });
  }

  password(name) {
    const field = input('password', { type: 'password', required: true, least: LEAST_PASSWORD, most: 200 });
    form(`${t('people.password')} · ${name}`, [{ label: t('people.newPassword'), field, hint: t('people.password.rule') }], t('people.password'), async () => {
      await setPassword(name, field.value);
      toast(t('people.done'));
    });
  }

  add() {
    const name = input('name', { required: true, most: 64 });
    const password = input('password', { type: 'password', required: true, least: LEAST_PASSWORD, most: 200 });
    const role = roleField();
    const grid = input('grid', { most: 32 });
    const party = partyField(t('people.party'), t('people.party.hint'));
    form(t('people.add'), [
      { label: t('people.name'), field: name }, { label: t('people.newPassword'), field: password, hint: t('people.password.rule') }, { label: t('people.role'), field: role },
      { label: t('people.grid'), field: grid, hint: t('people.grid.hint') },
    ], t('people.add'), async () => {
      await addAccount({ name: name.value.trim(), password: password.value, role: role.value, grid: valueOf(grid), party: party.id() ?? undefined });
      toast(t('people.added', name.value.trim()));
      this.show();
    }, { taken: t('people.taken') });
    document.querySelector('dialog .faults').before(party.element);
  }
}

/** Whom an account acts for: a party, whose name comes later, a grid, a leader's team. */
function whom(account) {
  const parts = [account.grid, account.team].filter(Boolean).map((each) => el('span', '', each));
  if (account.party) {
    const party = el('span', '', '…');
    party.dataset.party = account.party;
    parts.unshift(party);
  }
  return parts.length ? el('span', 'whom', ...parts) : null;
}
