/** The search box: names and codes of grids, by mouse and by keyboard. */
import * as api from './api.js';
import { byId, el } from './dom.js';
import { t } from './i18n.js';

/** @param {(found: any) => void} chosen */
export function search(chosen) {
  const input = /** @type {HTMLInputElement} */ (byId('search-text'));
  const list = byId('search-list');
  let items = [];
  let at = -1;
  let abort = null;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((each, i) => each.classList.toggle('on', i === at));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', `found-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  const choose = (item) => {
    input.value = item.name;
    close();
    chosen(item);
  };
  const show = (found) => {
    items = found;
    list.replaceChildren(...found.map((item, i) => {
      const row = el('li', '', el('span', 'name', item.name), el('span', 'code', item.code), el('span', `badge level${item.level}`, t(`level${item.level}`)));
      row.id = `found-${i}`;
      row.setAttribute('role', 'option');
      row.addEventListener('pointerdown', (event) => { event.preventDefault(); choose(item); });
      return row;
    }));
    if (found.length === 0) list.append(el('li', 'empty', t('search.none', input.value.trim())));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(found.length ? 0 : -1);
  };
  const ask = async () => {
    const text = input.value.trim();
    abort?.abort();
    if (!text) {
      close();
      return;
    }
    abort = new AbortController();
    try {
      show((await api.search(text, abort.signal)).items);
    } catch (failure) {
      if (failure.name !== 'AbortError') close();
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (list.hidden || items.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark((at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length);
    }
  });
  byId('search').addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (list.hidden) await ask();
    if (items[Math.max(at, 0)] && !list.hidden) choose(items[Math.max(at, 0)]);
  });
}
