/** Grids that are edited: their outlines, the handles of the chosen one, and the line that cuts it. */
import * as L from '/vendor/leaflet/leaflet.js';
import { css } from '../map.js';
import { onTheme } from '../theme.js';

const MOST_HANDLES = 500;
const WEIGHT = { 1: 3, 2: 2, 3: 1.5 };
const STEP_PIXELS = 2;

export class BorderLayer {
  /**
   * @param {import('../map.js').AreaMap} area
   * @param {{clicked: (position: [number, number]) => void, dragged: (from: [number, number], to: [number, number], done: boolean) => void,
   *   added: (edge: [[number, number], [number, number]], at: [number, number]) => void, removed: (at: [number, number]) => void,
   *   label: (what: string) => string}} page positions are longitude first, WGS-84
   */
  constructor(area, page) {
    this.area = area;
    this.page = page;
    for (const [name, z] of [['borders', 400], ['handles', 640]]) area.map.createPane(name).style.zIndex = String(z);
    this.canvas = L.canvas({ pane: 'borders', padding: 0.4 });
    this.shapes = new Map();
    this.handles = L.layerGroup().addTo(area.map);
    this.line = L.polyline([], { pane: 'handles', color: css('--bad'), weight: 3, dashArray: '6 6', interactive: false }).addTo(area.map);
    area.map.on('click', (event) => page.clicked(this.positionOf(event.latlng)));
    onTheme(() => { for (const shape of this.shapes.values()) shape.layer.setStyle(this.style(shape.grid)); });
  }

  positionOf(latlng) {
    return /** @type {[number, number]} */ (this.area.toLonLat(latlng));
  }

  latLngs(geometry) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map((rings) => rings.map((ring) => ring.map((each) => this.area.toLatLng(each))));
  }

  style(grid) {
    const chosen = grid.code === this.chosen;
    const changed = this.isChanged?.(grid.code);
    return {
      color: css(chosen ? '--chosen' : changed ? '--warn' : `--level${grid.level}`), weight: chosen ? 4 : WEIGHT[grid.level], opacity: grid.level === this.level || chosen ? 1 : 0.5,
      fill: grid.level === this.level, fillColor: css(chosen ? '--chosen' : changed ? '--warn' : `--level${grid.level}`), fillOpacity: chosen ? 0.16 : changed ? 0.14 : 0.03,
    };
  }

  /**
   * Draws what is new or changed, and takes away what is gone.
   * @param {Map<string, any>} grids @param {number} level that is edited @param {string|null} chosen @param {(code: string) => boolean} isChanged
   */
  show(grids, level, chosen, isChanged) {
    Object.assign(this, { level, chosen, isChanged });
    for (const [code, shape] of this.shapes) {
      if (!grids.has(code)) {
        shape.layer.remove();
        this.shapes.delete(code);
      }
    }
    for (const [code, grid] of [...grids].sort(([, a], [, b]) => b.level - a.level)) {
      const known = this.shapes.get(code);
      const style = this.style(grid);
      if (known) {
        if (known.grid.geometry !== grid.geometry) known.layer.setLatLngs(this.latLngs(grid.geometry));
        if (known.look !== JSON.stringify(style)) known.layer.setStyle(style);
        Object.assign(known, { grid, look: JSON.stringify(style) });
      } else {
        const layer = L.polygon(this.latLngs(grid.geometry), { ...style, renderer: this.canvas, pane: 'borders', interactive: false, smoothFactor: 0.5 }).addTo(this.area.map);
        this.shapes.set(code, { grid, layer, look: JSON.stringify(style) });
      }
    }
    if (chosen) this.shapes.get(chosen)?.layer.bringToFront();
  }

  /** Handles at the vertices of rings and between them. @param {[number, number][][]} rings @returns {boolean} false where there are too many for the view */
  showHandles(rings) {
    this.handles.clearLayers();
    const view = this.area.map.getBounds().pad(0.05);
    const inView = (position) => view.contains(this.area.toLatLng(position));
    const count = rings.reduce((sum, ring) => sum + ring.filter(inView).length, 0);
    if (count > MOST_HANDLES) return false;
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        if (inView(ring[i])) this.vertex(ring[i]);
        const middle = /** @type {[number, number]} */ ([(ring[i - 1][0] + ring[i][0]) / 2, (ring[i - 1][1] + ring[i][1]) / 2]);
        if (inView(middle) && this.pixels(ring[i - 1], ring[i]) > 40) this.between([ring[i - 1], ring[i]], middle);
      }
    }
    return true;
  }

  pixels(a, b) {
    return this.area.map.latLngToContainerPoint(this.area.toLatLng(a)).distanceTo(this.area.map.latLngToContainerPoint(this.area.toLatLng(b)));
  }

  handle(position, look, label) {
    return L.marker(this.area.toLatLng(position), { pane: 'handles', draggable: true, autoPan: false, title: label, alt: label, icon: L.divIcon({ className: `handle ${look}`, iconSize: [16, 16] }) }).addTo(this.handles);
  }

  vertex(position) {
    const marker = this.handle(position, 'vertex', this.page.label('vertex'));
    const at = () => this.positionOf(marker.getLatLng());
    marker.on('drag', () => this.page.dragged(position, at(), false));
    marker.on('dragend', () => this.page.dragged(position, at(), true));
    marker.on('dblclick contextmenu', (event) => { L.DomEvent.stop(event); this.page.removed(position); });
    marker.on('click', L.DomEvent.stop);
    const element = marker.getElement();
    element.dataset.position = position.join(',');
    element.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (step) {
        event.preventDefault();
        event.stopPropagation();
        const there = this.area.map.latLngToContainerPoint(marker.getLatLng()).add([step[0] * STEP_PIXELS, step[1] * STEP_PIXELS]);
        this.page.dragged(position, this.positionOf(this.area.map.containerPointToLatLng(there)), true);
      } else if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault();
        this.page.removed(position);
      }
    });
  }

  between(edge, middle) {
    const marker = this.handle(middle, 'between', this.page.label('between'));
    marker.on('click', (event) => { L.DomEvent.stop(event); this.page.added(edge, middle); });
    marker.on('dragend', () => this.page.added(edge, this.positionOf(marker.getLatLng())));
    marker.getElement().addEventListener('keydown', (event) => { if (event.key === 'Enter') this.page.added(edge, middle); });
  }

  /** Puts the focus onto the vertex at a position, where it has a handle. */
  focusOn(position) {
    this.area.map.getPane('handles').querySelector(`[data-position="${position.join(',')}"]`)?.focus();
  }

  /** @param {[number, number][]} positions of the line that cuts */
  showLine(positions) {
    this.line.setLatLngs(positions.map((each) => this.area.toLatLng(each)));
  }

  /** So many pixels in degrees. */
  degrees(pixels) {
    const centre = this.area.map.getCenter();
    const point = this.area.map.latLngToContainerPoint(centre);
    return Math.abs(this.area.map.containerPointToLatLng(point.add([pixels, 0])).lng - centre.lng);
  }
}
