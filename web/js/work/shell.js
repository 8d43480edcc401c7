/**
 * What the pages for people who sign in have in common: the head with the way to the other pages, signing in and out,
 * notices, language, light and dark, the live connection, and what is said to those who may not use the page.
 */
import * as api from '../api.js';
import { byId, el, icon } from '../dom.js';
import { apply, language, load, t } from '../i18n.js';
import { startTheme, switchTheme } from '../theme.js';
import { failureNote, say, toast } from './failure.js';
import { live } from './live.js';
import { Notices } from './notices.js';
import { PAGES, pagesOf } from './pages.js';
import * as session from './session.js';
import { useZone } from './time.js';

const KEPT_LANGUAGE = 'gridwarden.language';

/**
 * @typedef {object} Page
 * @property {string} name of the page, as in PAGES
 * @property {string[]} texts folders of i18n beside `work`
 * @property {'light'|'dark'} [theme] what it starts with where the reader has never chosen
 * @property {(account: session.Account, info: any) => (void|Promise<void>)} enter somebody signed in who may use the page; info is
 *   what the server says of the area's map. What it throws is shown with a way to try again
 * @property {() => void} leave nobody is signed in any more
 * @property {() => void} [speak] the language has changed; everything marked with data-i18n is up to date already
 * @property {(id: string) => void} [openProblem] where a notice leads to; without it, to the desk
 * @property {(id: string|null) => void} [problem] the server said that a problem has changed
 * @property {() => Promise<{account: session.Account, info: any}|undefined>} [kept] who was signed in last and the area's map, for a page that works
 *   without a network
 * @property {(lost: boolean) => void} [lost] the server can't be reached, or can again
 * @property {() => Promise<unknown>} [drawn] resolves when what was drawn anew, as before printing, is on the screen
 * @property {() => (void|Promise<void>)} [poll] called some half a second after changes, and every half a minute
 */

