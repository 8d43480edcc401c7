/**
 * Problems as points of the map, tens of thousands at once: one canvas that is painted when the map has come to rest and
 * only moved along while it is dragged. Colour and shape tell how much time is left.
 */
import * as L from '/vendor/leaflet/leaflet.js';
import { css } from '../map.js';
import { onTheme } from '../theme.js';

/** From the least pressing to the most, which lies on top. */
export const STATES = ['closed', 'suspended', 'in_time', 'due_soon', 'overdue'];
const COLOURS = { closed: '--ink-soft', suspended: '--ink-soft', in_time: '--good', due_soon: '--warn', overdue: '--bad' };
const CORNERS = { suspended: [[-1, -1], [1, -1], [1, 1], [-1, 1]], due_soon: [[0, -1.25], [1.2, 0.9], [-1.2, 0.9]], overdue: [[0, -1.35], [1.35, 0], [0, 1.35], [-1.35, 0]] };

/** How near a finger must come, in pixels. */
const NEAR = 14;
const WORLD = 256;

/** Draws the mark of a state around the origin. */
function shape(context, state, radius) {
  context.beginPath();
  const corners = CORNERS[state];
  if (corners) {
    corners.forEach(([x, y], i) => (i ? context.lineTo(x * radius, y * radius) : context.moveTo(x * radius, y * radius)));
    context.closePath();
  } else {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
  }
  context.fill();
  context.stroke();
}

function sprite(state, radius, pixelRatio) {
  const side = Math.ceil((radius * 1.4 + 2) * 2 * pixelRatio);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  context.translate(side / 2, side / 2);
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = css(COLOURS[state]);
  context.strokeStyle = css('--paper');
  context.lineWidth = radius > 4 ? 1.5 : 0.8;
  shape(context, state, radius);
  return canvas;
}

/** The mark of a state as a picture for a legend. @returns {HTMLCanvasElement} */
export function markOf(state) {
  const canvas = sprite(state, 6, 2);
  canvas.className = 'mark';
  canvas.setAttribute('aria-hidden', 'true');
  canvas.style.width = `${canvas.width / 2}px`;
  return canvas;
}

/** A canvas as large as the view and some more, which Leaflet moves and scales with the map. */
const Canvas = L.Renderer.extend({
  initialize(options, paint) {
    L.Renderer.prototype.initialize.call(this, options);
    this.paint = paint;
  },
  _initContainer() {
    this._container = document.createElement('canvas');
    this._container.style.pointerEvents = 'none';
  },
  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = window.devicePixelRatio > 1 ? 2 : 1;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this._container.width = size.x * ratio;
    this._container.height = size.y * ratio;
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
    this.paint(this._container.getContext('2d'), this._bounds, ratio);
    this.fire('update');
  },
});

export class PointLayer {
  /**
   * @param {import('../map.js').AreaMap} area
   * @param {(id: string) => void} opened a point was clicked; of several at one place, one after the other
   */
  constructor(area, opened) {
    this.area = area;
    this.opened = opened;
    this.clear();
    area.map.createPane('points').style.zIndex = '465';
    this.canvas = new Canvas({ pane: 'points', padding: 0.3 }, (context, bounds, ratio) => this.paint(context, bounds, ratio)).addTo(area.map);
    this.ring = L.layerGroup().addTo(area.map);
    onTheme(() => { this.sprites = null; this.redraw(); });
    area.map.on('click', (event) => this.clicked(event));
    area.map.on('mousemove', (event) => {
      if (area.map.dragging.moving()) return;
      area.map.getContainer().classList.toggle('on-point', this.hits(event.latlng).length > 0);
    });
  }

  clear() {
    this.ids = [];
    this.states = [];
    this.x = new Float64Array(0);
    this.y = new Float64Array(0);
    this.order = [];
    this.sprites = null;
  }

