/** The map page: who is responsible here. */
import * as api from './api.js';
import * as card from './card.js';
import { fillTree } from './categories.js';
import { byId } from './dom.js';
import { faults } from './faults.js';
import { parsePosition } from './geo.js';
import { GridLayers } from './grids.js';
import { apply, language, load, t } from './i18n.js';
import { AreaMap } from './map.js';
import { search } from './search.js';
import { sheet } from './sheet.js';
import * as state from './state.js';

/** So near to a border a click is asked about with the error of a finger. */
const CLOSE_METRES = 30;

/** @type {state.View} */
const view = state.read();
let info = { zone: 'Asia/Shanghai', bbox: null, levels: {}, base: null };
let abort = null;

await load(view.lang ?? (navigator.language.startsWith('zh') ? 'zh-CN' : 'en'));
api.speak(language());
const map = new AreaMap('map');
const panel = sheet();
const showFaults = faults(map, failed);

function toast(text) {
  const box = byId('toast');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { box.hidden = true; }, 6000);
}

function failed(failure) {
  toast(failure.message || t('error.network'));
}

function show(...children) {
  byId('answer').replaceChildren(...children);
}

function remember(step) {
  Object.assign(view, map.view(), { lang: language() });
  byId('to-desk').href = `/desk?lang=${language()}`;
  state.write(view, step);
}

/** Asks who is responsible and shows the answer. */
async function ask(step = true) {
  if (!view.point) return;
  abort?.abort();
  abort = new AbortController();
  const question = { lon: view.point[0], lat: view.point[1], crs: view.crs, category: view.category, at: view.at, accuracy: view.accuracy };
  // First of all: what moves the map from here on belongs to the new view, not to the one before.
  remember(step);
  show(card.loading());
  panel.atLeastHalf();
  try {
    let answer = await api.responsibility(question, abort.signal);
    let accuracy = view.accuracy;
    if (!accuracy && answer.place === 'inside' && answer.boundaryMetres < CLOSE_METRES && !answer.candidates) {
      const wider = await api.responsibility({ ...question, accuracy: CLOSE_METRES }, abort.signal);
      answer = { ...answer, candidates: wider.candidates, certain: wider.certain, samePrimary: wider.samePrimary };
      accuracy = CLOSE_METRES;
    }
    map.mark(answer.point.lon, answer.point.lat, view.accuracy);
    map.reveal(answer.point.lon, answer.point.lat, panel.coveredPixels(byId('map')));
    show(...card.card(answer, {
      zone: info.zone, at: view.at ?? null, accuracy, overlap: !accuracy && (answer.candidates ?? []).length > 1,
      onGrid: (code) => goTo(code),
      onCrs: (crs) => { view.crs = crs; fillForm(); ask(); },
    }));
    byId('panel-scroll').scrollTop = 0;
    const finest = answer.grids.at(-1);
    map.choose(finest ? await api.grid(finest.code, abort.signal) : null);
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    map.choose(null);
    show(card.failure(failure.message || t('error.network'), () => ask(false)));
  }
}

/** Shows a grid. */
async function goTo(code) {
  try {
    const feature = await api.grid(code);
    view.grid = code;
    remember(true);
    map.choose(feature);
    map.fit(boxOf(feature.geometry));
  } catch (failure) {
    failed(failure);
  }
}

function boxOf(geometry) {
  const box = [180, 90, -180, -90];
  const visit = (c) => {
    if (typeof c[0] === 'number') {
      box[0] = Math.min(box[0], c[0]);
      box[1] = Math.min(box[1], c[1]);
      box[2] = Math.max(box[2], c[0]);
      box[3] = Math.max(box[3], c[1]);
    } else {
      c.forEach(visit);
    }
  };
  visit(geometry.coordinates);
  return box;
}

function locate() {
  if (!window.isSecureContext || !navigator.geolocation) {
    toast(t('locate.insecure'));
    return;
  }
  byId('locate').classList.add('busy');
  navigator.geolocation.getCurrentPosition((found) => {
    byId('locate').classList.remove('busy');
    const { longitude, latitude, accuracy } = found.coords;
    Object.assign(view, { point: [longitude, latitude], crs: undefined, accuracy: Math.min(100000, Math.round(accuracy)), grid: undefined });
    map.setView(longitude, latitude, accuracy > 500 ? 14 : 17);
    fillForm();
    ask();
  }, (refusal) => {
    byId('locate').classList.remove('busy');
    toast(t(refusal.code === 1 ? 'locate.denied' : 'locate.failed'));
  }, { enableHighAccuracy: true, timeout: 15000 });
}

const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

