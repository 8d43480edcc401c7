/** The desk: where problems are worked on. */
import * as api from '../api.js';
import { byId, el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { withoutEmpty } from '../work/address.js';
import { toast } from '../work/failure.js';
import { ProblemList } from '../work/list.js';
import { ProblemPanel } from '../work/problem.js';
import { openReport } from '../work/report.js';
import { Shell } from '../work/shell.js';
import { Filters } from './filters.js';
import * as state from './view.js';

const RETIME_MILLIS = 60_000;

/** @type {state.View} */
let view = state.read();
let account = null;
let info = null;
let categories = [];
let panel = null;

const list = new ProblemList({
  query: () => state.query(view),
  href: (id) => state.address({ ...view, problem: id }),
  opened: (id) => open(id),
  empty,
  loaded: (total) => { byId('columns').hidden = total === 0; },
});
const filters = new Filters((changes, step) => change(() => ({ ...view, ...changes }), step));

/** Shows another view: new filters ask for a new list. */
function change(next, step) {
  view = withoutEmpty(next());
  state.write(view, step);
  filters.show(view);
  reload();
}

function reload() {
  for (const format of ['xlsx', 'csv']) byId(`file-${format}`).href = api.problemsFile(state.query(view), format);
  list.load();
}

function empty() {
  if (!state.filtered(view)) return el('div', 'state', icon('circle-check'), el('p', '', t(`empty.${account.role}`)));
  const clear = el('button', 'second', t('filter.clear'));
  clear.type = 'button';
  clear.addEventListener('click', () => change(() => state.cleared(view), true));
  return el('div', 'state', icon('search'), el('p', '', t('empty.filtered')), clear);
}

/** Opens a problem beside the list, or closes it. @param {string|null} id */
function open(id, step = true) {
  view = withoutEmpty({ ...view, problem: id });
  if (step) state.write(view, true);
  list.choose(id);
  panel.open(id);
}

function close() {
  const { problem } = view;
  open(null);
  list.focusOn(problem);
}

/** A problem has changed by what the caller did, or was found changed. */
function changed(problem, byCaller = false) {
  list.update(problem);
  if (byCaller) toast(t('step.done', t(`status.${problem.status}`)));
}

async function enter(who, area) {
  account = who;
  info = area;
  categories = await api.categories();
  panel = new ProblemPanel(info, account, { close, open: (id) => open(id), changed });
  filters.fill(categories, account);
  filters.show(view);
  list.choose(view.problem ?? null);
  reload();
  panel.open(view.problem ?? null, false);
}

function leave() {
  account = null;
  panel = null;
  byId('problem').hidden = true;
  document.body.classList.remove('with-problem');
}

function speak() {
  view = state.read();
  filters.fill(categories, account);
  filters.show(view);
  reload();
  panel.open(view.problem ?? null, false);
}

function problem(id) {
  if (id && id === view.problem) panel.load();
  else if (id && list.has(id)) api.problem(id).then((found) => list.update(found), () => list.outdated());
  else list.outdated();
}

function listen() {
  byId('report').addEventListener('click', () => openReport({
    info, categories, open: (id) => open(id),
    reported: (reported) => { toast(t('report.done')); reload(); open(reported.id); },
  }));
  byId('news').addEventListener('click', () => reload());
  window.addEventListener('popstate', () => {
    const before = view;
    view = state.read();
    if (!account) return;
    filters.show(view);
    if (state.address({ ...before, problem: '' }) !== state.address({ ...view, problem: '' })) reload();
    if (before.problem !== view.problem) open(view.problem ?? null, false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && view.problem && !document.querySelector('dialog[open]')) close();
  });
}

listen();
setInterval(() => { list.retime(); panel?.retime(); }, RETIME_MILLIS);
await new Shell({ name: 'desk', texts: ['desk'], enter, leave, speak, problem, openProblem: (id) => open(id) }).start();