export class Shell {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.account = null;
    this.info = null;
    this.stopLive = () => {};
  }

  /** Builds the head and asks who is signed in. */
  async start() {
    startTheme(this.page.theme, this.page.drawn);
    await load(startLanguage(), 'work', ...this.page.texts);
    api.speak(language());
    this.build();
    this.title();
    apply(document);
    api.onSignedOut(() => { if (this.account) { this.strangers(); toast(t('session.ended')); } });
    try {
      const who = await session.known();
      if (who) await this.enter(who); else this.strangers();
    } catch (failure) {
      const kept = failure.status === 0 ? await this.page.kept?.() : null;
      if (kept) {
        await this.enter(kept.account);
        return;
      }
      this.strangers();
      toast(say(failure));
    }
  }

  build() {
    const top = byId('top');
    const actions = [...top.children];
    const tool = (id, look, label, signed) => {
      const button = el('button', signed ? 'tool signed' : 'tool', ...[look].flat().map(icon));
      button.id = id;
      button.type = 'button';
      button.hidden = signed;
      if (label) button.dataset.i18nLabel = label;
      return button;
    };
    const who = el('button', '');
    who.id = 'who';
    who.type = 'button';
    who.hidden = true;
    const heading = el('h1', '');
    heading.dataset.i18n = `page.${this.page.name}`;
    const brand = el('div', '', heading, who);
    brand.id = 'brand';
    const menu = tool('menu', 'menu', 'menu', true);
    menu.setAttribute('aria-expanded', 'false');
    menu.setAttribute('aria-controls', 'pages');
    const pages = el('nav', '');
    pages.id = 'pages';
    pages.dataset.i18nLabel = 'menu';
    const lostText = el('span', '');
    lostText.dataset.i18n = 'live.lost';
    const lost = el('p', '', icon('refresh-cw'), lostText);
    lost.id = 'lost';
    lost.setAttribute('role', 'status');
    lost.hidden = true;
    const bell = tool('bell', 'bell', 'notices.title', true);
    bell.setAttribute('aria-expanded', 'false');
    bell.setAttribute('aria-controls', 'notices');
    const unread = el('b', '');
    unread.id = 'unread';
    unread.hidden = true;
    bell.append(unread);
    const theme = tool('theme', ['moon', 'sun'], 'theme', false);
    const speak = tool('language', 'languages', 'language', false);
    const out = tool('sign-out', 'log-out', 'session.out', true);
    top.replaceChildren(menu, brand, pages, el('span', 'space'), lost, ...actions, bell, theme, speak, out);
    const panel = el('section', '');
    panel.id = 'notices';
    panel.tabIndex = -1;
    panel.hidden = true;
    panel.setAttribute('role', 'dialog');
    panel.dataset.i18nLabel = 'notices.title';
    top.after(panel, signInForm(), denied());
    this.notices = new Notices((id) => (this.page.openProblem ? this.page.openProblem(id) : location.assign(`/desk?problem=${id}`)));
    session.signInForm((account) => this.enter(account));
    const open = (shown) => {
      pages.classList.toggle('open', shown);
      menu.setAttribute('aria-expanded', String(shown));
    };
    menu.addEventListener('click', () => open(!pages.classList.contains('open')));
    document.addEventListener('pointerdown', (event) => {
      document.body.classList.remove('keys');
      if (!pages.contains(event.target) && !menu.contains(event.target)) open(false);
    }, true);
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Tab') document.body.classList.add('keys');
      if (event.key === 'Escape' && pages.classList.contains('open')) {
        event.stopImmediatePropagation();
        open(false);
        menu.focus();
      }
    });
    theme.addEventListener('click', switchTheme);
    speak.addEventListener('click', () => this.speak(language() === 'en' ? 'zh-CN' : 'en'));
    out.addEventListener('click', () => this.signOut());
    who.addEventListener('click', async () => (await import('./password.js')).changePassword());
  }

  title() {
    document.title = `${t(`page.${this.page.name}`)} · Gridwarden`;
  }

  async speak(wanted) {
    await load(wanted, 'work', ...this.page.texts);
    localStorage.setItem(KEPT_LANGUAGE, wanted);
    api.speak(wanted);
    const query = new URLSearchParams(location.search);
    query.set('lang', wanted);
    history.replaceState(history.state, '', `${location.pathname}?${query}${location.hash}`);
    this.title();
    this.showWho();
    if (!this.account || !this.allowed()) return;
    this.page.speak?.();
    this.notices.refresh().catch(() => {});
  }

  allowed() {
    return PAGES.find((page) => page.name === this.page.name).roles.includes(this.account.role);
  }

  showWho() {
    const { account } = this;
    byId('who').hidden = !account;
    if (account) Object.assign(byId('who'), { textContent: `${account.name} · ${t(`account.${account.role}`)}`, title: t('password.change') });
    for (const each of document.querySelectorAll('.signed')) each.hidden = !account;
    byId('pages').replaceChildren(...(account ? pagesOf(account.role) : []).map((page) => {
      const link = el('a', '', icon(page.icon), el('span', '', t(`page.${page.name}`)));
      link.id = `to-${page.name}`;
      link.href = `${page.path}?lang=${language()}`;
      if (page.name === this.page.name) link.setAttribute('aria-current', 'page');
      return link;
    }));
  }

  /** Nobody is signed in, or no longer. */
  strangers() {
    this.stopLive();
    this.account = null;
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    this.notices.close();
    byId('lost').hidden = true;
    this.showWho();
    byId('work').hidden = true;
    byId('denied').hidden = true;
    byId('sign-in').hidden = false;
    this.page.leave();
    byId('name').focus();
  }

  /** @param {session.Account} who */
  async enter(who) {
    this.account = who;
    byId('sign-in').hidden = true;
    this.showWho();
    byId('denied').hidden = this.allowed();
    byId('work').hidden = !this.allowed();
    document.querySelector('#shell-fault')?.remove();
    if (!this.allowed()) {
      byId('denied').querySelector('a')?.focus();
      return;
    }
    try {
      this.info = await api.map().catch(async (failure) => {
        const kept = failure.status === 0 ? await this.page.kept?.() : null;
        if (!kept) throw failure;
        return kept.info;
      });
      useZone(this.info.zone);
      await this.page.enter(who, this.info);
    } catch (failure) {
      if (this.account !== who) return;
      const note = failureNote(failure, () => this.enter(who));
      note.id = 'shell-fault';
      byId('work').hidden = true;
      byId('work').after(note);
      return;
    }
    this.keepUp();
  }

  keepUp() {
    this.stopLive();
    this.stopLive = live({
      poll: async () => { await Promise.all([this.notices.refresh(), this.page.poll?.()]); },
      problem: (id) => this.page.problem?.(id),
      lost: (lost) => { byId('lost').hidden = !lost; this.page.lost?.(lost); },
    });
  }

  signOut() {
    // First of all, or what keeps the page up to date would ask on in vain.
    this.stopLive();
    session.leave().then(() => this.strangers(), (failure) => { toast(say(failure)); this.keepUp(); });
  }
}

/** The language that a page starts with: of the address, else the one chosen before, else the browser's. */
export function startLanguage() {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(KEPT_LANGUAGE) ?? navigator.language;
  return asked.startsWith('zh') ? 'zh-CN' : 'en';
}

function marked(element, key) {
  element.dataset.i18n = key;
  return element;
}

function signInForm() {
  const field = (id, name, type, autocomplete, key) => {
    const input = /** @type {HTMLInputElement} */ (el('input'));
    Object.assign(input, { id, name, type, autocomplete, required: true, autocapitalize: 'none', spellcheck: false });
    return el('label', 'field', marked(el('span'), key), input);
  };
  const fault = el('p', 'note bad');
  fault.id = 'sign-in-fault';
  fault.setAttribute('role', 'alert');
  fault.hidden = true;
  const send = marked(el('button', 'main'), 'session.in');
  send.type = 'submit';
  const form = el('form', '', marked(el('h2'), 'session.title'), marked(el('p', 'soft'), 'session.hint'),
    field('name', 'username', 'text', 'username', 'session.name'), field('password', 'password', 'password', 'current-password', 'session.password'), fault, send);
  form.autocomplete = 'on';
  const main = el('main', '', form);
  main.id = 'sign-in';
  main.hidden = true;
  return main;
}

function denied() {
  const out = el('a', 'second', icon('clipboard-list'), marked(el('span'), 'page.desk'));
  out.href = '/desk';
  const main = el('main', '', el('div', 'state', icon('shield-check'), marked(el('h2'), 'denied.title'), marked(el('p'), 'denied.what'), out));
  main.id = 'denied';
  main.hidden = true;
  return main;
}
