/** Edits borders: shared edges move together, grids are split, merged, renamed, put under another parent; with undo, a check, and a version with a date. */
import { edit, gridsOf, newest, split, union } from '../api/borders.js';
import { byId, el, icon } from '../dom.js';
import { distance, number, t } from '../i18n.js';
import { BorderLayer } from '../map/borders.js';
import { sheet } from '../sheet.js';
import { areaMap } from '../work/areamap.js';
import { labelled } from '../work/dialog.js';
import { say, toast, warning } from '../work/failure.js';
import { form, input } from '../work/form.js';
import { Shell } from '../work/shell.js';
import * as topology from './topology.js';

const SNAP_PIXELS = 10;
const LEVELS = [1, 2, 3];
const MOST_STEPS = 200;
const LEAST_PIXELS = 240;

let area = null;
let borders = null;
let base = new Map();
let version = 0;
/** What can be undone: states, the newest last; each is a map of all grids. */
let past = [];
let future = [];
let now = new Map();
let level = 3;
let chosen = null;
/** @type {'choose'|'split'|'merge'} */
let mode = 'choose';
let cut = [];
let signedIn = false;
const bottom = sheet();

const isChanged = (code) => now.get(code) !== base.get(code);
const changedGrids = () => [...now.values()].filter((grid) => isChanged(grid.code));
const removedCodes = () => [...base.keys()].filter((code) => !now.has(code));

/** A step that can be undone. @param {topology.Grids} next */
function step(next) {
  if (next === now) return;
  past.push(now);
  if (past.length > MOST_STEPS) past.shift();
  future = [];
  now = next;
  draw();
}

function undo() {
  if (past.length === 0) return;
  future.push(now);
  now = past.pop();
  draw();
}

function redo() {
  if (future.length === 0) return;
  past.push(now);
  now = future.pop();
  draw();
}

function draw() {
  if (chosen && !now.has(chosen)) chosen = null;
  borders.show(now, level, chosen, isChanged);
  const grid = now.get(chosen);
  const fits = borders.showHandles(grid && mode === 'choose' ? topology.ringsOf(grid.geometry) : []);
  borders.showLine(cut);
  drawPanel(grid, fits);
}

function drawPanel(grid, fits) {
  byId('undo').disabled = past.length === 0;
  byId('redo').disabled = future.length === 0;
  const changes = changedGrids().length + removedCodes().length;
  byId('save').disabled = changes === 0;
  byId('check').disabled = changes === 0;
  byId('changes').textContent = t(changes === 1 ? 'borders.changes.one' : 'borders.changes', number(changes));
  byId('chosen').replaceChildren(...(grid ? chosenGrid(grid, fits) : [el('p', 'hint', icon('map-pin'), el('span', '', t('borders.hint')))]));
  byId('change-list').replaceChildren(...changedGrids().map((each) => item(each, base.has(each.code) ? 'changed' : 'added')), ...removedCodes().map((code) => item(base.get(code), 'removed')));
}

function item(grid, what) {
  const link = el('button', 'link', `${grid.name} ${grid.code}`);
  link.type = 'button';
  link.disabled = what === 'removed';
  link.addEventListener('click', () => choose(grid.code));
  return el('li', '', el('span', `tag ${what === 'removed' ? 'bad' : 'warn'}`, t(`borders.${what}`)), link);
}

function chosenGrid(grid, fits) {
  if (mode !== 'choose') {
    const stop = button('cancel', () => { mode = 'choose'; cut = []; draw(); });
    return [el('h2', '', grid.name), el('p', 'note', icon('info'), el('span', '', t(`borders.${mode}.what`, grid.name))), stop];
  }
  const name = input('name', { most: 100 });
  name.value = grid.name;
  name.addEventListener('change', () => { if (name.value.trim()) step(new Map(now).set(grid.code, { ...grid, name: name.value.trim() })); });
  const parents = [...now.values()].filter((each) => each.level === grid.level - 1).sort((a, b) => a.code.localeCompare(b.code));
  const parent = /** @type {HTMLSelectElement} */ (el('select', '', ...parents.map((each) => Object.assign(el('option', '', `${each.name} ${each.code}`), { value: each.code }))));
  parent.name = 'parent';
  parent.value = grid.parent ?? '';
  parent.addEventListener('change', () => step(new Map(now).set(grid.code, { ...grid, parent: parent.value })));
  return [el('h2', '', grid.name, el('small', '', grid.code)), fits ? '' : el('p', 'note', icon('info'), el('span', '', t('borders.zoomIn'))),
    labelled(t('borders.name'), name), grid.level > 1 ? labelled(t('borders.parent'), parent) : '',
    el('div', 'buttons', button('borders.split', () => { mode = 'split'; cut = []; draw(); }), button('borders.merge', () => { mode = 'merge'; draw(); })),
    el('p', 'soft', t('borders.keys'))].filter(Boolean);
}

