/** The bell: what the caller is told, and what isn't read yet. */
import * as api from '../api.js';
import { byId, el } from '../dom.js';
import { number, t } from '../i18n.js';
import { failureNote } from './failure.js';
import { ago, when } from './time.js';

export class Notices {
  /** @param {(problem: string) => void} open */
  constructor(open) {
    this.open = open;
    this.panel = byId('notices');
    this.bell = byId('bell');
    this.items = [];
    this.next = null;
    this.bell.addEventListener('click', () => this.toggle(this.panel.hidden));
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.panel.hidden) return;
      // Nothing else shall close with it.
      event.stopImmediatePropagation();
      this.toggle(false);
    });
    document.addEventListener('pointerdown', (event) => {
      if (!this.panel.hidden && !this.panel.contains(event.target) && !this.bell.contains(event.target)) this.close();
    });
  }

  /** @throws {api.ApiError} where the server can't be reached */
  async refresh() {
    const page = await api.notices();
    this.count(page.unread);
    const newest = (some) => some.map((each) => `${each.id}${each.readAt}`).join();
    if (newest(page.items) === newest(this.items.slice(0, page.items.length)) && this.shown) return;
    this.items = page.items;
    this.next = page.next;
    if (!this.panel.hidden) this.show();
  }

  count(unread) {
    const badge = byId('unread');
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? '99+' : number(unread);
    const label = unread === 0 ? t('notices.title') : t(unread === 1 ? 'notices.unread.one' : 'notices.unread', number(unread));
    this.bell.setAttribute('aria-label', label);
    this.bell.title = label;
  }

  close() {
    this.panel.hidden = true;
    this.bell.setAttribute('aria-expanded', 'false');
  }

  async toggle(open) {
    if (!open) {
      this.close();
      this.bell.focus();
      return;
    }
    this.panel.hidden = false;
    this.bell.setAttribute('aria-expanded', 'true');
    this.show();
    try {
      await this.refresh();
    } catch (failure) {
      this.panel.replaceChildren(failureNote(failure, () => this.toggle(true)));
    }
  }

  show() {
    this.shown = true;
    const all = el('button', 'link', t('notices.readAll'));
    all.type = 'button';
    all.hidden = this.items.every((each) => each.readAt);
    all.addEventListener('click', () => this.readAll());
    const list = el('ul', '', ...this.items.map((each) => this.row(each)));
    const more = el('button', 'second', t('notices.more'));
    more.type = 'button';
    more.hidden = !this.next;
    more.addEventListener('click', () => this.more());
    this.panel.replaceChildren(el('header', '', el('h2', '', t('notices.title')), all),
      this.items.length ? list : el('p', 'state', t('notices.none')), more);
    if (!this.panel.contains(document.activeElement)) (list.querySelector('button') ?? this.panel).focus();
  }

  row(notice) {
    const time = el('time', '', `${ago(notice.at)} · ${when(notice.at)}`);
    time.dateTime = notice.at;
    const button = el('button', notice.readAt ? 'notice' : 'notice unread', el('span', 'kind', t(`notice.${notice.kind}`)),
      el('span', 'text', notice.text), time, notice.readAt ? null : el('span', 'dot', t('notices.new')));
    button.type = 'button';
    button.addEventListener('click', () => {
      this.close();
      this.open(notice.problem);
      if (!notice.readAt) api.readNotice(notice.id).then(({ unread }) => { notice.readAt = new Date().toISOString(); this.count(unread); }, () => {});
    });
    return el('li', '', button);
  }

  async readAll() {
    try {
      this.count((await api.readAllNotices()).unread);
      await this.refresh();
      this.show();
    } catch (failure) {
      this.panel.append(failureNote(failure, () => this.readAll()));
    }
  }

  async more() {
    try {
      const page = await api.notices(this.next);
      this.items.push(...page.items);
      this.next = page.next;
      this.show();
    } catch (failure) {
      this.panel.append(failureNote(failure, () => this.more()));
    }
  }
}
