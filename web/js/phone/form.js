/** Reports a problem: a photo, three taps for what it is, and away it goes, with a network or without. */
import * as api from '../api.js';
import { nameOf } from '../categories.js';
import { byId, el, icon } from '../dom.js';
import { distance, t } from '../i18n.js';
import { labelled } from '../work/dialog.js';
import { warning } from '../work/failure.js';
import { ago } from '../work/time.js';

const MOST_PHOTOS = 9;
const MOST_BYTES = 12 * 1024 * 1024;
const SEVERITIES = ['normal', 'serious', 'urgent'];

export class ReportForm {
  /**
   * @param {{categories: any[], at: () => import('./position.js').Position|null, whose: () => string, send: (report: any, photos: Blob[]) => Promise<void>,
   *   open: (id: string) => void, choose: () => void}} page choose: the position shall be chosen on the map
   */
  constructor(page) {
    this.page = page;
    this.clear();
  }

  clear() {
    this.photos = [];
    this.kind = null;
    this.trail = [];
    this.severity = 'normal';
    this.words = '';
  }

  draw() {
    const description = /** @type {HTMLTextAreaElement} */ (el('textarea'));
    description.name = 'description';
    description.rows = 3;
    description.maxLength = 2000;
    description.value = this.words;
    description.addEventListener('input', () => { this.words = description.value; });
    this.shots = el('div', 'shots');
    this.kinds = el('div', 'kinds');
    this.similar = el('div', 'similar');
    this.similar.setAttribute('role', 'status');
    this.where = el('div', 'where-line');
    this.faults = el('div', 'faults');
    this.send = el('button', 'main', icon('send'), el('span', '', t('report.send')));
    this.send.type = 'submit';
    const severities = el('div', 'severities');
    severities.setAttribute('role', 'group');
    severities.setAttribute('aria-label', t('report.severity'));
    severities.append(...SEVERITIES.map((code) => {
      const button = el('button', '', t(`severity.${code}`));
      button.type = 'button';
      button.setAttribute('aria-pressed', String(code === this.severity));
      button.addEventListener('click', () => {
        this.severity = code;
        for (const each of severities.children) each.setAttribute('aria-pressed', String(each === button));
      });
      return button;
    }));
    const form = el('form', 'phone-report', this.shots, this.kinds, this.similar, severities, labelled(t('phone.words'), description), this.where, this.faults, this.send);
    form.addEventListener('submit', (event) => { event.preventDefault(); this.submit(); });
    byId('report-tab').replaceChildren(form);
    this.drawPhotos();
    this.drawKinds();
    this.moved();
  }

  drawPhotos() {
    const input = /** @type {HTMLInputElement} */ (el('input'));
    Object.assign(input, { type: 'file', accept: 'image/jpeg,image/png', multiple: true });
    input.setAttribute('capture', 'environment');
    input.setAttribute('aria-label', t('phone.photo'));
    input.addEventListener('change', () => {
      const files = [...input.files];
      const fit = files.filter((file) => file.size <= MOST_BYTES).slice(0, MOST_PHOTOS - this.photos.length);
      this.photos.push(...fit);
      this.fault(files.some((file) => file.size > MOST_BYTES) ? t('upload.large') : fit.length < files.length ? t('upload.most', MOST_PHOTOS) : null);
      this.drawPhotos();
    });
    const add = el('label', 'add', icon('camera'), el('span', '', t('phone.photo')), input);
    add.hidden = this.photos.length >= MOST_PHOTOS;
    this.shots.replaceChildren(...this.photos.map((photo, i) => {
      const image = el('img');
      image.alt = t('phone.photoOf', i + 1);
      image.src = URL.createObjectURL(photo);
      image.addEventListener('load', () => URL.revokeObjectURL(image.src));
      const remove = el('button', 'remove', icon('x'));
      remove.type = 'button';
      remove.setAttribute('aria-label', t('upload.remove', i + 1));
      remove.addEventListener('click', () => { this.photos.splice(i, 1); this.drawPhotos(); });
      return el('div', 'thumb', image, remove);
    }), add);
  }