function button(key, press) {
  const made = el('button', 'second', t(key));
  made.type = 'button';
  made.addEventListener('click', press);
  return made;
}

function choose(code) {
  chosen = code;
  mode = 'choose';
  if (code) {
    level = now.get(code).level;
    /** @type {HTMLSelectElement} */ (byId('level')).value = String(level);
    // Borders that lie upon each other share their vertices from now on; it is no step of its own.
    const joined = topology.join(now, code);
    if (joined !== now) {
      for (const [each, grid] of joined) if (now.get(each) !== grid && !isChanged(each)) base.set(each, grid);
      now = joined;
    }
    bottom.atLeastHalf();
    const box = topology.boundsOf(now.get(code).geometry);
    // So small on the screen that nobody could take hold of a corner.
    if (box[2] - box[0] < borders.degrees(LEAST_PIXELS)) area.fit(box);
  }
  draw();
}

const gridAt = (position) => [...now.values()].find((grid) => grid.level === level && topology.holds(grid.geometry, position));

function clicked(position) {
  if (mode === 'split') return cutAt(position);
  const found = gridAt(position);
  if (mode === 'merge') return found && found.code !== chosen ? merge(found) : undefined;
  return choose(found?.code ?? null);
}

/** A vertex is dragged along, or dropped: near another one it becomes the same. */
function dragged(from, to, done) {
  let place = /** @type {topology.Position} */ (to.map(topology.round));
  if (done) {
    const near = borders.degrees(SNAP_PIXELS);
    for (const grid of now.values()) {
      if (grid.level !== level) continue;
      for (const ring of topology.ringsOf(grid.geometry)) {
        for (const each of ring) if (!(each[0] === from[0] && each[1] === from[1]) && Math.hypot(each[0] - to[0], each[1] - to[1]) < near / 2) place = each;
      }
    }
  }
  const next = topology.move(now, from, place);
  if (!done) {
    borders.show(next, level, chosen, (code) => next.get(code) !== base.get(code));
    return;
  }
  step(next);
  borders.focusOn(place);
}

function added(edge, at) {
  const place = /** @type {topology.Position} */ (at.map(topology.round));
  step(topology.insert(now, edge[0], edge[1], place));
  borders.focusOn(place);
}

function removed(at) {
  const next = topology.remove(now, at);
  if (next) step(next); else toast(t('borders.node'));
}

/** Split: the line begins and ends on the border, which gets a vertex there. */
async function cutAt(position) {
  const grid = now.get(chosen);
  const near = borders.degrees(SNAP_PIXELS * 1.5);
  const border = topology.nearestOfBorder(grid, position, near);
  const onBorder = border.distance <= near;
  if (cut.length === 0 && !onBorder) {
    toast(t('borders.split.begin'));
    return;
  }
  const place = onBorder ? border.at : /** @type {topology.Position} */ (position.map(topology.round));
  cut = [...cut, place];
  borders.showLine(cut);
  if (cut.length < 2 || !onBorder) return;
  const line = cut;
  let grids = now;
  for (const end of [line[0], line.at(-1)]) {
    const found = topology.nearestOfBorder(grids.get(chosen), end, 0);
    if (found.edge && found.distance < 1e-9) grids = topology.insert(grids, found.edge[0], found.edge[1], end);
  }
  try {
    const parts = await split(grids.get(chosen).geometry, line);
    mode = 'choose';
    cut = [];
    nameParts(grids, grid, parts);
  } catch (failure) {
    toast(failure.status === 400 ? t('borders.split.no') : say(failure));
    cut = [];
  }
  draw();
}

/** The larger part keeps its code; the others need one. */
function nameParts(grids, grid, parts) {
  const fields = parts.slice(1).flatMap((_, i) => {
    const code = input(`code${i}`, { required: true, most: 32 });
    code.value = `${grid.code}-${i + 2}`;
    const name = input(`name${i}`, { required: true, most: 100 });
    name.value = `${grid.name}${i + 2}`;
    return [{ label: t('borders.newCode'), field: code }, { label: t('borders.newName'), field: name }];
  });
  form(t('borders.split.title', grid.name), fields, t('borders.split'), async () => {
    const next = new Map(grids).set(grid.code, { ...grid, geometry: parts[0] });
    parts.slice(1).forEach((geometry, i) => {
      const code = fields[2 * i].field.value.trim();
      if (next.has(code)) throw Object.assign(new Error(t('borders.taken', code)), { status: 400 });
      next.set(code, { ...grid, code, name: fields[2 * i + 1].field.value.trim(), geometry });
      for (const child of [...next.values()]) {
        if (child.parent === grid.code && topology.holds(geometry, topology.middleOf(child.geometry))) next.set(child.code, { ...child, parent: code });
      }
    });
    step(next);
  });
}

