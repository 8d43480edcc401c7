/** Brings grids in: a file is checked first, its faults are shown on the map, and only then is it accepted. Versions and drafts. */
import { bringIn, progress, publish, versions } from '../api/grids.js';
import { byId, el, icon } from '../dom.js';
import { GridLayers } from '../grids.js';
import { distance, number, t } from '../i18n.js';
import { PreviewLayer } from '../map/preview.js';
import { sheet } from '../sheet.js';
import { areaMap } from '../work/areamap.js';
import { faultList } from '../tables/datatable.js';
import { failureNote, say, toast, warning } from '../work/failure.js';
import { Shell } from '../work/shell.js';
import { tabs } from '../work/tabs.js';
import { when } from '../work/time.js';

const OPTIONS = ['level', 'code', 'nameField', 'parent', 'within', 'crs', 'encoding', 'validFrom'];
const POLL_MILLIS = 500;
const MOST_SHOWN = 200;
const CLOSE = 18;

let area = null;
let preview = null;
let layers = null;
let signedIn = false;
let file = null;
const bottom = sheet();

const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

function options() {
  const chosen = Object.fromEntries(OPTIONS.map((name) => [name, field(name).value.trim()]));
  return { ...chosen, repair: field('repair').checked ? 'true' : '' };
}

/** Sends the file and shows how far it has come. @param {Record<string, string>} more */
async function send(more) {
  const box = byId('progress');
  const [words, bar] = /** @type {[HTMLElement, HTMLProgressElement]} */ ([...box.children]);
  box.hidden = false;
  byId('check').disabled = true;
  const say = (text, share) => {
    words.textContent = text;
    if (share === null) bar.removeAttribute('value'); else bar.value = share;
  };
  say(t('grids.sending'), 0);
  let asking = null;
  const ask = async () => {
    const step = await progress().catch(() => null);
    if (step?.what && asking) say(t('grids.working', step.what), step.total > 0 ? step.done / step.total : null);
  };
  try {
    return await bringIn(file, { ...options(), ...more }, (share) => {
      say(t('grids.sending'), share);
      if (share >= 1 && !asking) {
        say(t('grids.checking'), null);
        asking = setInterval(ask, POLL_MILLIS);
      }
    });
  } finally {
    clearInterval(asking);
    asking = null;
    box.hidden = true;
    byId('check').disabled = false;
  }
}

async function check() {
  clearResult();
  try {
    const answer = await send({ dryRun: 'true' });
    const box = preview.show(answer.grids);
    area.setFaults(answer.check);
    if (box) area.fit(box);
    showResult(answer);
  } catch (failure) {
    byId('result').replaceChildren(failure.status === 400 ? faultList(failure) : failureNote(failure, check));
  }
  bottom.atLeastHalf();
}

function clearResult() {
  byId('result').replaceChildren();
  preview?.show(null);
  area?.setFaults(null);
}

function showResult(answer) {
  const { features } = answer.check;
  const ours = features.length;
  const accept = el('button', 'main', t('grids.accept'));
  const draft = el('button', 'second', t('grids.draft'));
  for (const [button, more] of [[accept, {}], [draft, { draft: 'true' }]]) {
    button.type = 'button';
    button.disabled = !answer.accepted || (answer.added === 0 && answer.ended === 0);
    button.addEventListener('click', () => take(more));
  }
  accept.id = 'accept';
  const verdict = !answer.accepted ? warning(t('grids.refused', number(answer.refusals.length)))
    : el('p', 'note good', icon('circle-check'), el('span', '', t(answer.added + answer.ended === 0 ? 'grids.nothing' : ours ? 'grids.fineBut' : 'grids.fine')));
  byId('result').replaceChildren(verdict,
    el('ul', 'figures', ...['added', 'ended', 'unchanged'].map((name) => el('li', '', el('b', '', number(answer[name])), el('span', '', t(`grids.${name}`))))),
    answer.reparented.length ? el('p', 'soft', t('grids.reparented', number(answer.reparented.length))) : '',
    ...answer.repairs.slice(0, 20).map((text) => el('p', 'soft', text)),
    ours ? el('div', '', ...features.slice(0, MOST_SHOWN).map(fault)) : '',
    features.length > MOST_SHOWN ? el('p', 'soft', t('tables.refused.more', number(features.length - MOST_SHOWN))) : '',
    el('div', 'buttons', accept, draft));
}

