/** The wall map: what shall be on it, how it will look, and the file. */
import * as api from '../api.js';
import { mapAddress, sheet } from '../api/print.js';
import { byId, el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { failureNote } from '../work/failure.js';
import { Shell } from '../work/shell.js';
import { gridField } from './gridfield.js';

const TYPING_MILLIS = 400;
const field = (id) => /** @type {HTMLInputElement} */ (byId(id));

let abort = null;
let timer = 0;
let shown = '';

const grid = gridField(field('grid'), byId('grid-choices'), byId('grid-fault'), () => changed(0));

/** What the form wishes, as parameters of the server. */
function wish() {
  return {
    grid: grid.code(), size: field('size').value, portrait: field('portrait').value, title: field('title').value.trim(),
    contacts: field('contacts').checked, problems: field('problems').checked, phones: field('phones').checked,
  };
}

function changed(wait = TYPING_MILLIS) {
  clearTimeout(timer);
  timer = setTimeout(preview, wait);
}

/** Keeps the view in the address, so that a link shows the same sheet. */
function remember(asked) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(asked)) if (value || value === false) query.set(name, String(value)); else query.delete(name);
  history.replaceState(null, '', `${location.pathname}?${query}`);
}

function links(usable) {
  for (const kind of ['pdf', 'svg']) {
    const link = byId(kind);
    if (usable) link.setAttribute('href', mapAddress(wish(), kind)); else link.removeAttribute('href');
    link.setAttribute('aria-disabled', String(!usable));
  }
}

async function preview() {
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  byId('phones-note').hidden = !field('phones').checked;
  const usable = grid.code() !== null;
  links(usable);
  if (!usable) {
    byId('sheet').hidden = true;
    byId('preview-state').replaceChildren(el('div', 'state', icon('map'), el('p', '', t('print.noGrid'))));
    return;
  }
  remember(wish());
  byId('preview').setAttribute('aria-busy', 'true');
  if (byId('sheet').hidden) byId('preview-state').replaceChildren(el('p', 'state', t('print.drawing')));
  try {
    const picture = await sheet(wish(), signal);
    URL.revokeObjectURL(shown);
    shown = URL.createObjectURL(picture);
    const image = /** @type {HTMLImageElement} */ (byId('sheet'));
    image.src = shown;
    image.alt = t('print.alt', grid.name() || t('print.whole'), field('size').value);
    image.hidden = false;
    byId('preview-state').replaceChildren();
  } catch (failure) {
    if (failure.name === 'AbortError') return;
    byId('sheet').hidden = true;
    links(false);
    byId('preview-state').replaceChildren(failureNote(failure, preview));
  }
  byId('preview').removeAttribute('aria-busy');
}

/** What the address says. */
async function restore() {
  const query = new URLSearchParams(location.search);
  for (const name of ['size', 'portrait', 'title']) if (query.has(name)) field(name).value = query.get(name);
  for (const name of ['contacts', 'problems', 'phones']) if (query.has(name)) field(name).checked = query.get(name) === 'true';
  const code = query.get('grid');
  if (code) {
    const found = await api.grid(code).catch(() => null);
    grid.set(code, found?.properties.name ?? null);
  }
}

byId('wish').addEventListener('submit', (event) => event.preventDefault());
for (const id of ['size', 'portrait', 'contacts', 'problems', 'phones']) field(id).addEventListener('change', () => changed(0));
field('title').addEventListener('input', () => changed());
await new Shell({
  name: 'print', texts: ['print'],
  enter: async () => { await restore(); preview(); },
  leave: () => { abort?.abort(); byId('sheet').hidden = true; },
  speak: () => preview(),
}).start();
