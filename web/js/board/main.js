/** The leaders' board: where unresolved problems pile up, who is behind, how it goes, and the very problems behind each number. */
import * as api from '../api.js';
import { partyNames } from '../api/board.js';
import { fillTree } from '../categories.js';
import { byId, el, icon } from '../dom.js';
import { GridLayers } from '../grids.js';
import { t } from '../i18n.js';
import { sheet } from '../sheet.js';
import { onTheme } from '../theme.js';
import { Address, withoutEmpty } from '../work/address.js';
import { areaMap } from '../work/areamap.js';
import { say, toast } from '../work/failure.js';
import { ProblemPanel } from '../work/problem.js';
import { Shell } from '../work/shell.js';
import { when } from '../work/time.js';
import { Drill } from './drill.js';
import { Machine } from './machine.js';
import { MapView } from './mapview.js';
import { Overview } from './overview.js';

const place = new Address(['show', 'measure', 'what', 'category', 'grid', 'unit', 'days', 'by', 'level', 'sort', 'step', 'table', 'film', 'at', 'number', 'key', 'span', 'problem', 'map'],
  { show: 'heat', measure: 'perKm2', what: 'unresolved', days: '30', by: 'grid', level: '3', sort: 'open', step: 'week', film: 'week' });

const CHOICES = {
  show: ['heat', 'change', 'grids', 'hexagons', 'spots'],
  measure: ['count', 'perKm2', 'perThousand', 'overdueShare', 'meanAgeDays'],
  what: ['unresolved', 'overdue', 'waiting', 'handled', 'suspended', 'returned', 'severe', 'weighted'],
  days: ['7', '30', '90', '365'],
};
const DRILL = ['number', 'key', 'span'];

/** On the map and in the overview. */
const FILTERS = ['category', 'grid', 'unit'];
const REFRESH_MILLIS = 3_000;

let view = place.read();
let account = null;
let area = null;
let categories = [];
let panel = null;
let mapView = null;
let overview = null;
let machine = null;
let drill = null;
let refreshed = 0;
let later = 0;
let names = {};
const bottom = sheet();

const select = (id) => /** @type {HTMLSelectElement} */ (byId(id));

/** @param {Record<string, any>} changes */
function change(changes, step = true) {
  const before = view;
  view = withoutEmpty({ ...view, ...changes });
  place.write(view, step);
  follow(before);
}

/** Brings every part to what the view says, where something of it has changed. */
function follow(before) {
  const differs = (...some) => some.some((name) => before[name] !== view[name]);
  fill();
  if (differs('show', 'measure', 'what', 'days', 'at', ...FILTERS)) mapView.show(view);
  if (differs('film', 'what', ...FILTERS)) machine.load(view);
  if (differs('at')) machine.place(view.at ?? null);
  if (differs('days', 'by', 'step', ...FILTERS)) overview.load(view);
  else if (differs('level', 'sort', 'table')) overview.draw(view);
  if (differs(...DRILL, ...FILTERS, 'by')) drill.show(view, overview.period);
  if (differs('problem')) openPanel(view.problem ?? null);
}

function fill() {
  for (const [name, values] of Object.entries(CHOICES)) {
    select(name).replaceChildren(...values.map((value) => Object.assign(el('option', '', t(`board.${name}.${value}`)), { value })));
    select(name).value = view[name];
  }
  byId('measure-field').hidden = !['grids', 'hexagons'].includes(view.show);
  fillTree(select('category'), categories, view.category ?? '');
  byId('focus').replaceChildren(...['grid', 'unit'].filter((name) => view[name]).map((name) => {
    const chip = el('button', 'toggle carried', t(`board.only.${name}`, names[view[name]] ?? view[name]), icon('x'));
    chip.type = 'button';
    chip.setAttribute('aria-label', t('board.drop', names[view[name]] ?? view[name]));
    chip.addEventListener('click', () => change({ [name]: '' }));
    return chip;
  }));
}