function fault({ properties }) {
  const row = el('button', `fault ${properties.severity}`, icon(properties.severity === 'error' ? 'octagon-alert' : 'triangle-alert'),
    el('b', '', `${t(`fault.${properties.kind}`)} · ${properties.grids.join('、')}`),
    el('small', '', properties.areaSquareMetres ? t('faults.size', number(properties.areaSquareMetres), distance(properties.widthMetres)) : properties.detail));
  row.type = 'button';
  row.addEventListener('click', () => { area.setView(properties.lon, properties.lat, CLOSE); });
  return row;
}

/** Accepted, or kept as a draft. */
async function take(more) {
  try {
    const answer = await send(more);
    toast(t(more.draft ? 'grids.kept' : 'grids.taken', number(answer.added)));
    clearResult();
    file = null;
    field('file').value = '';
    byId('file-name').textContent = t('grids.choose');
    layers.cache.clear();
    layers.shown.clear();
    layers.refresh();
    turn('versions');
  } catch (failure) {
    byId('result').prepend(failure.status === 400 ? faultList(failure) : warning(say(failure)));
  }
}

async function showVersions() {
  const box = byId('versions');
  if (!box.firstChild) box.replaceChildren(el('div', 'skeleton', el('i'), el('i'), el('i')));
  try {
    const { items } = await versions();
    box.replaceChildren(...(items.length ? items.map(versionItem) : [el('p', 'state', t('grids.noVersions'))]));
  } catch (failure) {
    box.replaceChildren(failureNote(failure, showVersions));
  }
}

function versionItem(version) {
  const box = el('article', 'version', el('b', '', t('grids.version', version.id), ' ', version.draft ? el('span', 'tag warn', t('grids.isDraft')) : ''),
    el('span', '', version.source), el('small', '', `${version.levels.map((level) => t(`level${level}`)).join('、')} · ${t('grids.made', when(version.createdAt))} · ${version.validFrom ? t('grids.from', when(version.validFrom)) : t('grids.everBefore')}`));
  if (version.draft) {
    const button = el('button', 'second', t('grids.publish'));
    button.type = 'button';
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        await publish(version.id);
        toast(t('grids.published'));
        await showVersions();
      } catch (failure) {
        box.append(failure.status === 400 ? faultList(failure) : warning(say(failure)));
        button.disabled = false;
      }
    });
    box.append(button);
  }
  return box;
}

const show = tabs(['import', 'versions'], (name) => { if (name === 'versions') showVersions(); });

function turn(name) {
  byId(`tab-${name}`).click();
}

function listen() {
  const drop = document.querySelector('.drop');
  field('file').addEventListener('change', () => { if (field('file').files[0]) choose(field('file').files[0]); });
  drop.addEventListener('dragover', (event) => { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => { event.preventDefault(); drop.classList.remove('over'); if (event.dataTransfer.files[0]) choose(event.dataTransfer.files[0]); });
  byId('upload').addEventListener('submit', (event) => { event.preventDefault(); if (file) check(); });
  byId('upload').addEventListener('change', () => clearResult());
  window.addEventListener('popstate', () => { if (signedIn) show(); });
}

function choose(chosen) {
  file = chosen;
  field('file').required = false;
  byId('file-name').textContent = chosen.name;
  clearResult();
}

listen();
field('level').value = '3';
await new Shell({
  name: 'grids', texts: ['tables', 'grids'],
  enter: (_, info) => {
    signedIn = true;
    if (!area) {
      area = areaMap('map', info);
      preview = new PreviewLayer(area);
      layers = new GridLayers(area, info, (failure) => toast(say(failure)));
      layers.refresh();
    }
    area.resized();
    show();
  },
  leave: () => { signedIn = false; clearResult(); byId('versions').replaceChildren(); },
  speak: () => { byId('file-name').textContent = file?.name ?? t('grids.choose'); clearResult(); show(); },
}).start();
