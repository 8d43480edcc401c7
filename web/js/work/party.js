/** A field that finds a person or a unit by a part of the name. */
import * as api from '../api.js';
import { el } from '../dom.js';
import { t } from '../i18n.js';
import { labelled } from './dialog.js';

const TYPING_MILLIS = 150;

/**
 * @param {string} label
 * @param {string} hint what happens where it stays empty
 * @returns {{element: HTMLElement, input: HTMLInputElement, id: () => string|null, unknown: () => boolean}} unknown:
 *   something is typed that nobody was chosen for
 */
export function partyField(label, hint) {
  const input = /** @type {HTMLInputElement} */ (el('input'));
  const list = el('ul', 'choices');
  list.id = 'party-choices';
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  input.type = 'text';
  input.name = 'to';
  input.autocomplete = 'off';
  input.placeholder = t('party.find');
  for (const [name, value] of [['role', 'combobox'], ['aria-expanded', 'false'], ['aria-controls', list.id], ['aria-autocomplete', 'list']]) input.setAttribute(name, value);
  let items = [];
  let at = -1;
  let chosen = null;
  let abort = null;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((each, i) => {
      each.classList.toggle('on', i === at);
      each.setAttribute('aria-selected', String(i === at));
    });
    if (items[at]) {
      input.setAttribute('aria-activedescendant', `party-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  const choose = (party) => {
    chosen = party;
    input.value = party.name;
    close();
  };
  const ask = async () => {
    abort?.abort();
    abort = new AbortController();
    try {
      items = (await api.parties(input.value.trim(), abort.signal)).items;
    } catch (failure) {
      if (failure.name !== 'AbortError') close();
      return;
    }
    if (document.activeElement !== input) return;
    list.replaceChildren(...items.map((party, i) => {
      const row = el('li', '', el('span', 'name', party.name), el('span', 'soft', t(`party.${party.kind}`)),
        party.represented ? null : el('span', 'tag warn', t('party.noAccount')));
      row.id = `party-${i}`;
      row.setAttribute('role', 'option');
      row.addEventListener('pointerdown', (event) => { event.preventDefault(); choose(party); });
      return row;
    }), ...(items.length ? [] : [el('li', 'soft', t('party.none'))]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(items.length ? 0 : -1);
  };
  input.addEventListener('input', () => {
    chosen = null;
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, TYPING_MILLIS); else close();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) {
      if (event.key === 'ArrowDown') ask();
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (items.length) mark((at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length);
    }
    if (event.key === 'Enter' && items[at]) {
      event.preventDefault();
      choose(items[at]);
    }
    if (event.key === 'Escape') {
      // Closes the choices only, not the window they stand in.
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  const element = labelled(label, input, hint);
  input.after(list);
  element.classList.add('party');
  return { element, input, id: () => chosen?.id ?? null, unknown: () => !chosen && input.value.trim() !== '' };
}
