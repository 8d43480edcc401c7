/** Numbers, trend and ranking of a period. */
import { indicators, trend } from '../api/board.js';
import { byId, el } from '../dom.js';
import { number, t } from '../i18n.js';
import { failureNote } from '../work/failure.js';
import { RATES } from './numbers.js';
import { Trend } from './trend.js';

const DAY = 24 * 3600 * 1000;
const FIGURES = ['open', 'overdue', 'reported', 'closed', 'closureRate', 'onTimeClosureRate', 'reworkRate', 'returned'];
const COLUMNS = ['open', 'overdue', 'closureRate', 'onTimeClosureRate', 'reworkRate'];
const BY = ['grid', 'unit', 'leader'];
const LEVELS = ['1', '2', '3'];
const STEPS = ['day', 'week', 'month'];
const FIRST = 10;

/** Sorting by these begins with the least: it is the worst. */
const LOW_IS_BAD = ['closureRate', 'onTimeClosureRate'];

export class Overview {
  /**
   * @param {{change: (changes: Record<string, any>) => void, named: (names: Record<string, string>) => void,
   *   opened: (what: {number: string, key?: string, span?: string}) => void}} page
   */
  constructor(page) {
    this.page = page;
    this.period = null;
    this.all = false;
    this.trend = new Trend((what) => page.opened(what));
    byId('as-table').addEventListener('click', () => page.change({ table: this.view.table ? '' : '1' }));
  }

  /** Asks for everything. What is shown stays until the new numbers are there. */
  async load(view) {
    this.view = view;
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    const to = new Date();
    const of = { from: new Date(to.getTime() - Number(view.days) * DAY).toISOString(), to: to.toISOString(), category: view.category, grid: view.grid, unit: view.unit };
    if (!this.answers) byId('figures').replaceChildren(...FIGURES.map(() => el('li', 'skeleton', el('i'), el('i'))));
    try {
      const [all, ranked, course] = await Promise.all([
        indicators({ by: 'all', ...of }, signal), indicators({ by: view.by, ...of }, signal), trend({ step: view.step, from: this.startOf(view, to), to: of.to, category: of.category, grid: of.grid, unit: of.unit }, signal),
      ]);
      this.answers = { all: all.items[0], ranked: ranked.items, course: course.items, rules: all.rules };
      this.period = { from: all.from, to: all.to };
      this.page.named(Object.fromEntries(ranked.items.filter((item) => item.key).map((item) => [item.key, item.name])));
      this.draw(view);
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      this.answers = null;
      byId('figures').replaceChildren(el('li', 'wide', failureNote(failure, () => this.load(view))));
    }
  }

  /** A trend shows at least some steps, however short the period of the other numbers. */
  startOf(view, to) {
    const least = { day: 13, week: 11 * 7, month: 11 * 30 }[view.step];
    const most = { day: 90, week: 365, month: 1095 }[view.step];
    return new Date(to.getTime() - Math.min(most, Math.max(least, Number(view.days))) * DAY).toISOString();
  }

  draw(view) {
    this.view = view;
    if (!this.answers) return;
    this.drawFigures();
    choices('steps', STEPS, view.step, (step) => this.page.change({ step }), 'board.step');
    choices('by', BY, view.by, (by) => this.page.change({ by }), 'board.by');
    byId('as-table').setAttribute('aria-pressed', String(Boolean(view.table)));
    this.trend.show(this.answers.course, view.step, Boolean(view.table));
    this.drawRanking();
    byId('rules').querySelector('ul').replaceChildren(...this.answers.rules.map((rule) => el('li', '', rule)));
  }

  drawFigures() {
    const held = document.activeElement?.closest('#figures button')?.dataset.number;
    byId('figures').replaceChildren(...FIGURES.map((name) => {
      const value = this.answers.all[name];
      const button = el('button', '', el('b', '', said(value)), el('span', '', t(`board.number.${name}`)),
        RATES.includes(name) ? el('small', '', `${number(value.numerator)} / ${number(value.denominator)}`) : null);
      button.type = 'button';
      button.dataset.number = name;
      button.addEventListener('click', () => this.page.opened({ number: name }));
      return el('li', name === 'open' ? 'big' : name === 'overdue' && value > 0 ? 'big late' : name === 'overdue' ? 'big' : '', button);
    }));
    if (held) byId('figures').querySelector(`[data-number="${held}"]`)?.focus();
  }

