/** The very problems behind a number. */
import { byId, el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { ProblemList } from '../work/list.js';
import { when } from '../work/time.js';
import { NUMBERS, behind, query } from './numbers.js';

export class Drill {
  /**
   * @param {{opened: (id: string) => void, href: (id: string) => string, back: () => void, name: (key: string) => string|undefined, loaded: () => void}} page
   */
  constructor(page) {
    this.page = page;
    this.filters = null;
    this.list = new ProblemList({
      query: () => query(this.filters), href: page.href, opened: page.opened,
      empty: () => el('div', 'state', icon('circle-check'), el('p', '', t('board.drill.none'))),
    });
    byId('drill-back').addEventListener('click', () => page.back());
    byId('news').addEventListener('click', () => this.list.load());
  }

  /** Shows what the view names, or nothing. @param {Record<string, string>} view @param {import('./numbers.js').Period} period */
  show(view, period) {
    const shown = NUMBERS.includes(view.number) && period;
    byId('drill').hidden = !shown;
    byId('overview').hidden = Boolean(shown);
    if (!shown) {
      this.filters = null;
      return;
    }
    const [by, key] = view.key?.includes(':') ? [view.key.slice(0, view.key.indexOf(':')), view.key.slice(view.key.indexOf(':') + 1)] : ['all', ''];
    const [from, to] = view.span?.includes('~') ? view.span.split('~') : [period.from, period.to];
    this.filters = behind(view.number, { from, to }, { by, key: key || null, grid: view.grid, category: view.category, unit: view.unit });
    const whose = by === 'all' ? '' : `${key ? this.page.name(key) ?? key : t(`board.none.${by}`)} · `;
    byId('drill-title').textContent = `${whose}${t(`board.number.${view.number}`)}${view.span ? ` · ${when(from).split(' ')[0]}` : ''}`;
    const desk = new URLSearchParams(this.filters);
    byId('drill-desk').href = `/desk?${desk}`;
    this.list.load();
    this.page.loaded();
    byId('drill').focus({ preventScroll: true });
  }

  choose(id) {
    this.list.choose(id);
  }

  update(problem) {
    this.list.update(problem);
  }

  /** The server said that a problem changed. @param {string|null} id */
  changed(id) {
    if (this.filters && (!id || this.list.has(id))) this.list.outdated();
  }

  focusOn(id) {
    this.list.focusOn(id);
  }
}
