/** Signing in and out. */
import * as api from '../api.js';
import { byId } from '../dom.js';
import { t } from '../i18n.js';
import { say } from './failure.js';

/** Remembered so that strangers aren't asked about in vain. The session itself is a cookie that no script can read. */
const HINT = 'gridwarden.signedIn';

/** @typedef {{name: string, role: string, party: string|null, grid: string|null}} Account */

/** @returns {Promise<Account|null>} null where nobody is signed in */
export async function known() {
  if (!localStorage.getItem(HINT)) return null;
  try {
    return await api.session();
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    localStorage.removeItem(HINT);
    return null;
  }
}

export async function leave() {
  localStorage.removeItem(HINT);
  await api.signOut().catch((failure) => { if (failure.status !== 401) throw failure; });
}

/** @param {(account: Account) => void} entered */
export function signInForm(entered) {
  const form = byId('sign-in').querySelector('form');
  const fault = byId('sign-in-fault');
  const name = /** @type {HTMLInputElement} */ (byId('name'));
  const password = /** @type {HTMLInputElement} */ (byId('password'));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    fault.hidden = true;
    button.disabled = true;
    try {
      const { account } = await api.signIn(name.value.trim(), password.value);
      localStorage.setItem(HINT, '1');
      password.value = '';
      entered(account);
    } catch (failure) {
      fault.textContent = failure.status === 401 ? t('session.wrong') : failure.status === 429 ? t('session.wait') : say(failure);
      fault.hidden = false;
      password.select();
    } finally {
      button.disabled = false;
    }
  });
}