  drawRanking() {
    const { view } = this;
    const column = COLUMNS.includes(view.sort) ? view.sort : 'open';
    const ascending = LOW_IS_BAD.includes(column);
    const worth = (item) => {
      const value = RATES.includes(column) ? item[column].value : item[column];
      return value === null ? (ascending ? Infinity : -Infinity) : value;
    };
    const rows = this.answers.ranked.filter((item) => view.by !== 'grid' || String(item.level) === view.level)
      .sort((a, b) => (ascending ? worth(a) - worth(b) : worth(b) - worth(a)) || b.open - a.open);
    const table = el('table', '', el('thead', '', el('tr', '', el('th', '', ''), ...COLUMNS.map((name) => this.heading(name, name === column, ascending)))),
      el('tbody', '', ...rows.slice(0, this.all ? rows.length : FIRST).map((item) => this.rankRow(item))));
    table.querySelector('th').append(view.by === 'grid' ? this.levelChoice() : '');
    const parts = [table];
    if (rows.length === 0) parts.push(el('p', 'soft', t('board.ranking.none')));
    if (rows.length > FIRST) {
      const more = el('button', 'second more', t(this.all ? 'board.ranking.less' : 'board.ranking.all', number(rows.length)));
      more.type = 'button';
      more.addEventListener('click', () => { this.all = !this.all; this.drawRanking(); });
      parts.push(more);
    }
    const held = document.activeElement?.closest('#ranking-table th')?.dataset.column;
    byId('ranking-table').replaceChildren(...parts);
    if (held) byId('ranking-table').querySelector(`[data-column="${held}"] button`)?.focus();
  }

  heading(name, sorted, ascending) {
    const button = el('button', '', t(`board.column.${name}`));
    button.type = 'button';
    button.addEventListener('click', () => this.page.change({ sort: name }));
    const cell = el('th', '', button);
    cell.dataset.column = name;
    cell.scope = 'col';
    cell.setAttribute('aria-sort', sorted ? (ascending ? 'ascending' : 'descending') : 'none');
    return cell;
  }

  levelChoice() {
    const select = /** @type {HTMLSelectElement} */ (el('select', 'level', ...LEVELS.map((level) => Object.assign(el('option', '', t(`level${level}`)), { value: level }))));
    select.value = this.view.level;
    select.setAttribute('aria-label', t('board.level'));
    select.addEventListener('change', () => this.page.change({ level: select.value }));
    return select;
  }

  rankRow(item) {
    const { by } = this.view;
    const name = el('button', '', item.name ?? t(`board.none.${by}`));
    name.type = 'button';
    name.disabled = !item.key || by === 'leader';
    name.addEventListener('click', () => this.page.change(by === 'grid' ? { grid: item.key } : { unit: item.key }));
    const row = el('tr', '', el('td', '', name), ...COLUMNS.map((column) => {
      const button = el('button', '', said(item[column]));
      button.type = 'button';
      button.setAttribute('aria-label', t('board.cell', item.name ?? t(`board.none.${by}`), t(`board.number.${column}`), said(item[column])));
      button.addEventListener('click', () => this.page.opened({ number: column, key: `${by}:${item.key ?? ''}` }));
      return el('td', column === 'overdue' && item[column] > 0 ? 'late' : '', button);
    }));
    row.dataset.key = item.key ?? '';
    return row;
  }
}

/** A number or a rate as people read it. */
export function said(value) {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return number(value);
  return value.value === null ? '–' : `${number(value.value * 100, 1)}%`;
}

/** A row of buttons of which one is pressed. */
function choices(id, values, chosen, choose, key) {
  const held = document.activeElement?.closest(`#${id} button`)?.dataset.value;
  byId(id).replaceChildren(...values.map((value) => {
    const button = el('button', '', t(`${key}.${value}`));
    button.type = 'button';
    button.dataset.value = value;
    button.setAttribute('aria-pressed', String(value === chosen));
    button.addEventListener('click', () => choose(value));
    return button;
  }));
  if (held) byId(id).querySelector(`[data-value="${held}"]`)?.focus();
}
