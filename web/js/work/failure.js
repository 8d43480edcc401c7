/** What went wrong, in the reader's words, and what to do about it. */
import { el, icon } from '../dom.js';
import { t } from '../i18n.js';

const KNOWN = [0, 401, 403, 404, 409, 413, 429, 503];

/** @param {any} failure of a call */
export function say(failure) {
  const status = failure.status ?? 500;
  if (KNOWN.includes(status)) return t(`failure.${status}`);
  return status === 400 ? t('failure.400', failure.message) : t('failure.500', failure.message);
}

/** A note of a failure with a button to try again. */
export function failureNote(failure, retry) {
  const again = el('button', 'second', icon('refresh-cw'), t('error.retry'));
  again.type = 'button';
  again.addEventListener('click', retry);
  return el('div', 'state', warning(say(failure)), again);
}

/** @param {string} text */
export function warning(text, bad = true) {
  const note = el('p', bad ? 'note bad' : 'note', icon('triangle-alert'), el('span', '', text));
  note.setAttribute('role', 'alert');
  return note;
}

/** A line at the foot of the page, for some seconds. */
export function toast(text) {
  const box = document.getElementById('toast');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { box.hidden = true; }, 6000);
}