  /** @param {{ids: string[], positions: number[], states: string[]}} points as the server answers them; longitude first */
  set(points) {
    this.ids = points.ids;
    this.states = points.states;
    this.x = new Float64Array(points.ids.length);
    this.y = new Float64Array(points.ids.length);
    for (let i = 0; i < points.ids.length; i++) {
      const at = this.area.map.project(this.area.toLatLng([points.positions[2 * i], points.positions[2 * i + 1]]), 0);
      this.x[i] = at.x / WORLD;
      this.y[i] = at.y / WORLD;
    }
    const rank = Object.fromEntries(STATES.map((state, i) => [state, i]));
    this.order = [...points.ids.keys()].sort((a, b) => rank[this.states[a]] - rank[this.states[b]]);
    this.row = new Map(points.ids.map((id, i) => [id, i]));
    this.redraw();
    if (this.chosen) this.choose(this.chosen);
  }

  redraw() {
    if (this.area.map._loaded) this.canvas._update();
  }

  radius() {
    const zoom = this.area.map.getZoom();
    return zoom >= 16 ? 6 : zoom >= 14 ? 5 : zoom >= 12 ? 3.5 : 2.5;
  }

  paint(context, bounds, ratio) {
    const radius = this.radius();
    if (this.sprites?.radius !== radius) {
      this.sprites = { radius, of: Object.fromEntries(STATES.map((state) => [state, sprite(state, radius, ratio)])) };
    }
    const scale = WORLD * 2 ** this.area.map.getZoom();
    const origin = this.area.map.getPixelOrigin();
    const left = origin.x + bounds.min.x;
    const top = origin.y + bounds.min.y;
    const width = bounds.max.x - bounds.min.x;
    const height = bounds.max.y - bounds.min.y;
    for (const i of this.order) {
      const x = this.x[i] * scale - left;
      const y = this.y[i] * scale - top;
      if (x < -8 || y < -8 || x > width + 8 || y > height + 8) continue;
      const mark = this.sprites.of[this.states[i]];
      context.drawImage(mark, Math.round(x * ratio - mark.width / 2), Math.round(y * ratio - mark.height / 2));
    }
  }

  /** The points at a position, the most pressing first. */
  hits(latlng) {
    const scale = WORLD * 2 ** this.area.map.getZoom();
    const at = this.area.map.project(latlng, 0);
    const x = (at.x / WORLD) * scale;
    const y = (at.y / WORLD) * scale;
    const near = Math.max(NEAR / 2, this.radius() + 3);
    const found = [];
    for (let n = this.order.length - 1; n >= 0; n--) {
      const i = this.order[n];
      if (Math.abs(this.x[i] * scale - x) <= near && Math.abs(this.y[i] * scale - y) <= near) found.push(i);
    }
    return found;
  }

  clicked(event) {
    const found = this.hits(event.latlng).map((i) => this.ids[i]);
    if (found.length === 0) return;
    // Where several lie upon each other, each click opens the next.
    const next = found[(found.indexOf(this.chosen) + 1) % found.length];
    this.opened(next);
  }

  /** Whether a click there means a point. @param {number} lon @param {number} lat */
  takes(lon, lat) {
    return this.hits(this.area.toLatLng([lon, lat])).length > 0;
  }

  /** Draws a ring around a point. @param {string|null} id */
  choose(id) {
    this.chosen = id;
    this.highlight(this.ring, id, css('--chosen'));
  }

  highlight(group, id, color) {
    group.clearLayers();
    const i = id === null ? undefined : this.row?.get(id);
    if (i === undefined) return;
    const at = this.area.map.unproject(L.point(this.x[i] * WORLD, this.y[i] * WORLD), 0);
    L.circleMarker(at, { pane: 'faults', radius: this.radius() + 6, color, weight: 3, fill: false, interactive: false }).addTo(group);
  }

  /** Shows where a point is while something else is looked at. @param {string|null} id */
  point(id) {
    this.hint ??= L.layerGroup().addTo(this.area.map);
    this.highlight(this.hint, id, css('--warn'));
  }

  /** @returns {[number, number]|null} longitude and latitude as shown on the map, WGS-84 */
  place(id) {
    const i = this.row?.get(id);
    if (i === undefined) return null;
    return this.area.toLonLat(this.area.map.unproject(L.point(this.x[i] * WORLD, this.y[i] * WORLD), 0));
  }

  /** How many of each state. @returns {Record<string, number>} */
  counts() {
    const counts = {};
    for (const state of this.states) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }
}
