/** Brings the grids of each level onto the map as the zoom asks for them. */
import * as api from './api.js';
import { boxSizeMetres, metresPerPixel } from './geo.js';

const WHOLE = 1500;
const LEAST_PIXELS = { 1: 0, 2: 55, 3: 40 };

export class GridLayers {
  /** @param {import('./map.js').AreaMap} map */
  constructor(map, info, failed) {
    this.map = map;
    this.counts = info.levels;
    this.failed = failed;
    this.size = boxSizeMetres(info.bbox);
    this.shown = new Map();
    this.wanted = new Set([1, 2, 3]);
    this.cache = new Map();
    map.onMoved(() => this.refresh());
  }

  toggle(level, on) {
    if (on) this.wanted.add(level); else this.wanted.delete(level);
    this.refresh();
  }

  /** Whether a level's grids are large enough on the screen to be told apart. */
  fits(level, view) {
    const count = this.counts[level];
    if (!count) return false;
    const metres = Math.sqrt((this.size[0] * this.size[1]) / count);
    return metres / metresPerPixel(view.lat, view.zoom) >= LEAST_PIXELS[level];
  }

  refresh() {
    const view = this.map.view();
    for (const level of [1, 2, 3]) {
      if (!this.wanted.has(level) || !this.fits(level, view)) {
        this.drop(level);
      } else {
        this.show(level, Math.min(17, Math.ceil((view.zoom + 1) / 2) * 2));
      }
    }
  }

  drop(level) {
    this.shown.get(level)?.abort?.abort();
    if (this.shown.delete(level)) this.map.setGrids(level, null);
  }

  async show(level, zoom) {
    const whole = this.counts[level] <= WHOLE;
    const before = this.shown.get(level);
    const view = this.map.box(0);
    if (before && before.zoom === zoom && (whole || holds(before.box, view))) return;
    before?.abort?.abort();
    const abort = new AbortController();
    const box = whole ? null : this.map.box(0.6);
    this.shown.set(level, { zoom, box, abort });
    try {
      const key = `${level}/${zoom}`;
      const collection = (whole && this.cache.get(key))
        || await api.grids({ level, zoom, bbox: box?.map((v) => v.toFixed(6)).join(',') }, abort.signal);
      if (whole) this.cache.set(key, collection);
      if (this.shown.get(level)?.abort === abort) this.map.setGrids(level, collection);
    } catch (failure) {
      if (failure.name !== 'AbortError') {
        this.shown.delete(level);
        this.failed(failure);
      }
    }
  }
}

const holds = (outer, inner) =>
  outer && outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
