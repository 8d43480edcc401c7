/** Where am I, and who is responsible here. */
import * as api from '../api.js';
import * as card from '../card.js';
import { byId, el, icon } from '../dom.js';
import { bd09ToWgs84, gcj02ToWgs84 } from '../geo.js';
import { distance, t } from '../i18n.js';
import { areaMap, boxOf } from '../work/areamap.js';
import { say } from '../work/failure.js';
import { when } from '../work/time.js';
import * as offline from './offline.js';
import * as position from './position.js';

const CLOSE = 17;

export class Here {
  /** @param {any} info of the area's map @param {() => void} moved there is another position */
  constructor(info, moved) {
    this.info = info;
    this.moved = moved;
    /** @type {position.Position|null} */
    this.at = null;
    this.area = areaMap('map', info);
    this.area.onClick((lon, lat) => this.set({ lon: Number(lon.toFixed(7)), lat: Number(lat.toFixed(7)), crs: 'wgs84', accuracy: null }, false, 'tapped'));
    byId('locate').addEventListener('click', () => this.locate());
    const shifted = /** @type {HTMLInputElement} */ (byId('gcj02'));
    shifted.checked = position.isShifted();
    shifted.addEventListener('change', () => { position.setShifted(shifted.checked); this.locate(); });
  }

  /** Begins with what the app around the page says, else asks the browser. */
  async start() {
    const given = position.given();
    if (given) await this.set(given, true, 'given'); else await this.locate();
  }

  async locate() {
    byId('position-words').textContent = t('phone.locating');
    try {
      await this.set(await position.locate(), true, 'measured');
    } catch (failure) {
      if (!failure.key) throw failure;
      byId('position-words').textContent = t(failure.key);
      if (!this.at) byId('answer').replaceChildren(card.welcome(t('phone.tapMap')));
    }
  }

  /** @param {position.Position} at @param {boolean} move whether the map comes along @param {'tapped'|'given'|'measured'} how */
  async set(at, move, how) {
    this.at = at;
    this.how = how;
    this.answer = null;
    this.words();
    this.moved();
    this.abort?.abort();
    this.abort = new AbortController();
    const [lon, lat] = toWgs84(at);
    this.area.mark(lon, lat, at.accuracy);
    if (move) this.area.setView(lon, lat, at.accuracy > 500 ? 14 : CLOSE);
    byId('answer').replaceChildren(card.loading());
    try {
      const answer = await api.responsibility({ ...at, accuracy: at.accuracy ?? undefined }, this.abort.signal);
      this.show(answer, null);
      offline.remember(answer).then(() => { document.documentElement.dataset.around = 'kept'; }).catch(() => {});
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      if (failure.status === 0) await this.withoutNetwork(lon, lat);
      else byId('answer').replaceChildren(card.failure(say(failure), () => this.set(at, false, how)));
    }
  }

  words() {
    const { at, how } = this;
    byId('position-words').textContent = how === 'tapped' ? t('phone.tapped') : at.accuracy ? t('phone.accuracy', distance(at.accuracy)) : t('phone.given');
  }

  /** @param {any} answer @param {string|null} since when it was asked, where that wasn't now */
  show(answer, since) {
    this.answer = answer;
    const parts = card.card(answer, {
      zone: this.info.zone, at: null, accuracy: this.at?.accuracy ?? null, overlap: false,
      onGrid: (code) => this.goTo(code),
      onCrs: (crs) => {
        if (crs === 'gcj02') {
          position.setShifted(true);
          /** @type {HTMLInputElement} */ (byId('gcj02')).checked = true;
        }
        this.set({ ...this.at, crs }, true, this.how);
      },
    });
    if (since) parts.unshift(el('p', 'note', icon('triangle-alert'), el('span', '', t('phone.since', when(since)))));
    byId('answer').replaceChildren(...parts);
    this.moved();
    const finest = answer.grids.at(-1);
    this.drawGrid(finest?.code ?? null);
  }

  async drawGrid(code) {
    this.area.choose(null);
    if (!code) return;
    try {
      this.area.choose(await api.grid(code, this.abort.signal));
    } catch (failure) {
      const known = failure.status === 0 ? await offline.grids() : null;
      this.area.choose(known?.collection.features.find((each) => each.properties.code === code) ?? null);
    }
  }

  async withoutNetwork(lon, lat) {
    const known = await offline.lookUp(lon, lat);
    if (known?.answer) {
      this.show({ ...known.answer, point: { lon, lat }, boundaryMetres: null, candidates: [] }, known.at);
    } else if (known) {
      byId('answer').replaceChildren(el('div', 'offline-answer', el('h2', '', known.grid.name), el('p', 'soft', t('phone.gridOnly', when(known.at)))));
      this.drawGrid(known.grid.code);
    } else {
      byId('answer').replaceChildren(card.failure(t('phone.unknownHere'), () => this.set(this.at, false, this.how)));
    }
  }

  async goTo(code) {
    try {
      const feature = await api.grid(code);
      this.area.choose(feature);
      this.area.fit(boxOf(feature.geometry));
    } catch {
      // Without a network the grid stays as it is.
    }
  }

  /** The words anew, in the language of the page. */
  speak() {
    if (this.at) this.set(this.at, false, this.how);
  }
}

/** @param {position.Position} at */
function toWgs84({ lon, lat, crs }) {
  if (crs === 'gcj02') return gcj02ToWgs84(lon, lat);
  if (crs === 'bd09') return bd09ToWgs84(lon, lat);
  return [lon, lat];
}
