/** A small map with one position, made once and shown wherever it is wanted. */
import * as api from '../api.js';
import { el } from '../dom.js';
import { AreaMap } from '../map.js';

const CLOSE = 17;

/** From here on a click is exact enough to leave the map where it is. */
const NEAR = 16;

export class SmallMap {
  /** @param {any} info what the server says of the area's map @param {string} label for screen readers */
  constructor(info, label) {
    this.element = el('div', 'small-map');
    this.element.setAttribute('role', 'application');
    this.element.setAttribute('aria-label', label);
    this.info = info;
    this.abort = null;
  }

  /** Leaflet wants to know its size, so the map is made when its element first stands in the page. */
  ready() {
    if (this.map) {
      this.map.resized();
      return;
    }
    this.map = new AreaMap(this.element);
    if (this.info.bbox) this.map.fit(this.info.bbox); else this.map.setView(105, 35, 4);
    if (this.info.base?.kind === 'tiles') this.map.setTiles(this.info.base.url, this.info.base.crs, this.info.base.attribution);
    if (this.info.base?.kind === 'geojson') api.base(this.info.base.url).then((collection) => this.map.setBase(collection), () => {});
    if (this.clicked) this.map.onClick(this.clicked);
    new ResizeObserver(() => this.map.resized()).observe(this.element);
  }

  /** @param {(lon: number, lat: number) => void} handler */
  onClick(handler) {
    this.clicked = handler;
  }

  /** Whether it shows so much that a click is coarse. */
  coarse() {
    return this.map.view().zoom < NEAR;
  }

  /** Marks a position and draws the grid that holds it. WGS-84. @param {boolean} [move] whether it comes to the middle */
  async show(lon, lat, accuracy, gridCode, move = true) {
    this.ready();
    if (move) this.map.setView(lon, lat, CLOSE);
    this.map.mark(lon, lat, accuracy);
    if (this.code === gridCode) return;
    this.abort?.abort();
    this.abort = new AbortController();
    this.code = gridCode;
    this.map.choose(null);
    if (!gridCode) return;
    try {
      this.map.choose(await api.grid(gridCode, this.abort.signal));
    } catch (failure) {
      // A grid of former times is not there any more; the position alone is shown.
      if (failure.name !== 'AbortError') this.code = null;
    }
  }
}
