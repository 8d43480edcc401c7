/** The filters of the list. */
import { fillTree, nameOf } from '../categories.js';
import { byId, el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { CARRIED } from './view.js';
import { STATUSES } from '../work/words.js';

const FIELDS = ['q', 'status', 'category', 'from', 'to', 'sort'];
const SORTS = ['dueAt', '-dueAt', '-reportedAt', 'reportedAt', '-updatedAt'];
const TYPING_MILLIS = 300;

/** Filters that are on or off: the parameter and its value. */
const MARKS = [['overdue', 'true'], ['attention', 'unheld'], ['attention', 'left'], ['supervised', 'true'], ['returned', 'true'],
  ['escalated', 'true'], ['mine', 'unit'], ['mine', 'reporter']];

const field = (name) => /** @type {HTMLInputElement} */ (byId(`f-${name}`));

export class Filters {
  /** @param {(changes: Record<string, string>, step: boolean) => void} changed step: whether "back" shall undo it */
  constructor(changed) {
    this.changed = changed;
    this.categories = [];
    let timer = 0;
    for (const name of FIELDS) {
      field(name).addEventListener(name === 'q' ? 'input' : 'change', () => {
        clearTimeout(timer);
        timer = setTimeout(() => changed({ [name]: field(name).value.trim() }, name !== 'q'), name === 'q' ? TYPING_MILLIS : 0);
      });
    }
    byId('filters').addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(timer);
      changed({ q: field('q').value.trim() }, true);
    });
    const more = byId('more-filters');
    more.addEventListener('click', () => {
      const open = byId('filters').classList.toggle('open');
      more.setAttribute('aria-expanded', String(open));
    });
  }

  /** Writes the choices anew, in the language of the page. */
  fill(categories, account) {
    this.categories = categories;
    this.account = account;
    fillTree(field('category'), categories);
    const options = (name, values, text) => field(name).replaceChildren(...values.map((value) => {
      const option = el('option', '', text(value));
      option.value = value;
      return option;
    }));
    options('status', ['unresolved', 'all', ...STATUSES], (value) => t(`status.${value}`));
    options('sort', SORTS, (value) => t(`sort.${value}`));
  }

  /** Shows what a view filters. */
  show(view) {
    for (const name of FIELDS) {
      const input = field(name);
      // What is being typed is newer than the view.
      if (name === 'q' && document.activeElement === input) continue;
      input.value = view[name] ?? '';
      if (name === 'status' && input.value === '') this.addOption(input, view.status);
    }
    const marks = MARKS.filter(([name, value]) => name !== 'mine' || value !== 'unit' || this.account.party);
    byId('filter-marks').replaceChildren(...marks.map(([name, value]) => this.toggle(name, value, view[name] === value)),
      ...CARRIED.filter((name) => view[name]).map((name) => this.carried(name, view[name])));
  }

  /** A link may name several statuses at once, for which the select has no line of its own. */
  addOption(select, value) {
    const option = el('option', '', value.split(',').map((each) => t(`status.${each}`) || each).join('、'));
    option.value = value;
    select.append(option);
    select.value = value;
  }

  toggle(name, value, on) {
    const button = el('button', 'toggle', t(`filter.${name}.${value}`));
    button.type = 'button';
    button.dataset.filter = `${name}.${value}`;
    button.setAttribute('aria-pressed', String(on));
    button.addEventListener('click', () => {
      this.changed({ [name]: on ? '' : value }, true);
      byId('filter-marks').querySelector(`[data-filter="${name}.${value}"]`)?.focus();
    });
    return button;
  }

  carried(name, value) {
    const button = el('button', 'toggle carried', t(`filter.carried.${name}`, value), icon('x'));
    button.type = 'button';
    button.setAttribute('aria-label', t('filter.drop', t(`filter.carried.${name}`, value)));
    button.addEventListener('click', () => this.changed({ [name]: '' }, true));
    return button;
  }

  /** The name of a category, for a sentence. */
  categoryName(code) {
    const found = this.categories.find((each) => each.code === code);
    return found ? nameOf(found) : code;
  }
}
