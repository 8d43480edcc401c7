/** A window with a few fields that ends in one request. */
import { el } from '../dom.js';
import { t } from '../i18n.js';
import { labelled, openDialog } from './dialog.js';
import { say, warning } from './failure.js';

/** @param {string} name @param {{type?: string, required?: boolean, most?: number, least?: number}} [kind] */
export function input(name, kind = {}) {
  const field = /** @type {HTMLInputElement} */ (el('input'));
  Object.assign(field, { name, type: kind.type ?? 'text', required: kind.required ?? false, autocomplete: kind.type === 'password' ? 'new-password' : 'off', spellcheck: false });
  if (kind.most) field.maxLength = kind.most;
  if (kind.least) field.minLength = kind.least;
  return field;
}

/**
 * @param {string} title
 * @param {{label: string, field: HTMLElement, hint?: string}[]} fields a field set brings its own label
 * @param {string} send what the button says
 * @param {() => Promise<void>} act sends it; what it throws is shown in the window, which stays open
 * @param {{danger?: boolean, taken?: string}} [more] taken: what is said where the server knows of a conflict
 */
export function form(title, fields, send, act, { danger = false, taken = '' } = {}) {
  const { body, close } = openDialog(title);
  const faults = el('div', 'faults');
  const button = el('button', danger ? 'main danger' : 'main', send);
  button.type = 'submit';
  const cancel = el('button', 'second', t('cancel'));
  cancel.type = 'button';
  cancel.addEventListener('click', close);
  const made = el('form', '', ...fields.map(({ label, field, hint }) => (field instanceof HTMLFieldSetElement ? field : labelled(label, field, hint))), faults, el('div', 'buttons', cancel, button));
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.disabled = true;
    faults.replaceChildren();
    try {
      await act();
      close();
    } catch (failure) {
      faults.replaceChildren(warning(failure.status === 409 && taken ? taken : say(failure)));
    }
    button.disabled = false;
  });
  body.append(made);
  made.querySelector('input, select, button')?.focus();
}

/** What a field says, undefined where it is empty. */
export const valueOf = (field) => field.value.trim() || undefined;
