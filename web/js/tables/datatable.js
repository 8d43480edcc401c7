/**
 * A table that an administrator keeps: looked at, searched, changed row by row, or whole by a file or by what was copied from a
 * spreadsheet. What a change would do is shown before it is done.
 */
import { bringIn, table, tableFile } from '../api/tables.js';
import { el, icon } from '../dom.js';
import { number, t } from '../i18n.js';
import { cells, csv } from './csv.js';
import { openDialog } from '../work/dialog.js';
import { say, toast, warning } from '../work/failure.js';
import { form } from '../work/form.js';
import { button, filled, table as draw } from '../work/table.js';

const SHOWN = 200;
const TYPING_MILLIS = 200;
const MOST_FAULTS = 50;

/** Columns whose cells are one of some codes: where their words are in the texts. */
export const CODES = {
  role: ['role', ['grid_chief', 'grid_worker', 'contracted_leader', 'cobuilding_unit', 'lead_unit', 'responsible_unit', 'inspection_team', 'frontage']],
  kind: ['party', ['person', 'unit']],
  severity: ['severity', ['normal', 'serious', 'urgent']],
  unit: ['clock', ['urgent_hour', 'work_hour', 'work_day', 'calendar_day']],
  on_rework: ['rule', ['keep', 'restart']],
  on_transfer: ['rule', ['keep', 'restart']],
  working: ['yes', ['yes', 'no']],
  trigger: ['trigger', ['unopened', 'overdue']],
};

const wordOf = (column, value) => (CODES[column] && value !== null && value !== '' ? t(`tables.${CODES[column][0]}.${value}`) || t(`${CODES[column][0]}.${value}`) || String(value) : value);

/** A midnight is said as its date. */
const dateOf = (value) => String(value).replace(/T00:00(:00)?([+-]\d\d:\d\d|Z)?$/, '');

export class DataTable {
  /**
   * @param {HTMLElement} host
   * @param {{name: string, columns?: string[], keys: string[], more?: (row: Record<string, any>) => {text: string, press: () => void}[], loaded?: () => void,
   *   whole?: boolean, removable?: boolean}} what columns: those that are shown; keys: those that can't be changed in a row; whole: a file
   *   replaces all of it; removable: rows can be taken out
   */
  constructor(host, what) {
    this.host = host;
    this.what = what;
    this.columns = [];
    this.rows = [];
    this.words = '';
    /** @type {Record<string, Map<string, string>>} by column what codes are called */
    this.names = {};
  }

  /** What a cell shows. */
  text(column, value) {
    if (value === null || value === undefined || value === '') return null;
    const name = this.names[column]?.get(String(value));
    if (name) return `${value} ${name}`;
    return column === 'valid_from' || column === 'valid_to' ? dateOf(value) : String(wordOf(column, value));
  }

