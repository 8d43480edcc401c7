/** Windows over the page. Esc closes them, and the focus returns to where it was. */
import { el, icon } from '../dom.js';
import { t } from '../i18n.js';

/**
 * @param {string} title
 * @param {string} [className]
 * @returns {{box: HTMLDialogElement, body: HTMLElement, close: () => void}}
 */
export function openDialog(title, className = '') {
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  const close = el('button', 'tool', icon('x'));
  close.type = 'button';
  close.setAttribute('aria-label', t('close'));
  const heading = el('h2', '', title);
  heading.id = `dialog-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const body = el('div', 'body');
  const box = /** @type {HTMLDialogElement} */ (el('dialog', className, el('header', '', heading, close), body));
  box.setAttribute('aria-labelledby', heading.id);
  close.addEventListener('click', () => box.close());
  box.addEventListener('close', () => {
    box.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(box);
  box.showModal();
  return { box, body, close: () => box.close() };
}

/** A labelled field. @param {string} label @param {HTMLElement} input @param {string} [hint] */
export function labelled(label, input, hint = '') {
  return el('label', 'field', el('span', '', label), input, hint ? el('small', '', hint) : null);
}

/** A key that stands for one form: sent twice it is one request. Works without HTTPS too. */
export function requestKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, '0')).join('');
}
