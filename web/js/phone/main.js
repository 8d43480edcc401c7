/** The phone's page: where am I and who is responsible, report, my tasks, what still waits to be sent. Works without a network. */
import * as api from '../api.js';
import { nameOf } from '../categories.js';
import { byId, el, icon } from '../dom.js';
import { number, t } from '../i18n.js';
import { Address, withoutEmpty } from '../work/address.js';
import { toast } from '../work/failure.js';
import { ProblemPanel } from '../work/problem.js';
import { problemRow, skeletonRows } from '../work/row.js';
import { Shell } from '../work/shell.js';
import { when } from '../work/time.js';
import { ReportForm } from './form.js';
import { Here } from './here.js';
import { Outbox } from './outbox.js';
import * as position from './position.js';
import { forget, keep, kept } from './store.js';

const TABS = { here: 'map-pin', report: 'camera', tasks: 'clipboard-list', waiting: 'send' };
const TASKS = 100;

const place = new Address(['tab', 'problem', 'lon', 'lat', 'crs', 'accuracy'], { tab: 'here' });
let view = place.read();
let account = null;
let categories = [];
let here = null;
let form = null;
let panel = null;
let items = [];
let lost = false;

const outbox = new Outbox({
  account: () => account?.name ?? null,
  changed: (all) => { items = all; drawWaiting(); drawTabs(); },
  sent: (problem) => { toast(t('phone.sent', problem.categoryName)); loadTasks(); },
  signedOut: () => toast(t('session.ended')),
});

function change(changes, step = true) {
  const before = view;
  view = withoutEmpty({ ...view, ...changes });
  place.write(view, step);
  follow(before);
}

function follow(before) {
  drawTabs();
  for (const tab of Object.keys(TABS)) byId(`${tab}-tab`).hidden = tab !== view.tab;
  if (view.tab === 'here') here.area.resized();
  if (before.tab !== view.tab && view.tab === 'tasks') loadTasks();
  if (before.problem !== view.problem) panel.open(view.problem ?? null);
}

function drawTabs() {
  const held = document.activeElement?.closest('#tabs button')?.dataset.tab;
  const mine = items.filter((item) => item.account === account?.name).length;
  byId('tabs').replaceChildren(...Object.entries(TABS).map(([tab, look]) => {
    const button = el('button', '', icon(look), el('span', '', t(`phone.tab.${tab}`)), tab === 'waiting' && mine ? el('b', '', number(mine)) : '');
    button.type = 'button';
    button.dataset.tab = tab;
    if (tab === view.tab) button.setAttribute('aria-current', 'page');
    button.addEventListener('click', () => change({ tab, problem: '' }));
    return button;
  }));
  if (held) byId('tabs').querySelector(`[data-tab="${held}"]`)?.focus();
}

/** What waits to be sent, and what was refused. */
function drawWaiting() {
  const box = byId('waiting-tab');
  if (!account) return;
  const now = el('button', 'second', icon('refresh-cw'), t('phone.sendNow'));
  now.type = 'button';
  now.addEventListener('click', () => outbox.flush());
  const others = items.filter((item) => item.account !== account.name).length;
  const mine = items.filter((item) => item.account === account.name);
  box.replaceChildren(el('header', '', el('p', '', t(mine.length === 1 ? 'phone.waiting.one' : 'phone.waiting', number(mine.length))), now),
    others ? el('p', 'note', icon('info'), el('span', '', t('phone.others', number(others)))) : '',
    ...mine.map(waitingItem), mine.length ? '' : el('div', 'state', icon('circle-check'), el('p', '', t('phone.nothingWaits'))));
}

function waitingItem(item) {
  const kind = categories.find((each) => each.code === item.report.category);
  const box = el('article', 'waiting-item', el('b', '', `${kind ? nameOf(kind) : item.report.category}${item.report.description ? ` · ${item.report.description}` : ''}`),
    el('span', item.fault ? 'tag bad' : 'tag warn', t(item.fault ? 'phone.refused' : 'phone.waits')), el('time', '', `${when(item.at)} · ${t('phone.photos', number(item.photos.length))}`));
  if (item.fault) {
    const again = el('button', 'second', t('error.retry'));
    again.type = 'button';
    again.addEventListener('click', () => outbox.again(item));
    const drop = el('button', 'second danger', t('phone.drop'));
    drop.type = 'button';
    drop.addEventListener('click', () => outbox.drop(item.id));
    box.append(el('p', 'soft', item.fault.message), el('div', 'buttons', again, drop));
  }
  return box;
}