function fillForm() {
  const epsg = view.crs?.match(/^EPSG:(\d+)$/i);
  field('ask-position').value = view.point ? view.point.map((v) => Number(v.toFixed(7))).join(', ') : '';
  field('ask-crs').value = epsg ? 'epsg' : view.crs ?? 'wgs84';
  field('ask-epsg').value = epsg ? epsg[1] : '';
  byId('ask-epsg-row').hidden = !epsg;
  field('ask-category').value = view.category ?? '';
  field('ask-at').value = view.at ?? '';
}

function readForm() {
  const crs = field('ask-crs').value;
  view.crs = crs === 'wgs84' ? undefined : crs === 'epsg' ? `EPSG:${field('ask-epsg').value.trim()}` : crs;
  view.category = field('ask-category').value || undefined;
  view.at = field('ask-at').value || undefined;
}

function fillCategories(all) {
  fillTree(byId('ask-category'), all, view.category);
}

function listen(layers) {
  map.onClick((lon, lat) => {
    Object.assign(view, { point: [Number(lon.toFixed(7)), Number(lat.toFixed(7))], crs: undefined, accuracy: undefined, grid: undefined });
    fillForm();
    ask();
  });
  map.onMoved(() => remember(false));
  byId('ask').addEventListener('submit', (event) => {
    event.preventDefault();
    const position = parsePosition(field('ask-position').value);
    if (!position) {
      toast(t('ask.bad'));
      field('ask-position').focus();
      return;
    }
    readForm();
    Object.assign(view, { point: position, accuracy: undefined, grid: undefined });
    ask();
  });
  for (const id of ['ask-category', 'ask-at']) {
    byId(id).addEventListener('change', () => { readForm(); if (view.point) ask(); });
  }
  byId('ask-crs').addEventListener('change', () => { byId('ask-epsg-row').hidden = field('ask-crs').value !== 'epsg'; });
  byId('locate').addEventListener('click', locate);
  byId('layers').addEventListener('click', () => toggleLayerBox(byId('layer-box').hidden));
  byId('language').addEventListener('click', async () => {
    await load(language() === 'en' ? 'zh-CN' : 'en');
    api.speak(language());
    start.categories.then(fillCategories, () => {});
    await showFaults(Boolean(view.faults));
    remember(false);
    if (view.point) ask(false); else show(card.welcome(t('hint')));
  });
  for (const box of document.querySelectorAll('[data-level]')) {
    box.addEventListener('change', () => layers?.toggle(Number(box.dataset.level), box.checked));
  }
  field('show-base').addEventListener('change', () => map.showBase(field('show-base').checked));
  field('show-faults').addEventListener('change', () => {
    view.faults = field('show-faults').checked;
    panel.atLeastHalf();
    showFaults(view.faults);
    remember(false);
  });
  document.addEventListener('pointerdown', () => document.body.classList.remove('keys'), true);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') document.body.classList.add('keys');
    if (event.key === 'Escape') {
      toggleLayerBox(false);
      panel.close();
    }
    if (event.key === 'Enter' && event.target === byId('map')) {
      const centre = map.view();
      Object.assign(view, { point: [Number(centre.lon.toFixed(7)), Number(centre.lat.toFixed(7))], crs: undefined, accuracy: undefined });
      fillForm();
      ask();
    }
  });
  window.addEventListener('popstate', () => {
    Object.assign(view, { point: undefined, crs: undefined, category: undefined, at: undefined, accuracy: undefined, grid: undefined }, state.read());
    restore();
  });
  search((found) => goTo(found.code));
}

function toggleLayerBox(open) {
  byId('layer-box').hidden = !open;
  byId('layers').setAttribute('aria-expanded', String(open));
}

/** Shows what the address says. */
function restore() {
  if (view.zoom !== undefined) map.setView(view.lon, view.lat, view.zoom);
  fillForm();
  if (view.point) {
    ask(false);
  } else {
    map.clearMark();
    map.choose(null);
    show(card.welcome(t(info.bbox ? 'hint' : 'empty')));
    if (view.grid) api.grid(view.grid).then((feature) => map.choose(feature), () => {});
  }
}

async function start() {
  show(card.loading());
  start.categories = api.categories();
  try {
    info = await api.map();
  } catch (failure) {
    show(card.failure(failure.message || t('error.network'), () => location.reload()));
    return;
  }
  if (view.zoom !== undefined) map.setView(view.lon, view.lat, view.zoom);
  else if (info.bbox) map.fit(info.bbox);
  else map.setView(105, 35, 4);
  const layers = info.bbox ? new GridLayers(map, info, failed) : null;
  layers?.refresh();
  if (info.base?.kind === 'tiles') map.setTiles(info.base.url, info.base.crs, info.base.attribution);
  if (info.base?.kind === 'geojson') api.base(info.base.url).then((collection) => map.setBase(collection), failed);
  start.categories.then(fillCategories, failed);
  listen(layers);
  field('show-faults').checked = Boolean(view.faults);
  if (view.faults) showFaults(true);
  restore();
  apply(document);
}

start();
