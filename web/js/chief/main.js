/** The grid chief's page: my grids, their open problems by how much time is left, and who stands behind them. */
import * as api from '../api.js';
import { count, points } from '../api/chief.js';
import { byId, el, icon } from '../dom.js';
import { GridLayers } from '../grids.js';
import { number, t } from '../i18n.js';
import { PointLayer, STATES, markOf } from '../map/points.js';
import { sheet } from '../sheet.js';
import { onTheme } from '../theme.js';
import { Address, withoutEmpty } from '../work/address.js';
import { areaMap, boxOf } from '../work/areamap.js';
import { say, toast } from '../work/failure.js';
import { ProblemList } from '../work/list.js';
import { ProblemPanel } from '../work/problem.js';
import { openReport } from '../work/report.js';
import { Shell } from '../work/shell.js';
import { gridCards, myGrids } from './grids.js';
import { QUEUES, filtersOf } from './queues.js';

const RETIME_MILLIS = 60_000;
const MOVED_MILLIS = 250;

const place = new Address(['tab', 'queue', 'grid', 'follow', 'problem', 'map'], { tab: 'problems', queue: 'all' });
let view = place.read();
let account = null;
let info = null;
let categories = [];
let grids = [];
let area = null;
let layer = null;
let panel = null;
let asked = null;
const bottom = sheet();

const filters = () => filtersOf(view.queue, account, view.grid, view.follow ? area.box(0).map((each) => each.toFixed(6)).join(',') : undefined);

const list = new ProblemList({
  query: filters,
  href: (id) => place.of({ ...view, problem: id }),
  opened: (id) => open(id),
  pointed: (id) => layer?.point(id),
  empty: () => el('div', 'state', icon('circle-check'), el('p', '', t(view.queue === 'all' && !view.follow ? 'chief.empty' : `chief.empty.${view.follow ? 'here' : view.queue}`))),
});

/** Shows another view of the list and the map. */
function change(changes, step = true) {
  view = withoutEmpty({ ...view, ...changes });
  place.write(view, step);
  show();
}

function show() {
  for (const name of ['problems', 'grids']) {
    byId(`tab-${name}`).setAttribute('aria-selected', String(view.tab === name));
    byId(`tab-${name}`).tabIndex = view.tab === name ? 0 : -1;
    byId(`${name}-tab`).hidden = view.tab !== name;
  }
  const only = /** @type {HTMLSelectElement} */ (byId('only-grid'));
  only.value = view.grid ?? '';
  if (view.grid && only.value !== view.grid) {
    // A link from elsewhere names a grid that isn't one of the reader's own.
    const option = el('option', '', view.grid);
    option.value = view.grid;
    only.append(option);
    only.value = view.grid;
  }
  /** @type {HTMLInputElement} */ (byId('follow')).checked = Boolean(view.follow);
  showQueues();
  list.load();
  loadPoints();
  if (view.tab === 'grids') gridCards(grids, (code) => goTo(code));
}

async function showQueues() {
  const names = Object.keys(QUEUES).filter((name) => QUEUES[name](account));
  const held = document.activeElement?.closest('#queues .toggle')?.dataset.queue;
  const buttons = names.map((name) => {
    const figure = byId('queues').querySelector(`[data-queue="${name}"] b`)?.textContent ?? '';
    const button = el('button', 'toggle', t(`chief.queue.${name}`), ' ', el('b', '', figure));
    button.type = 'button';
    button.dataset.queue = name;
    button.setAttribute('aria-pressed', String(name === view.queue));
    button.addEventListener('click', () => change({ queue: name }));
    return button;
  });
  byId('queues').replaceChildren(...buttons);
  if (held) byId('queues').querySelector(`[data-queue="${held}"]`)?.focus();
  await Promise.all(names.map(async (name, i) => {
    buttons[i].querySelector('b').textContent = number(await count(filtersOf(name, account, view.grid)));
  })).catch(() => {});
}

async function loadPoints() {
  asked?.abort();
  asked = new AbortController();
  try {
    layer.set(await points(filtersOf(view.queue, account, view.grid), asked.signal));
    showLegend();
  } catch (failure) {
    if (failure.name !== 'AbortError') toast(say(failure));
  }
}

function showLegend() {
  const counts = layer.counts();
  byId('legend').replaceChildren(...[...STATES].reverse().filter((state) => state !== 'closed').map((state) => el('li', state, markOf(state), t(`chief.state.${state}`), el('b', '', number(counts[state] ?? 0)))));
}

async function goTo(code) {
  change({ tab: 'problems', grid: code, queue: 'all' });
  await showGrid(code);
}