  /** The categories step by step: what is under the last one tapped. */
  drawKinds() {
    const parent = this.trail.at(-1)?.code ?? null;
    const name = (each) => nameOf(each);
    if (this.kind) {
      const change = el('button', 'tool', t('phone.change'));
      change.type = 'button';
      change.addEventListener('click', () => { this.kind = null; this.trail = []; this.drawKinds(); this.look(); });
      this.kinds.replaceChildren(el('p', 'step-title', t('report.category')), el('div', 'chosen-kind', el('span', '', [...this.trail, this.kind].map(name).join(' › ')), change));
      return;
    }
    const choices = this.page.categories.filter((each) => (each.parent ?? null) === parent).sort((a, b) => a.code.localeCompare(b.code, undefined, { numeric: true }));
    const back = el('button', 'link', icon('arrow-left'), this.trail.map(name).join(' › '));
    back.type = 'button';
    back.addEventListener('click', () => { this.trail.pop(); this.drawKinds(); });
    const buttons = choices.map((each) => {
      const button = el('button', '', name(each));
      button.type = 'button';
      button.dataset.category = each.code;
      button.addEventListener('click', () => {
        if (this.page.categories.some((other) => other.parent === each.code)) this.trail.push(each); else this.kind = each;
        this.drawKinds();
        if (this.kind) this.look();
      });
      return button;
    });
    this.kinds.replaceChildren(el('p', 'step-title', t('phone.kind')), this.trail.length ? back : '', el('div', 'taps', ...buttons));
  }

  /** There is another position. */
  moved() {
    if (!this.where) return;
    const at = this.page.at();
    const choose = el('button', 'second', t('phone.chooseOnMap'));
    choose.type = 'button';
    choose.addEventListener('click', () => this.page.choose());
    const accuracy = at?.accuracy ? ` ±${distance(at.accuracy)}` : '';
    this.where.replaceChildren(icon('map-pin'), el('span', '', at ? `${this.page.whose() || `${at.lon.toFixed(5)}, ${at.lat.toFixed(5)}`}${accuracy}` : t('phone.nowhere')), choose);
    this.look();
  }

  /** Asks what is there already, where there is a network. */
  async look() {
    this.abort?.abort();
    this.similar?.replaceChildren();
    const at = this.page.at();
    if (!at || !this.kind) return;
    this.abort = new AbortController();
    try {
      const { items } = await api.similar(at.lon, at.lat, at.crs, this.kind.code, this.abort.signal);
      if (items.length === 0) return;
      const far = Math.max(...items.map((each) => each.metres));
      this.similar.replaceChildren(el('p', 'note', icon('info'), el('span', '', t(items.length === 1 ? 'report.similar.one' : 'report.similar', distance(Math.max(1, Math.ceil(far))), items.length))),
        ...items.map((each) => {
          const link = el('button', 'link', icon('chevron-right'), t('report.similar.item', distance(each.metres), ago(each.reportedAt), t(`status.${each.status}`)));
          link.type = 'button';
          link.addEventListener('click', () => this.page.open(each.id));
          return link;
        }));
    } catch {
      // Whether it is known already, the server says when the report arrives.
    }
  }

  fault(text) {
    this.faults.replaceChildren(...(text ? [warning(text)] : []));
  }

  async submit() {
    const at = this.page.at();
    const missing = (!at && 'phone.nowhere') || (!this.kind && 'phone.noKind') || (!this.words.trim() && this.photos.length === 0 && 'phone.noWords');
    if (missing) {
      this.fault(t(missing));
      this.faults.scrollIntoView({ block: 'nearest' });
      return;
    }
    this.send.disabled = true;
    const report = { lon: at.lon, lat: at.lat, crs: at.crs, category: this.kind.code, severity: this.severity, description: this.words.trim(), takenAt: new Date().toISOString(), source: 'phone' };
    if (at.accuracy) report.accuracy = at.accuracy;
    try {
      await this.page.send(report, this.photos);
      this.clear();
      this.draw();
    } catch {
      // Only the phone's own memory can have failed.
      this.fault(t('phone.noRoom'));
      this.send.disabled = false;
    }
  }
}
