/** What was done, by whom, from where: the newest first. */
import { audit } from '../api/people.js';
import { byId, el } from '../dom.js';
import { t } from '../i18n.js';
import { when } from '../work/time.js';
import { button, filled, table } from '../work/table.js';

const PAGE = 50;

/** What is done under a name that stands here; others are shown by their code. */
const ACTIONS = ['signed_in', 'signed_out', 'sign_in_failed', 'account_added', 'account_disabled', 'account_enabled', 'password_set', 'password_changed', 'password_change_failed', 'sessions_ended', 'key_added', 'key_revoked', 'channel_added', 'channel_changed', 'channel_deleted', 'channel_tested', 'table_brought_in', 'grids_brought_in', 'grids_published', 'grids_edited'];

const wordOf = (action) => t(`audit.${action}`) || action;

export class AuditTab {
  constructor() {
    this.abort = null;
    this.entries = [];
    const form = /** @type {HTMLFormElement} */ (byId('audit-filter'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.show();
    });
  }

  clear() {
    this.abort?.abort();
    byId('audit-list').replaceChildren();
  }

  filter() {
    const field = (id) => /** @type {HTMLInputElement} */ (byId(id)).value.trim();
    return { limit: PAGE, actor: field('audit-actor'), action: field('audit-action') };
  }

  /** The actions to choose from, in the language of the moment. */
  fill() {
    const select = /** @type {HTMLSelectElement} */ (byId('audit-action'));
    const { value } = select;
    select.replaceChildren(...['', ...ACTIONS].map((action) => {
      const option = el('option', '', action ? wordOf(action) : t('audit.any'));
      option.value = action;
      return option;
    }));
    select.value = value;
  }

  async show() {
    this.fill();
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    await filled(byId('audit-list'), () => audit(this.filter(), signal), ({ items }) => { this.entries = items; this.list(items.length === PAGE); }, () => this.show());
  }

  list(more) {
    const host = byId('audit-list');
    table(host, ['people.at', 'people.actor', 'people.action', 'people.subject', 'people.address'].map((key) => t(key)),
      this.entries.map((entry) => [when(entry.at), entry.actor, wordOf(entry.action), entry.subject, entry.address]), t('people.noAudit'));
    if (more) host.append(button(t('people.older'), () => this.older(), 'second'));
  }

  async older() {
    const { signal } = this.abort;
    const before = this.entries.at(-1).at;
    await filled(byId('audit-list'), () => audit({ ...this.filter(), before }, signal), ({ items }) => {
      this.entries = [...this.entries, ...items];
      this.list(items.length === PAGE);
    }, () => this.show());
  }
}