/** Brings a grid into view and draws it strongly; without one, all of the reader's grids. */
async function showGrid(code) {
  try {
    if (code) {
      const feature = await api.grid(code);
      area.choose(feature);
      area.fit(boxOf(feature.geometry));
      return;
    }
    area.choose(null);
    const boxes = (await Promise.all(grids.map((grid) => api.grid(grid.code).catch(() => null)))).filter(Boolean).map((each) => boxOf(each.geometry));
    if (boxes.length) area.fit([Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])), Math.max(...boxes.map((b) => b[2])), Math.max(...boxes.map((b) => b[3]))]);
    else if (info.bbox) area.fit(info.bbox);
  } catch (failure) {
    toast(say(failure));
  }
}

/** Opens a problem over the panel and shows where it is, or closes it. @param {string|null} id */
function open(id, step = true) {
  view = withoutEmpty({ ...view, problem: id });
  if (step) place.write(view, true);
  list.choose(id);
  list.reveal(id);
  layer.choose(id);
  panel.open(id);
  const at = id && layer.place(id);
  if (at) area.reveal(at[0], at[1], bottom.coveredPixels(byId('map')));
}

function close() {
  const { problem } = view;
  open(null);
  list.focusOn(problem);
}

/** A problem has changed by what the caller did, or was found changed. */
function changed(problem, byCaller = false) {
  list.update(problem);
  layer.choose(problem.id);
  if (!layer.place(problem.id) && view.problem === problem.id) area.mark(problem.lon, problem.lat, null); else area.clearMark();
  if (byCaller) {
    toast(t('step.done', t(`status.${problem.status}`)));
    refresh();
  }
}

function refresh() {
  showQueues();
  return loadPoints();
}

function fillGrids() {
  const option = (value, text) => Object.assign(el('option', '', text), { value });
  byId('only-grid').replaceChildren(option('', t('chief.allGrids')), ...grids.map((grid) => option(grid.code, grid.name)));
}

function buildMap() {
  area = areaMap('map', info);
  layer = new PointLayer(area, (id) => open(id));
  new GridLayers(area, info, (failure) => toast(say(failure))).refresh();
  let timer = 0;
  area.onMoved(() => {
    const { lon, lat, zoom } = area.view();
    view = { ...view, map: `${zoom},${lon.toFixed(6)},${lat.toFixed(6)}` };
    place.write(view, false);
    clearTimeout(timer);
    if (view.follow) timer = setTimeout(() => list.load(), MOVED_MILLIS);
  });
}

async function enter(who, areaInfo) {
  account = who;
  info = areaInfo;
  [categories, grids] = await Promise.all([api.categories(), myGrids(account)]);
  if (!area) buildMap();
  panel = new ProblemPanel(info, account, { close, open: (id) => open(id), changed });
  fillGrids();
  const asBefore = (view.map ?? '').split(',').map(Number);
  if (asBefore.length === 3 && asBefore.every(Number.isFinite)) area.setView(asBefore[1], asBefore[2], asBefore[0]);
  else await showGrid(view.grid);
  if (view.grid) api.grid(view.grid).then((feature) => area.choose(feature), () => {});
  show();
  if (view.problem) open(view.problem, false);
}

function leave() {
  account = null;
  layer?.clear();
  layer?.redraw();
  byId('problem').hidden = true;
  document.body.classList.remove('with-problem');
}

function speak() {
  view = place.read();
  fillGrids();
  byId('grids-tab').replaceChildren();
  show();
  panel.open(view.problem ?? null, false);
}

function problem(id) {
  if (id && id === view.problem) panel.load();
  if (id && list.has(id)) api.problem(id).then((found) => list.update(found), () => list.outdated());
  else list.outdated();
}

function listen() {
  for (const tab of document.querySelectorAll('[data-tab]')) {
    tab.addEventListener('click', () => change({ tab: tab.dataset.tab }));
    tab.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      const other = view.tab === 'grids' ? 'problems' : 'grids';
      change({ tab: other });
      byId(`tab-${other}`).focus();
    });
  }
  byId('only-grid').addEventListener('change', ({ target }) => { change({ grid: target.value }); showGrid(target.value); });
  byId('follow').addEventListener('change', ({ target }) => change({ follow: target.checked ? '1' : '' }));
  byId('news').addEventListener('click', () => { list.load(); refresh(); });
  byId('report').addEventListener('click', () => openReport({
    info, categories, open: (id) => open(id),
    reported: (reported) => { toast(t('report.done')); list.load(); refresh(); open(reported.id); },
  }));
  onTheme(() => { if (layer) showLegend(); });
  window.addEventListener('popstate', () => {
    const before = view;
    view = place.read();
    if (!account) return;
    if (['tab', 'queue', 'grid', 'follow'].some((name) => before[name] !== view[name])) show();
    if (before.problem !== view.problem) open(view.problem ?? null, false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && view.problem && !document.querySelector('dialog[open]')) close();
  });
}

listen();
setInterval(() => { list.retime(); panel?.retime(); }, RETIME_MILLIS);
await new Shell({ name: 'chief', texts: ['chief'], enter, leave, speak, problem, poll: () => (account && layer ? refresh() : undefined), openProblem: (id) => open(id) }).start();
