/** Chooses the problem that another one repeats: one of those near by, or by its link or number. */
import * as api from '../api.js';
import { el } from '../dom.js';
import { distance, t } from '../i18n.js';
import { labelled } from './dialog.js';
import { ago } from './time.js';
import { titleOf } from './words.js';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/**
 * @param {any} problem
 * @returns {{element: HTMLElement, id: () => string|null}}
 */
export function mergeField(problem) {
  const near = el('div', 'near');
  const input = /** @type {HTMLInputElement} */ (el('input'));
  input.type = 'text';
  input.name = 'other';
  input.autocomplete = 'off';
  const named = el('p', 'soft');
  const id = () => input.value.match(ID)?.[0].toLowerCase() ?? null;
  const tell = async () => {
    named.textContent = '';
    const asked = id();
    if (!asked) return;
    const text = await api.problem(asked).then(titleOf, () => t('merge.unknown'));
    if (id() === asked) named.textContent = text;
  };
  input.addEventListener('input', tell);
  offer(problem, near, (chosen) => { input.value = chosen; tell(); });
  return { element: el('div', 'merge', near, labelled(t('merge.into'), input, t('merge.hint')), named), id };
}

async function offer(problem, near, choose) {
  try {
    const { items } = await api.similar(problem.lon, problem.lat, 'wgs84', problem.category);
    near.replaceChildren(...items.filter((each) => each.id !== problem.id).map((each) => {
      const button = el('button', 'second', t('merge.near', distance(each.metres), ago(each.reportedAt), t(`status.${each.status}`)));
      button.type = 'button';
      button.addEventListener('click', () => choose(each.id));
      return button;
    }));
  } catch {
    // Nothing is offered then; the field takes a link all the same.
    near.replaceChildren();
  }
}
