/** The desk: where problems are worked on. */
import * as api from '../api.js';
import { byId } from '../dom.js';
import { apply, language, load, t } from '../i18n.js';
import { failureNote, say, toast } from './failure.js';
import { Filters } from './filters.js';
import { ProblemList } from './list.js';
import { live } from './live.js';
import { Notices } from './notices.js';
import { ProblemPanel } from './problem.js';
import { openReport } from './report.js';
import * as session from './session.js';
import { useZone } from './time.js';
import * as state from './view.js';

const RETIME_MILLIS = 60_000;

/** @type {state.View} */
let view = state.read();
/** @type {session.Account|null} */
let account = null;
let info = null;
let categories = [];
let panel = null;
let stopLive = () => {};

await load(view.lang === 'en' || (!view.lang && !navigator.language.startsWith('zh')) ? 'en' : 'zh-CN', 'desk');
api.speak(language());

const list = new ProblemList({ opened: (id) => open(id), clear: () => change(() => state.cleared(view), true), role: () => account.role });
const filters = new Filters((changes, step) => change(() => ({ ...view, ...changes }), step));
const notices = new Notices((id) => open(id));

/** Shows another view: new filters ask for a new list. */
function change(next, step) {
  view = withoutEmpty(next());
  state.write(view, step);
  filters.show(view);
  list.load(view);
}

const withoutEmpty = (some) => Object.fromEntries(Object.entries(some).filter(([, value]) => value));

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

function title() {
  document.title = `${t('desk.title')} · Gridwarden`;
}

function showWho() {
  const who = byId('who');
  who.hidden = !account;
  if (account) who.textContent = `${account.name} · ${t(`account.${account.role}`)}`;
  for (const each of document.querySelectorAll('.signed')) each.hidden = !account;
  byId('to-map').href = `/?lang=${language()}`;
}

/** Nobody is signed in, or no longer. */
function strangers() {
  stopLive();
  account = null;
  panel = null;
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  notices.close();
  byId('problem').hidden = true;
  document.body.classList.remove('with-problem');
  byId('lost').hidden = true;
  showWho();
  byId('work').hidden = true;
  byId('sign-in').hidden = false;
  byId('name').focus();
}

/** @param {session.Account} who */
async function enter(who) {
  account = who;
  byId('sign-in').hidden = true;
  byId('work').hidden = false;
  showWho();
  try {
    [info, categories] = await Promise.all([api.map(), api.categories()]);
  } catch (failure) {
    byId('list-foot').replaceChildren(failureNote(failure, () => enter(who)));
    return;
  }
  useZone(info.zone);
  panel = new ProblemPanel(info, account, { close, open: (id) => open(id), changed });
  filters.fill(categories, account);
  filters.show(view);
  list.choose(view.problem ?? null);
  list.load(view);
  panel.open(view.problem ?? null, false);
  keepUp();
}

function keepUp() {
  stopLive();
  stopLive = live({
    poll: () => notices.refresh(),
    problem: async (id) => {
      if (id && id === view.problem) {
        panel.load();
      } else if (id && list.has(id)) {
        api.problem(id).then((problem) => list.update(problem), () => list.outdated());
      } else {
        list.outdated();
      }
    },
    lost: (lost) => { byId('lost').hidden = !lost; },
  });
}

function listen() {
  byId('report').addEventListener('click', () => openReport({
    info, categories, open: (id) => open(id),
    reported: (problem) => { toast(t('report.done')); list.load(view); open(problem.id); },
  }));
  byId('sign-out').addEventListener('click', () => {
    // First of all, or what keeps the page up to date would ask on in vain.
    stopLive();
    session.leave().then(strangers, (failure) => { toast(say(failure)); keepUp(); });
  });
  byId('news').addEventListener('click', () => list.load(view));
  byId('language').addEventListener('click', async () => {
    await load(language() === 'en' ? 'zh-CN' : 'en', 'desk');
    api.speak(language());
    view.lang = language();
    state.write(view, false);
    title();
    showWho();
    if (!account) return;
    filters.fill(categories, account);
    filters.show(view);
    list.load(view);
    panel.open(view.problem ?? null, false);
    notices.refresh().catch(() => {});
  });
  window.addEventListener('popstate', () => {
    const before = view;
    view = state.read();
    if (!account) return;
    filters.show(view);
    if (state.address({ ...before, problem: '' }) !== state.address({ ...view, problem: '' })) list.load(view);
    if (before.problem !== view.problem) open(view.problem ?? null, false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && view.problem && !document.querySelector('dialog[open]')) close();
  });
}

title();
setInterval(() => { list.retime(); panel?.retime(); }, RETIME_MILLIS);
apply(document);
listen();
session.signInForm(enter);
api.onSignedOut(() => { if (account) { strangers(); toast(t('session.ended')); } });
try {
  const who = await session.known();
  if (who) await enter(who); else strangers();
} catch (failure) {
  strangers();
  toast(say(failure));
}
