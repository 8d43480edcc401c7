/** The list of problems: rows, more of them, and what is said where there are none. */
import * as api from '../api.js';
import { byId, el } from '../dom.js';
import { number, t } from '../i18n.js';
import { failureNote } from './failure.js';
import { problemRow, skeletonRows } from './row.js';
import { timeMark } from './time.js';

const PAGE = 50;

/**
 * @typedef {object} ListPage
 * @property {() => Record<string, string>} query what the server is asked for
 * @property {(id: string) => string} href the address of the page with a problem open
 * @property {(id: string) => void} opened a row was chosen
 * @property {() => HTMLElement} empty what is said where nothing is found
 * @property {(total: number) => void} [loaded]
 * @property {(id: string|null) => void} [pointed] the pointer or the focus is on a row, or no longer
 */

export class ProblemList {
  /** @param {ListPage} page */
  constructor(page) {
    this.page = page;
    this.rows = new Map();
    this.abort = null;
    this.chosen = null;
    const list = byId('list');
    for (const event of ['pointerover', 'focusin']) {
      list.addEventListener(event, ({ target }) => page.pointed?.(/** @type {HTMLElement} */ (target).closest('.row')?.dataset.id ?? null));
    }
    for (const event of ['pointerleave', 'focusout']) list.addEventListener(event, () => page.pointed?.(null));
  }

  /** Asks for the list from its beginning. A request under way is given up. */
  async load() {
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    const list = byId('list');
    byId('news').hidden = true;
    byId('list-foot').replaceChildren();
    if (this.rows.size === 0) list.replaceChildren(...skeletonRows());
    list.setAttribute('aria-busy', 'true');
    try {
      const answer = await api.problems({ ...this.page.query(), limit: PAGE }, signal);
      this.rows.clear();
      list.replaceChildren();
      byId('list-scroll').scrollTop = 0;
      this.count(answer.total);
      this.add(answer);
      if (answer.items.length === 0) byId('list-foot').replaceChildren(this.page.empty());
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      this.rows.clear();
      list.replaceChildren();
      this.count(0);
      byId('count').textContent = '';
      byId('list-foot').replaceChildren(failureNote(failure, () => this.load()));
    }
    list.removeAttribute('aria-busy');
  }

  count(total) {
    byId('count').textContent = t(total === 1 ? 'list.count.one' : 'list.count', number(total));
    this.page.loaded?.(total);
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
      this.add(await api.problems({ ...this.page.query(), limit: PAGE, cursor }, signal));
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      byId('list-foot').replaceChildren(failureNote(failure, () => this.more(cursor, button)));
    }
  }

  row(problem) {
    const link = problemRow(problem, this.page.href(problem.id), (id) => this.page.opened(id));
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

  /** Brings a problem's row into view. */
  reveal(id) {
    this.rows.get(id)?.row.scrollIntoView({ block: 'nearest' });
  }

  /** Time goes on: says anew what is left. */
  retime() {
    for (const { problem, row } of this.rows.values()) row.querySelector('.time').replaceWith(timeMark(problem));
  }
}
