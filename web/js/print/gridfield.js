/** A field in which a grid is searched by name or code; empty stands for the whole area. */
import * as api from '../api.js';
import { el } from '../dom.js';
import { t } from '../i18n.js';
import { say } from '../work/failure.js';

const TYPING_MILLIS = 200;

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list of the choices
 * @param {HTMLElement} fault where it is said that no grid is called so
 * @param {() => void} changed called with each change, also to something that is no grid
 * @returns {{code: () => string|null, name: () => string, set: (code: string, name: string|null) => void}} code: '' for the whole
 *   area, null where what is typed is no grid
 */
export function gridField(input, list, fault, changed) {
  let chosen = '';
  let items = [];
  let at = -1;
  let abort = null;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const complain = (text) => {
    fault.textContent = text;
    fault.hidden = !text;
    input.setAttribute('aria-invalid', String(Boolean(text)));
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((each, i) => {
      each.classList.toggle('on', i === at);
      each.setAttribute('aria-selected', String(i === at));
    });
    if (items[at]) input.setAttribute('aria-activedescendant', `grid-${at}`);
  };
  const choose = (grid) => {
    chosen = grid.code;
    input.value = grid.name;
    complain('');
    close();
    changed();
  };
  const ask = async () => {
    abort?.abort();
    abort = new AbortController();
    const text = input.value.trim();
    try {
      items = (await api.search(text, abort.signal)).items;
    } catch (failure) {
      if (failure.name !== 'AbortError') complain(say(failure));
      return;
    }
    const exact = items.find((grid) => grid.code === text || grid.name === text);
    if (exact && items.length === 1) {
      choose(exact);
      return;
    }
    complain(items.length ? '' : t('print.unknown', text));
    list.replaceChildren(...items.map((grid, i) => {
      const row = el('li', '', el('span', 'name', grid.name), el('span', 'soft', `${t(`level${grid.level}`)} · ${grid.code}`));
      row.id = `grid-${i}`;
      row.setAttribute('role', 'option');
      row.addEventListener('pointerdown', (event) => { event.preventDefault(); choose(grid); });
      return row;
    }));
    list.hidden = items.length === 0;
    input.setAttribute('aria-expanded', String(items.length > 0));
    mark(items.length ? 0 : -1);
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    abort?.abort();
    chosen = input.value.trim() ? null : '';
    complain('');
    // What stood there before stands for nothing any more.
    changed();
    if (chosen === null) timer = setTimeout(ask, TYPING_MILLIS); else close();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark((at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length);
    }
    if (event.key === 'Enter' && items[at]) {
      event.preventDefault();
      choose(items[at]);
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
  return {
    code: () => chosen,
    name: () => (chosen ? input.value : ''),
    set: (code, name) => {
      input.value = name ?? code;
      chosen = name ? code : null;
      complain(name ? '' : t('print.unknown', code));
    },
  };
}
