/** The keys of other systems: made, shown once, revoked. */
import { addKey, keys, revokeKey } from '../api/people.js';
import { byId, el } from '../dom.js';
import { number, t } from '../i18n.js';
import { openDialog } from '../work/dialog.js';
import { toast } from '../work/failure.js';
import { when } from '../work/time.js';
import { form, input, valueOf } from '../work/form.js';
import { button, filled, table } from '../work/table.js';
import { roleField } from './roles.js';

/** Whoever calls with a key is signed in; this right is no choice. */
const ALWAYS = 'signed_in';

/** What a key may do, of what its role may. */
function rightsField() {
  const list = el('div', 'rights');
  const box = /** @type {HTMLFieldSetElement} */ (el('fieldset', 'field', el('legend', '', t('people.rights')), list));
  const boxes = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll('input')]);
  return {
    box,
    /** @param {string[]} rights all are chosen at first */
    offer(rights) {
      list.replaceChildren(...rights.map((right) => el('label', '', Object.assign(el('input'), { type: 'checkbox', name: right, checked: true }), el('span', '', t(`people.right.${right}`)))));
    },
    /** Undefined where it is all that the role may. */
    chosen: () => (boxes().every((each) => each.checked) ? undefined : [...boxes().filter((each) => each.checked).map((each) => each.name), ALWAYS]),
  };
}

export class KeyTab {
  constructor() {
    this.abort = null;
    /** @type {Record<string, string[]>|null} */
    this.rightsOf = null;
    byId('add-key').addEventListener('click', () => this.add());
  }

  clear() {
    this.abort?.abort();
    byId('key-list').replaceChildren();
  }

  async show() {
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    await filled(byId('key-list'), () => keys(signal), ({ items, rightsOf }) => {
      this.rightsOf = rightsOf;
      this.list(items);
    }, () => this.show());
  }

  list(items) {
    const headings = ['people.name', 'people.role', 'people.rights', 'people.limit', 'people.expires', 'people.lastUsed', 'people.state', 'people.actions'].map((key) => t(key));
    table(byId('key-list'), headings, items.map((key) => [
      el('b', '', key.name), t(`account.${key.role}`), key.rights ? key.rights.filter((right) => right !== ALWAYS).map((right) => t(`people.right.${right}`)).join(t('comma')) : t('people.rights.all'), key.perSecond ? t('people.perSecond', number(key.perSecond)) : null, key.expires ? when(key.expires) : t('people.never'),
      key.lastUsed ? when(key.lastUsed) : null, el('span', key.revoked ? 'tag bad' : 'tag', t(key.revoked ? 'people.revoked' : 'people.valid')),
      key.revoked ? null : button(t('people.revoke'), () => this.revoke(key.name), 'link danger', t('people.revokeOf', key.name)),
    ]), t('people.noKeys'));
  }

  revoke(name) {
    form(`${t('people.revoke')} · ${name}`, [{ label: t('people.revoke.what'), field: el('span') }], t('people.revoke'), async () => {
      await revokeKey(name);
      toast(t('people.done'));
      this.show();
    }, { danger: true });
  }

  add() {
    const name = input('name', { required: true, most: 64 });
    const role = roleField();
    role.value = 'reporter';
    const rights = rightsField();
    const offer = () => rights.offer((this.rightsOf?.[role.value] ?? []).filter((right) => right !== ALWAYS));
    role.addEventListener('change', offer);
    offer();
    const perSecond = input('perSecond', { type: 'number' });
    const expires = input('expires', { type: 'date' });
    form(t('people.addKey'), [
      { label: t('people.name'), field: name, hint: t('people.keyName.hint') }, { label: t('people.role'), field: role }, { label: '', field: rights.box },
      { label: t('people.limit'), field: perSecond, hint: t('people.limit.hint') }, { label: t('people.expires'), field: expires, hint: t('people.expires.hint') },
    ], t('people.addKey'), async () => {
      const made = await addKey({ name: name.value.trim(), role: role.value, rights: rights.chosen(), perSecond: valueOf(perSecond) ? Number(perSecond.value) : undefined, expires: valueOf(expires) });
      this.show();
      // After the form has closed, or its window would give the focus back over this one.
      setTimeout(() => showToken(made.name, made.token), 0);
    }, { taken: t('people.taken') });
  }
}

/** The token is told here and never again; it stands in no address and no list. */
function showToken(name, token) {
  const { body, close } = openDialog(t('people.token', name));
  const shown = el('code', 'token', token);
  const copy = button(t('people.copy'), async () => {
    try {
      await navigator.clipboard.writeText(token);
      toast(t('people.copied'));
    } catch {
      getSelection().selectAllChildren(shown);
      toast(t('people.copyYourself'));
    }
  }, 'second');
  body.append(el('div', 'token-box', el('p', 'note', t('people.token.once')), shown, el('div', 'buttons', copy, button(t('people.kept'), close, 'main'))));
}
