/** One problem: how it stands, what may be done, its photos, its place, its ledger. */
import * as api from '../api.js';
import { byId, el, icon } from '../dom.js';
import { distance, number, t } from '../i18n.js';
import { failureNote } from './failure.js';
import { ledger } from './ledger.js';
import { comparison } from './photos.js';
import { SmallMap } from './smallmap.js';
import { stepBar, wish } from './steps.js';
import { timeMark, when } from './time.js';
import { doubtsOf, limitOf, marksOf, statusChip, titleOf } from './words.js';

export class ProblemPanel {
  /**
   * @param {any} info of the area's map
   * @param {import('./session.js').Account} account
   * @param {{close: () => void, open: (id: string) => void, changed: (problem: any) => void}} page
   */
  constructor(info, account, page) {
    this.info = info;
    this.account = account;
    this.page = page;
    this.panel = byId('problem');
    this.map = null;
    this.id = null;
    this.shown = null;
    this.abort = null;
  }

  /** @param {string|null} id null closes it */
  async open(id, focus = true) {
    this.abort?.abort();
    this.id = id;
    this.shown = null;
    this.panel.hidden = !id;
    document.body.classList.toggle('with-problem', Boolean(id));
    if (!id) return;
    this.panel.replaceChildren(this.head(), el('div', 'skeleton', el('i'), el('i'), el('i'), el('i'), el('i')));
    this.panel.scrollTop = 0;
    if (focus) this.panel.focus({ preventScroll: true });
    await this.load();
  }

  /** Shows it as it is now, where it is still the one that is open. */
  async load() {
    const { id } = this;
    if (!id) return;
    this.abort?.abort();
    this.abort = new AbortController();
    try {
      const problem = await api.problem(id, this.abort.signal);
      // Drawn anew for nothing, it would close what the reader has just opened.
      if (this.shown?.id !== problem.id || this.shown.version !== problem.version) this.show(problem);
      this.page.changed(problem);
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      this.shown = null;
      this.panel.replaceChildren(this.head(), failureNote(failure, () => this.load()));
    }
  }

  show(problem) {
    this.map ??= new SmallMap(this.info, t('problem.map'));
    this.shown = problem;
    const at = this.panel.scrollTop;
    const held = this.panel.contains(document.activeElement) ? document.activeElement.dataset.step : null;
    const context = {
      account: this.account,
      taken: (after) => { if (this.id === after.id) this.show(after); this.page.changed(after, true); this.panel.focus({ preventScroll: true }); },
      outdated: () => this.load(),
    };
    this.panel.replaceChildren(this.head(), summary(problem), ...[wish(problem), stepBar(problem, context)].filter(Boolean),
      section('problem.photos', comparison(problem)), section('problem.facts', facts(problem), this.map.element, position(problem), this.links(problem)),
      section('problem.ledger', ledger(problem)));
    this.panel.scrollTop = at;
    if (held) (this.panel.querySelector(`[data-step="${held}"]`) ?? this.panel).focus({ preventScroll: true });
    this.map.show(problem.lon, problem.lat, problem.accuracy, problem.grids.at(-1)?.code);
  }

  /** Time goes on: says anew what is left. */
  retime() {
    if (this.shown) this.panel.querySelector('.stand .time')?.replaceWith(timeMark(this.shown));
  }

  head() {
    const close = el('button', 'tool close', icon('arrow-left'), icon('x'));
    close.type = 'button';
    close.setAttribute('aria-label', t('problem.close'));
    close.addEventListener('click', () => this.page.close());
    return el('header', '', close, el('span', '', t('problem.title')));
  }

  /** The problems that this one came back from, or was merged into. */
  links(problem) {
    const link = (id, text) => {
      const anchor = el('button', 'link', icon('chevron-right'), text);
      anchor.type = 'button';
      anchor.addEventListener('click', () => this.page.open(id));
      return anchor;
    };
    return el('div', 'links', problem.returnOf ? link(problem.returnOf, t('problem.returnOf', number(problem.returns))) : null,
      problem.mergedInto ? link(problem.mergedInto, t('problem.mergedInto')) : null);
  }
}

function section(title, ...parts) {
  return el('section', '', el('h3', '', t(title)), ...parts);
}

function summary(problem) {
  const { description } = problem;
  const doubts = doubtsOf(problem);
  return el('div', 'summary', el('p', 'where', problem.grids.map((each) => each.name).join(' › ')), el('h2', '', titleOf(problem)),
    description && problem.address ? el('p', 'description', description) : null,
    el('p', 'stand', statusChip(problem.status), timeMark(problem)), el('p', 'marks', ...marksOf(problem)),
    doubts.length ? el('p', 'note', icon('triangle-alert'), el('span', '', doubts.join(t('comma')))) : null);
}

function position(problem) {
  const accuracy = problem.accuracy ? ` ±${distance(problem.accuracy)}` : '';
  return el('p', 'coordinates', `WGS-84 ${problem.lon.toFixed(6)}, ${problem.lat.toFixed(6)}${accuracy}`);
}

function party(each) {
  if (!each) return null;
  const phone = each.publicPhone ?? each.phone;
  if (!phone) return el('span', '', each.name);
  // A number of which a part is hidden can't be called.
  if (phone.includes('*')) return el('span', '', `${each.name} ${phone}`);
  const call = el('a', 'call-link', icon('phone'), phone);
  call.href = `tel:${phone}`;
  call.setAttribute('aria-label', t('callName', each.name));
  return el('span', 'party', each.name, call);
}

/** Everything that is known, what is unknown left out. */
function facts(problem) {
  const list = el('dl');
  const fact = (name, value) => { if (value) list.append(el('div', name, el('dt', '', t(`fact.${name}`)), el('dd', '', value))); };
  fact('unit', party(problem.unit));
  fact('primary', problem.primary && problem.primary.id !== problem.unit?.id ? party(problem.primary) : null);
  fact('rule', problem.rule ? t(`rule.of.${problem.rule}`) : null);
  fact('leader', party(problem.leader));
  fact('supervisor', problem.supervisor);
  fact('limit', limitOf(problem.limit));
  fact('due', problem.dueAt && problem.status !== 'suspended' ? when(problem.dueAt) : null);
  fact('reported', when(problem.reportedAt));
  fact('taken', problem.takenAt !== problem.reportedAt ? when(problem.takenAt) : null);
  fact('reporter', problem.reporter);
  fact('source', problem.source);
  fact('category', problem.categoryName);
  fact('handled', problem.handledAt ? when(problem.handledAt) : null);
  fact('closed', problem.closedAt ? when(problem.closedAt) : null);
  for (const count of ['reworks', 'extensions', 'transfers', 'reopens']) fact(count, problem[count] ? t('times', number(problem[count])) : null);
  fact('escalated', problem.escalatedTo?.name);
  fact('published', problem.publishedAt ? when(problem.publishedAt) : null);
  fact('number', problem.externalId ?? problem.id);
  return list;
}
