/** The list of problems: rows, more of them, and what is said where there are none. */
import * as api from '../api.js';
import { byId, el, icon } from '../dom.js';
import { number, t } from '../i18n.js';
import { failureNote } from './failure.js';
import { timeMark } from './time.js';
import * as view from './view.js';
import { gridOf, marksOf, statusChip, titleOf, unitOf } from './words.js';

const PAGE = 50;

export class ProblemList {
  /**
   * @param {{opened: (id: string) => void, clear: () => void, role: () => string}} page
   */
  constructor(page) {
    this.page = page;
    this.rows = new Map();
    this.abort = null;
    this.view = {};
    this.chosen = null;
  }

  /** Asks for the list of a view from its beginning. A request under way is given up. */
  async load(asked) {
    this.view = asked;
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    const list = byId('list');
    byId('news').hidden = true;
    byId('list-foot').replaceChildren();
    if (this.rows.size === 0) list.replaceChildren(...Array.from({ length: 8 }, () => el('li', 'skeleton', el('i'), el('i'))));
    list.setAttribute('aria-busy', 'true');
    this.linkFiles();
    try {
      const answer = await api.problems({ ...view.query(asked), limit: PAGE }, signal);
      this.rows.clear();
      list.replaceChildren();
      byId('list-scroll').scrollTop = 0;
      byId('count').textContent = t(answer.total === 1 ? 'list.count.one' : 'list.count', number(answer.total));
      byId('columns').hidden = answer.items.length === 0;
      this.add(answer);
      if (answer.items.length === 0) byId('list-foot').replaceChildren(this.empty());
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      this.rows.clear();
      list.replaceChildren();
      byId('count').textContent = '';
      byId('columns').hidden = true;
      byId('list-foot').replaceChildren(failureNote(failure, () => this.load(asked)));
    }
    list.removeAttribute('aria-busy');
  }

  add(answer) {
    for (const problem of answer.items) {
      const row = this.row(problem);
      this.rows.set(problem.id, { problem, row });
      byId('list').append(row);
    }
    byId('list-foot').replaceChildren();
    if (answer.next) {
      const more = el('button', 'second', t('list.more', number(answer.total - this.rows.size)));
      more.type = 'button';
      more.id = 'more';
      more.addEventListener('click', () => this.more(answer.next, more));
      byId('list-foot').append(more);
    }
  }

  async more(cursor, button) {
    button.disabled = true;
    const { signal } = this.abort;
    try {
      this.add(await api.problems({ ...view.query(this.view), limit: PAGE, cursor }, signal));
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      byId('list-foot').replaceChildren(failureNote(failure, () => this.more(cursor, button)));
    }
  }

  row(problem) {
    const link = el('a', 'row',
      el('span', 'what', el('span', 'title', titleOf(problem)), ...marksOf(problem),
        problem.address && problem.description ? el('span', 'description', problem.description) : null),
      el('span', 'grid', gridOf(problem)),
      el('span', problem.unit ? 'unit' : 'unit none', unitOf(problem)),
      el('span', 'status', statusChip(problem.status)),
      timeMark(problem));
    link.href = view.address({ ...this.view, problem: problem.id });
    link.dataset.id = problem.id;
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.page.opened(problem.id);
    });
    if (problem.id === this.chosen) link.setAttribute('aria-current', 'true');
    return el('li', '', link);
  }

  /** Shows which problem is open. @param {string|null} id */
  choose(id) {
    this.chosen = id;
    for (const [each, { row }] of this.rows) {
      if (each === id) row.firstChild.setAttribute('aria-current', 'true'); else row.firstChild.removeAttribute('aria-current');
    }
  }

  /** Shows a problem as it is now, in the place that it has, and marks it for a moment. */
  update(problem) {
    const known = this.rows.get(problem.id);
    if (!known || known.problem.version === problem.version) return;
    const row = this.row(problem);
    row.classList.add('changed');
    known.row.replaceWith(row);
    this.rows.set(problem.id, { problem, row });
  }

  /** Whether a problem stands in the list. */
  has(id) {
    return this.rows.has(id);
  }

  /** Says that the list is no longer what the server would answer; nothing moves until asked. */
  outdated() {
    byId('news').hidden = false;
  }

  focusOn(id) {
    this.rows.get(id)?.row.firstChild.focus();
  }

  /** Time goes on: says anew what is left. */
  retime() {
    for (const { problem, row } of this.rows.values()) row.querySelector('.time').replaceWith(timeMark(problem));
  }

  linkFiles() {
    for (const format of ['xlsx', 'csv']) byId(`file-${format}`).href = api.problemsFile(view.query(this.view), format);
  }

  empty() {
    if (!view.filtered(this.view)) return el('div', 'state', icon('circle-check'), el('p', '', t(`empty.${this.page.role()}`)));
    const clear = el('button', 'second', t('filter.clear'));
    clear.type = 'button';
    clear.addEventListener('click', () => this.page.clear());
    return el('div', 'state', icon('search'), el('p', '', t('empty.filtered')), clear);
  }
}
