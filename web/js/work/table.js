/** A table of the page, and the states around it: loading, empty, failed. */
import { el } from '../dom.js';
import { t } from '../i18n.js';
import { failureNote } from './failure.js';

/** Texts of so many characters (numbers, dates, roles) stay in one line. */
const SHORT = 16;

/**
 * @param {HTMLElement} host
 * @param {string[]} headings
 * @param {(Node|string|null)[][]} rows
 * @param {string} empty what is said where there are none
 */
export function table(host, headings, rows, empty) {
  if (rows.length === 0) {
    host.replaceChildren(el('p', 'state', empty));
    return;
  }
  const head = el('tr', '', ...headings.map((text) => {
    const cell = el('th', '', text);
    cell.scope = 'col';
    return cell;
  }));
  const body = rows.map((cells) => el('tr', '', ...cells.map((content, i) => {
    const short = typeof content === 'string' && content.length <= SHORT;
    const cell = el('td', short ? 'short' : '', content ?? '—');
    cell.dataset.label = headings[i];
    return cell;
  })));
  host.replaceChildren(el('table', '', el('thead', '', head), el('tbody', '', ...body)));
}

/** Shows a skeleton until what is asked for is here; a failure with a way to try again. */
export async function filled(host, ask, show, again) {
  if (!host.querySelector('table')) host.replaceChildren(el('div', 'skeleton', el('i'), el('i'), el('i'), el('i')));
  host.setAttribute('aria-busy', 'true');
  try {
    show(await ask());
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    host.replaceChildren(failureNote(failure, again));
  }
  host.removeAttribute('aria-busy');
}

/** @param {string} text @param {() => void} press @param {string} [look] @param {string} [label] for screen readers */
export function button(text, press, look = 'link', label = '') {
  const made = el('button', look, text);
  made.type = 'button';
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', press);
  return made;
}