/** My tasks: what I hold, else what I reported; without a network those of the last time. */
async function loadTasks() {
  const list = byId('list');
  if (!list.firstChild) list.replaceChildren(...skeletonRows(4));
  const filters = { status: 'unresolved', sort: 'dueAt', limit: TASKS, ...(account.role === 'reporter' ? { reporter: 'me' } : account.party && account.role === 'unit' ? { unit: 'me' } : {}) };
  try {
    const answer = await api.problems(filters);
    await keep('tasks', { account: account.name, items: answer.items, total: answer.total, at: new Date().toISOString() });
    showTasks(answer.items, answer.total, null);
  } catch (failure) {
    const known = await kept('tasks');
    if (known?.account === account.name) showTasks(known.items, known.total, known.at);
    else showTasks([], 0, new Date().toISOString());
  }
}

function showTasks(tasks, total, since) {
  byId('count').textContent = t(total === 1 ? 'list.count.one' : 'list.count', number(total)) + (since ? ` · ${t('phone.since', when(since))}` : '');
  byId('list').replaceChildren(...tasks.map((task) => el('li', '', problemRow(task, place.of({ ...view, problem: task.id }), (id) => change({ problem: id })))));
  byId('list-foot').replaceChildren(...(tasks.length ? [] : [el('div', 'state', icon('circle-check'), el('p', '', t('phone.noTasks')))]));
}

function showNetwork() {
  const silent = lost || navigator.onLine === false;
  const hindered = position.hindrance();
  byId('offline').hidden = !silent && !hindered;
  byId('offline').querySelector('span').textContent = silent ? t('phone.offline') : hindered ? t(hindered) : '';
}

async function enter(who, info) {
  account = who;
  await keep('account', { account: who, info });
  categories = await api.categories().then((all) => { keep('categories', all); return all; }, async (failure) => {
    if (failure.status !== 0) throw failure;
    return (await kept('categories')) ?? [];
  });
  panel = new ProblemPanel(info, account, {
    close: () => change({ problem: '' }), open: (id) => change({ problem: id }),
    changed: (_, byCaller) => { if (byCaller) { toast(t('phone.done')); loadTasks(); } },
  });
  if (!here) {
    here = new Here(info, () => form?.moved());
    form = new ReportForm({
      get categories() { return categories; },
      at: () => here.at, whose: () => here.answer?.grids.at(-1)?.name ?? '',
      send: async (report, photos) => {
        await outbox.add(report, photos);
        toast(t(navigator.onLine === false ? 'phone.keptForLater' : 'phone.keptAndSent'));
        change({ tab: 'waiting' });
      },
      open: (id) => change({ problem: id }), choose: () => change({ tab: 'here' }),
    });
  }
  showNetwork();
  form.draw();
  follow({});
  here.area.resized();
  here.start().catch(() => {});
  loadTasks();
  await outbox.tell();
  outbox.flush();
  keepOffline();
}

/** Has everything kept that this page is made of, so that it opens without a network. */
async function keepOffline() {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/phone' });
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map((each) => each.name.split('#')[0]);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { document.documentElement.dataset.offline = 'ready'; };
    active.postMessage({ keep: [...new Set([`${location.origin}/phone`, `${location.origin}/manifest.webmanifest`, ...loaded])] }, [channel.port2]);
  } catch {
    // Some browsers refuse it in private windows; the page works with a network all the same.
  }
}

function leave() {
  account = null;
  byId('list').replaceChildren();
  byId('waiting-tab').replaceChildren();
  byId('problem').hidden = true;
  // Whoever takes the phone next sees nothing of it. What waits to be sent stays.
  for (const name of ['account', 'tasks']) forget(name).catch(() => {});
}

function speak() {
  showNetwork();
  form.draw();
  here.speak();
  drawTabs();
  drawWaiting();
  loadTasks();
  panel.open(view.problem ?? null, false);
}

window.addEventListener('online', showNetwork);
window.addEventListener('offline', showNetwork);
window.addEventListener('popstate', () => {
  const before = view;
  view = place.read();
  if (account) follow(before);
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && view.problem && !document.querySelector('dialog[open]')) change({ problem: '' });
});
await new Shell({
  name: 'phone', texts: ['phone'], enter, leave, speak, kept: () => kept('account'),
  problem: (id) => { if (id === view.problem) panel.load(); }, poll: () => (account && view.tab === 'tasks' ? loadTasks() : undefined),
  openProblem: (id) => change({ problem: id }), lost: (now) => { lost = now; showNetwork(); if (!now) outbox.flush(); },
}).start();