/** What the chosen grid and unit are called. */
async function nameFocus() {
  const wanted = [];
  if (view.grid && !names[view.grid]) wanted.push(api.grid(view.grid).then((feature) => { names[view.grid] = feature.properties.name; }));
  if (view.unit && !names[view.unit]) wanted.push(partyNames([view.unit]).then(({ items }) => { if (items[0]) names[view.unit] = items[0].name; }));
  await Promise.allSettled(wanted);
  if (wanted.length) fill();
}

function openPanel(id, focus = true) {
  drill.choose(id);
  panel.open(id, focus);
}

function closeProblem() {
  const { problem } = view;
  change({ problem: '' });
  drill.focusOn(problem);
}

function changed(problem, byCaller = false) {
  drill.update(problem);
  if (byCaller) {
    toast(t('step.done', t(`status.${problem.status}`)));
    refresh(true);
  }
}

/** The newest numbers and pictures. A change now and then is shown at once, a stream of them every few seconds. */
async function refresh(now = false) {
  clearTimeout(later);
  const wait = refreshed + REFRESH_MILLIS - Date.now();
  if (!now && wait > 0) {
    later = setTimeout(() => { if (account) refresh(); }, wait);
    return;
  }
  refreshed = Date.now();
  await Promise.all([overview.load(view), view.at ? undefined : mapView.show(view)]);
  byId('fresh').textContent = t('board.fresh', when(new Date().toISOString()));
}

function build(info) {
  area = areaMap('map', info);
  const asBefore = (view.map ?? '').split(',').map(Number);
  if (asBefore.length === 3 && asBefore.every(Number.isFinite)) area.setView(asBefore[1], asBefore[2], asBefore[0]);
  new GridLayers(area, info, (failure) => toast(say(failure))).refresh();
  mapView = new MapView(area, info, (code) => change({ grid: code, number: 'open', key: '', span: '' }), (grids) => Object.assign(names, grids));
  machine = new Machine({ at: (at, step) => change({ at }, step), film: (film) => change({ film }), shown: () => mapView.ready, top: (top) => mapView.scale(top), zoom: () => area.view().zoom });
  overview = new Overview({ change, named: (some) => Object.assign(names, some), opened: (what) => change({ span: '', key: '', ...what }) });
  drill = new Drill({
    opened: (id) => change({ problem: id }), href: (id) => place.of({ ...view, problem: id }), back: () => change({ number: '', key: '', span: '', problem: '' }),
    name: (key) => names[key], loaded: () => bottom.atLeastHalf(),
  });
  area.onMoved(() => {
    const at = area.view();
    view = { ...view, map: `${at.zoom},${at.lon.toFixed(6)},${at.lat.toFixed(6)}` };
    place.write(view, false);
    mapView.moved(view);
  });
}

async function enter(who, info) {
  account = who;
  categories = await api.categories();
  if (!area) build(info);
  panel = new ProblemPanel(info, account, { close: closeProblem, open: (id) => change({ problem: id }), changed });
  fill();
  nameFocus();
  await start();
}

async function start() {
  mapView.show(view);
  machine.load(view);
  await overview.load(view);
  refreshed = Date.now();
  drill.show(view, overview.period);
  openPanel(view.problem ?? null, false);
}

function leave() {
  account = null;
  machine?.stop();
  byId('problem').hidden = true;
  document.body.classList.remove('with-problem');
}

function speak() {
  view = place.read();
  fill();
  start();
}

function problem(id) {
  if (id && id === view.problem) panel.load();
  drill.changed(id);
}

function listen() {
  for (const name of Object.keys(CHOICES)) select(name).addEventListener('change', () => change({ [name]: select(name).value, ...(name === 'days' ? { span: '' } : {}) }));
  select('category').addEventListener('change', () => change({ category: select('category').value }));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  onTheme(() => { if (account) { mapView.show(view); overview.draw(view); } });
  window.addEventListener('popstate', () => {
    const before = view;
    view = place.read();
    if (account) {
      nameFocus();
      follow(before);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
    if (view.problem) closeProblem();
    else if (view.number) change({ number: '', key: '', span: '' });
  });
}

listen();
await new Shell({ name: 'board', texts: ['board'], theme: 'dark', drawn: async () => mapView?.settled(), enter, leave, speak, problem, poll: () => (account && overview ? refresh() : undefined), openProblem: (id) => change({ problem: id }) }).start();