async function merge(other) {
  const grid = now.get(chosen);
  try {
    const geometry = await union([grid.geometry, other.geometry]);
    if (geometry.type !== 'Polygon' && grid.geometry.type === 'Polygon') {
      toast(t('borders.merge.apart', grid.name, other.name));
      return;
    }
    const next = new Map(now).set(grid.code, { ...grid, geometry });
    next.delete(other.code);
    for (const child of [...next.values()]) if (child.parent === other.code) next.set(child.code, { ...child, parent: grid.code });
    mode = 'choose';
    step(next);
  } catch (failure) {
    toast(say(failure));
  }
}

const featureOf = ({ code, name, level: of, parent, geometry }) => ({ type: 'Feature', properties: { code, name, level: of, parent }, geometry });
const sent = (more) => edit(changedGrids().map(featureOf), { base: version, removed: removedCodes().join(','), ...more });

/** @returns {Promise<boolean>} whether it can be accepted */
async function check() {
  const box = byId('faults');
  box.replaceChildren(el('div', 'skeleton', el('i'), el('i')));
  try {
    const answer = await sent({ dryRun: 'true' });
    area.setFaults(answer.check);
    const { features } = answer.check;
    box.replaceChildren(answer.accepted ? el('p', 'note good', icon('circle-check'), el('span', '', t('borders.fine'))) : warning(t('borders.refused', number(answer.refusals.length))),
      ...features.slice(0, 50).map(({ properties }) => {
        const row = el('button', `fault ${properties.severity}`, icon(properties.severity === 'error' ? 'octagon-alert' : 'triangle-alert'), el('b', '', `${t(`fault.${properties.kind}`)} · ${properties.grids.join('、')}`),
          el('small', '', properties.areaSquareMetres ? t('faults.size', number(properties.areaSquareMetres), distance(properties.widthMetres)) : properties.detail));
        row.type = 'button';
        row.addEventListener('click', () => area.setView(properties.lon, properties.lat, 18));
        return row;
      }));
    return answer.accepted;
  } catch (failure) {
    box.replaceChildren(warning(failure.status === 409 ? t('borders.outdated') : say(failure)));
    return false;
  }
}

function save() {
  const from = input('validFrom', { type: 'date' });
  const note = input('note', { most: 100 });
  form(t('borders.save'), [{ label: t('borders.validFrom'), field: from, hint: t('borders.validFrom.hint') }, { label: t('borders.note'), field: note }], t('borders.save'), async () => {
    const answer = await sent({ validFrom: from.value, note: note.value.trim() });
    toast(t('borders.saved', answer.version));
    await load();
  }, { taken: t('borders.outdated') });
}

async function load() {
  byId('chosen').replaceChildren(el('div', 'skeleton', el('i'), el('i'), el('i')));
  const levels = await Promise.all(LEVELS.map(gridsOf));
  version = await newest();
  base = new Map(levels.flat().map(({ properties, geometry }) => [properties.code, { ...properties, geometry }]));
  now = new Map(base);
  past = [];
  future = [];
  cut = [];
  mode = 'choose';
  area.setFaults(null);
  byId('faults').replaceChildren();
  draw();
}

function listen() {
  byId('undo').addEventListener('click', undo);
  byId('redo').addEventListener('click', redo);
  byId('check').addEventListener('click', check);
  byId('save').addEventListener('click', async () => { if (await check()) save(); });
  byId('level').addEventListener('change', ({ target }) => { level = Number(target.value); chosen = null; mode = 'choose'; draw(); });
  document.addEventListener('keydown', (event) => {
    if (!signedIn || document.querySelector('dialog[open]') || event.target.matches('input, select, textarea')) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      if (event.shiftKey) redo(); else undo();
    }
    if (event.key === 'Escape') {
      if (mode !== 'choose') mode = 'choose'; else chosen = null;
      cut = [];
      draw();
    }
  });
  window.addEventListener('beforeunload', (event) => { if (signedIn && past.length) event.preventDefault(); });
}

function fillLevels() {
  byId('level').replaceChildren(...LEVELS.map((each) => Object.assign(el('option', '', t(`level${each}`)), { value: String(each) })));
  /** @type {HTMLSelectElement} */ (byId('level')).value = String(level);
}

listen();
await new Shell({
  name: 'borders', texts: ['borders'],
  enter: async (_, info) => {
    signedIn = true;
    fillLevels();
    if (!area) {
      area = areaMap('map', info);
      borders = new BorderLayer(area, { clicked, dragged, added, removed, label: (what) => t(`borders.${what}`) });
      area.onMoved(() => { if (chosen) draw(); });
    }
    area.resized();
    if (past.length === 0) await load(); else draw();
  },
  leave: () => { signedIn = false; },
  speak: () => { fillLevels(); draw(); },
}).start();
