/** The window in which a problem is reported. */
import * as api from '../api.js';
import { fillTree } from '../categories.js';
import { el, icon } from '../dom.js';
import { parsePosition } from '../geo.js';
import { distance, t } from '../i18n.js';
import { labelled, openDialog, requestKey } from './dialog.js';
import { say, warning } from './failure.js';
import { SmallMap } from './smallmap.js';
import { ago } from './time.js';
import { photoField } from './upload.js';

const SYSTEMS = [['wgs84', 'WGS-84'], ['cgcs2000', 'CGCS2000'], ['gcj02', 'GCJ-02'], ['bd09', 'BD-09']];
const TYPING_MILLIS = 300;

function select(name, values) {
  const field = /** @type {HTMLSelectElement} */ (el('select', '', ...values.map(([value, text]) => {
    const option = el('option', '', text);
    option.value = value;
    return option;
  })));
  field.name = name;
  return field;
}

function input(name, most) {
  const field = /** @type {HTMLInputElement} */ (el('input'));
  field.type = 'text';
  field.name = name;
  field.maxLength = most;
  return field;
}

/**
 * @param {{info: any, categories: any[], reported: (problem: any) => void, open: (id: string) => void}} page
 */
export function openReport(page) {
  const { body, close } = openDialog(t('report.title'), 'wide');
  const key = requestKey();
  const place = input('position', 60);
  place.inputMode = 'decimal';
  place.placeholder = t('ask.positionHint');
  place.required = true;
  const crs = select('crs', SYSTEMS);
  const category = select('category', [['', t('report.choose')]]);
  category.required = true;
  fillTree(category, page.categories);
  const severity = select('severity', ['normal', 'serious', 'urgent'].map((code) => [code, t(`severity.${code}`)]));
  const address = input('address', 200);
  const description = /** @type {HTMLTextAreaElement} */ (el('textarea'));
  description.name = 'description';
  description.rows = 3;
  description.maxLength = 2000;
  const photos = photoField(t('report.photos'));
  const map = new SmallMap(page.info, t('report.map'));
  const whose = el('p', 'whose', icon('map-pin'), el('span', '', t('report.clickMap')));
  whose.setAttribute('role', 'status');
  const similar = el('div', 'similar');
  similar.setAttribute('role', 'status');
  const send = el('button', 'main', t('report.send'));
  send.type = 'submit';
  const faults = el('div', 'faults');
  const locate = el('button', 'second', icon('locate-fixed'), t('locate'));
  locate.type = 'button';
  let accuracy = null;
  let abort = null;
  let timer = 0;

  /** Asks whose it would be, and what is there already. */
  const look = async (move) => {
    abort?.abort();
    abort = new AbortController();
    const { signal } = abort;
    const at = parsePosition(place.value);
    similar.replaceChildren();
    send.textContent = t('report.send');
    if (!at) return;
    const question = { lon: at[0], lat: at[1], crs: crs.value, category: category.value };
    try {
      const answer = await api.responsibility(question, signal);
      const grid = answer.grids.at(-1);
      whose.lastChild.textContent = grid ? t('report.whose', grid.name, answer.primary?.party.name ?? t('nobody')) : t(`place.${answer.place}`);
      await map.show(answer.point.lon, answer.point.lat, accuracy, grid?.code, move);
      if (category.value) offer((await api.similar(at[0], at[1], crs.value, category.value, signal)).items);
    } catch (failure) {
      if (failure.name !== 'AbortError') whose.lastChild.textContent = failure.status === 400 ? t('report.badPosition') : say(failure);
    }
  };
  const offer = (items) => {
    if (items.length === 0) return;
    const far = Math.max(...items.map((each) => each.metres));
    const title = t(items.length === 1 ? 'report.similar.one' : 'report.similar', distance(Math.max(1, Math.ceil(far))), items.length);
    similar.replaceChildren(el('p', 'note', icon('info'), el('span', '', title)), el('ul', '', ...items.map((each) => {
      const link = el('button', 'link', icon('chevron-right'), t('report.similar.item', distance(each.metres), ago(each.reportedAt), t(`status.${each.status}`)));
      link.type = 'button';
      link.addEventListener('click', () => { close(); page.open(each.id); });
      return el('li', '', link);
    })));
    send.textContent = t('report.still');
  };
  map.onClick((lon, lat) => {
    place.value = `${lon.toFixed(6)}, ${lat.toFixed(6)}`;
    crs.value = 'wgs84';
    accuracy = null;
    look(map.coarse());
  });
  place.addEventListener('input', () => {
    accuracy = null;
    clearTimeout(timer);
    timer = setTimeout(() => look(true), TYPING_MILLIS);
  });
  crs.addEventListener('change', () => look(true));
  category.addEventListener('change', () => look(false));
  locate.addEventListener('click', () => {
    if (!window.isSecureContext || !navigator.geolocation) {
      whose.lastChild.textContent = t('locate.insecure');
      return;
    }
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      place.value = `${coords.longitude.toFixed(6)}, ${coords.latitude.toFixed(6)}`;
      crs.value = 'wgs84';
      accuracy = Math.round(coords.accuracy);
      look(true);
    }, (refusal) => { whose.lastChild.textContent = t(refusal.code === 1 ? 'locate.denied' : 'locate.failed'); }, { enableHighAccuracy: true, timeout: 15000 });
  });

  const form = el('form', 'report',
    el('div', 'place', map.element, whose, el('div', 'pair', labelled(t('ask.position'), place), labelled(t('ask.crs'), crs)), locate),
    el('div', 'what', el('div', 'pair', labelled(t('report.category'), category), labelled(t('report.severity'), severity)), similar,
      labelled(t('report.description'), description), labelled(t('report.address'), address), photos.element),
    faults, el('div', 'buttons', send));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const at = parsePosition(place.value);
    const fault = (!at && 'ask.bad') || (photos.waiting() && 'upload.wait');
    if (fault) {
      faults.replaceChildren(warning(t(fault)));
      return;
    }
    send.disabled = true;
    faults.replaceChildren();
    const report = { lon: at[0], lat: at[1], crs: crs.value, category: category.value, severity: severity.value, description: description.value.trim(), photos: photos.hashes() };
    if (address.value.trim()) report.address = address.value.trim();
    if (accuracy !== null) report.accuracy = accuracy;
    try {
      const reported = await api.report(report, key);
      close();
      page.reported(reported);
    } catch (failure) {
      faults.replaceChildren(warning(say(failure)));
      send.disabled = false;
    }
  });
  body.append(form);
  map.ready();
  place.focus();
}