  async show() {
    if (!this.host.firstChild) this.build();
    await filled(this.list, () => table(this.what.name), ({ columns, rows, gridNames }) => {
      this.columns = columns;
      this.names.grid = new Map(Object.entries(gridNames));
      this.rows = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])));
      this.draw();
      this.what.loaded?.();
    }, () => this.show());
  }

  /** Does something once it is known what columns there are. @param {() => void} then */
  async loaded(then) {
    if (this.columns.length === 0) await this.show();
    if (this.columns.length > 0) then();
  }

  clear() {
    this.host.replaceChildren();
    this.rows = [];
  }

  build() {
    const { name } = this.what;
    const search = /** @type {HTMLInputElement} */ (el('input'));
    Object.assign(search, { type: 'search', placeholder: t('tables.search'), spellcheck: false });
    search.setAttribute('aria-label', t('tables.search'));
    search.className = 'table-search';
    let timer = 0;
    search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => { this.words = search.value.trim().toLowerCase(); this.draw(); }, TYPING_MILLIS); });
    const file = /** @type {HTMLInputElement} */ (el('input'));
    Object.assign(file, { type: 'file', accept: '.csv,.xlsx' });
    file.addEventListener('change', () => { if (file.files[0]) this.check(file.files[0], file.files[0].name); file.value = ''; });
    const choose = el('label', 'second file', icon('upload'), el('span', '', t('tables.file')), file);
    const files = el('span', 'soft', t('list.download'), ' ');
    for (const format of ['xlsx', 'csv']) files.append(Object.assign(el('a', '', format === 'xlsx' ? 'Excel' : 'CSV'), { href: tableFile(name, format), download: '' }), ' ');
    this.count = el('p', 'soft');
    this.count.setAttribute('role', 'status');
    this.list = el('div', 'list');
    this.host.replaceChildren(
      el('header', '', el('p', 'soft', t(`tables.${name}.what`)), el('div', 'table-actions', button(t('tables.add'), () => this.loaded(() => this.edit(null)), 'main'), choose, button(t('tables.paste'), () => this.loaded(() => this.paste()), 'second'))),
      el('div', 'table-line', search, this.count, files), this.list);
    this.host.addEventListener('dragover', (event) => event.preventDefault());
    this.host.addEventListener('drop', (event) => {
      event.preventDefault();
      const [dropped] = event.dataTransfer.files;
      if (dropped) this.check(dropped, dropped.name);
    });
  }

  draw() {
    const shown = (this.what.columns ?? this.columns);
    const found = this.words ? this.rows.filter((row) => Object.entries(row).some(([column, value]) => value !== null && this.text(column, value)?.toLowerCase().includes(this.words))) : this.rows;
    this.count.textContent = t(found.length > SHOWN ? 'tables.count.first' : 'tables.count', number(found.length), number(SHOWN));
    draw(this.list, [...shown.map((column) => t(`tables.col.${column}`)), ''], found.slice(0, SHOWN).map((row) => [
      ...shown.map((column) => this.text(column, row[column])),
      el('span', 'row-actions', button(t('tables.edit'), () => this.edit(row)), ...(this.what.removable ? [button(t('tables.remove'), () => this.remove(row))] : []), ...(this.what.more?.(row) ?? []).map(({ text, press }) => button(text, press))),
    ]), this.words ? t('tables.none') : t(`tables.${this.what.name}.empty`));
  }

  /** One row in a window. @param {Record<string, any>|null} row null for a new one */
  edit(row) {
    const fields = this.columns.map((column) => ({ column, field: this.field(column, row) }));
    form(row ? t('tables.edit') : t('tables.add'), fields.map(({ column, field }) => ({ label: t(`tables.col.${column}`), field, hint: t(`tables.hint.${column}`) })), t('tables.save'), async () => {
      const values = Object.fromEntries(fields.map(({ column, field }) => [column, field.value.trim()]));
      await this.bringInRows([values]);
    });
  }

  field(column, row) {
    const value = row?.[column] ?? '';
    if (CODES[column]) {
      const select = /** @type {HTMLSelectElement} */ (el('select', '', ...['', ...CODES[column][1]].map((code) => Object.assign(el('option', '', code ? String(wordOf(column, code)) : ''), { value: code }))));
      select.name = column;
      select.value = String(value);
      select.disabled = Boolean(row) && this.what.keys.includes(column);
      return select;
    }
    const input = /** @type {HTMLInputElement} */ (el('input'));
    Object.assign(input, { type: 'text', name: column, value: String(value), autocomplete: 'off', spellcheck: false, readOnly: Boolean(row) && this.what.keys.includes(column) });
    return input;
  }

  /** What a row is known by. */
  key(row) {
    return this.what.keys.map((column) => String(row[column] ?? '')).join('\n');
  }

  /** @param {Record<string, any>[]} rows @param {string[]} columns */
  fileOf(rows, columns = this.columns) {
    return blobOf([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
  }

  /** Takes a row out, once it was seen what that does. @param {Record<string, any>} row */
  remove(row) {
    const file = this.what.whole ? this.fileOf(this.rows.filter((each) => each !== row)) : this.fileOf([{ ...row, remove: 'yes' }], [...this.columns, 'remove']);
    const title = this.what.keys.map((column) => this.text(column, row[column]) ?? t('tables.every')).join(' · ');
    this.check(file, 'row.csv', t('tables.remove.title', title));
  }

  /** Brings rows in as if by a file; where a file replaces the table, with all others. @param {Record<string, any>[]} rows */
  async bringInRows(rows) {
    const changed = new Set(rows.map((row) => this.key(row)));
    const all = this.what.whole ? [...this.rows.filter((row) => !changed.has(this.key(row))), ...rows] : rows;
    await bringIn(this.what.name, this.fileOf(all), 'row.csv', false);
    toast(t('tables.saved'));
    await this.show();
  }

  paste() {
    const { body, close } = openDialog(t('tables.paste'), 'wide');
    const text = /** @type {HTMLTextAreaElement} */ (el('textarea'));
    text.rows = 10;
    text.spellcheck = false;
    text.setAttribute('aria-label', t('tables.paste'));
    text.className = 'paste';
    const faults = el('div', 'faults');
    const go = el('button', 'main', t('tables.check'));
    go.type = 'submit';
    const made = el('form', '', el('p', 'soft', t('tables.paste.what', this.columns.map((column) => t(`tables.col.${column}`)).join('、'))), text, faults, el('div', 'buttons', go));
    made.addEventListener('submit', (event) => {
      event.preventDefault();
      const rows = cells(text.value);
      if (rows.length === 0) {
        faults.replaceChildren(warning(t('tables.paste.empty')));
        return;
      }
      close();
      // Without headings the cells are taken in the order of the table's columns.
      this.check(blobOf(this.hasHeadings(rows[0]) ? rows : [this.columns, ...rows]), 'paste.csv');
    });
    body.append(made);
    text.focus();
  }

  hasHeadings(first) {
    const known = new Set([...this.columns, 'remove'].flatMap((column) => [column, t(`tables.col.${column}`).toLowerCase()]));
    return first.some((each) => known.has(each.toLowerCase()));
  }

  /** Says what a file would do, and does it when it is agreed to. @param {Blob} file @param {string} fileName @param {string} title */
  async check(file, fileName, title = t('tables.check.title', fileName)) {
    const { body, close } = openDialog(title, 'wide');
    const box = el('div', 'check', el('div', 'skeleton', el('i'), el('i')));
    body.append(box);
    try {
      const changes = await bringIn(this.what.name, file, fileName, true);
      const some = changes.added + changes.changed + changes.removed > 0;
      const accept = el('button', 'main', t('tables.accept'));
      accept.type = 'button';
      accept.disabled = !some && changes.parties === 0 && changes.unchanged === 0;
      accept.addEventListener('click', async () => {
        accept.disabled = true;
        try {
          await bringIn(this.what.name, file, fileName, false);
          close();
          toast(t('tables.saved'));
          await this.show();
        } catch (failure) {
          box.prepend(warning(say(failure)));
        }
      });
      const cancel = button(t('cancel'), close, 'second');
      box.replaceChildren(figures(changes), ...changes.warnings.map((text) => warning(text, false)), some ? '' : el('p', 'soft', t('tables.nothing')), el('div', 'buttons', cancel, accept));
      accept.focus();
    } catch (failure) {
      box.replaceChildren(faultList(failure), el('div', 'buttons', button(t('close'), close, 'main')));
    }
  }
}

function figures(changes) {
  return el('ul', 'figures', ...['added', 'changed', 'removed', 'unchanged'].map((name) => el('li', name, el('b', '', number(changes[name])), el('span', '', t(`tables.${name}`)))),
    changes.parties ? el('li', '', el('b', '', number(changes.parties)), el('span', '', t('tables.parties.new'))) : '');
}

/** Every fault of a file with its line and column. @param {any} failure */
export function faultList(failure) {
  const faults = failure.errors ?? [{ detail: failure.message, line: failure.line, field: failure.field, value: failure.value, feature: failure.feature }];
  if (failure.status !== 400) return warning(say(failure));
  return el('div', 'fault-list', warning(t(faults.length === 1 ? 'tables.refused.one' : 'tables.refused', number(faults.length))),
    el('ol', '', ...faults.slice(0, MOST_FAULTS).map((fault) => el('li', '', el('b', '', [fault.line ? t('tables.line', fault.line) : '', fault.feature ?? '', fault.field ? t(`tables.col.${fault.field}`) || fault.field : ''].filter(Boolean).join(' · ')),
      el('span', '', ` ${fault.value ? `“${fault.value}” ` : ''}${fault.detail}`)))),
    faults.length > MOST_FAULTS ? el('p', 'soft', t('tables.refused.more', number(faults.length - MOST_FAULTS))) : '');
}

/** Rows that are shorter than the first are filled up: a spreadsheet copies no empty cells at the end. */
const blobOf = (rows) => new Blob([csv(rows.map((row) => [...row, ...Array(Math.max(0, rows[0].length - row.length)).fill('')]))], { type: 'text/csv' });
