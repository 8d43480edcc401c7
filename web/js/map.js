/** The map. Only this module and those in `map/`, which draw on it, know Leaflet and put latitude first. */
import * as L from '/vendor/leaflet/leaflet.js';
import { ORDER, labelZoom, styleOf } from './base.js';
import { gcj02ToWgs84, wgs84ToGcj02 } from './geo.js';
import { withRoom } from './labels.js';
import { isDark, onTheme } from './theme.js';

/** A colour of the theme. */
export const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const WEIGHT = { 1: 3, 2: 2, 3: 1 };

/** Pixels of style sheets: 18 cm, between the margins of a sheet of A4. */
const PAPER_WIDTH = 680;

export class AreaMap {
  /** @param {string} element id */
  constructor(element) {
    this.map = L.map(element, { zoomControl: false, preferCanvas: true, zoomSnap: 0.5, maxZoom: 20, minZoom: 3, boxZoom: false });
    L.control.zoom({ position: 'bottomright' }).addTo(this.map);
    L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(this.map);
    this.map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
    this.shift = (lon, lat) => [lon, lat];
    this.unshift = (lon, lat) => [lon, lat];
    for (const [name, z] of [['base', 200], ['grids', 400], ['labels', 450], ['chosen', 460], ['faults', 470]]) {
      this.map.createPane(name).style.zIndex = String(z);
    }
    this.map.getPane('labels').style.pointerEvents = 'none';
    this.canvas = L.canvas({ pane: 'grids', padding: 0.4 });
    this.baseCanvas = L.canvas({ pane: 'base', padding: 0.4 });
    this.levels = new Map();
    this.labels = L.layerGroup([], { pane: 'labels' }).addTo(this.map);
    this.chosen = L.layerGroup().addTo(this.map);
    this.point = L.layerGroup().addTo(this.map);
    this.faults = L.layerGroup().addTo(this.map);
    this.baseFeatures = [];
    this.baseLayers = L.layerGroup();
    this.namesOfBase = [];
    this.map.on('moveend', () => this.placeLabels());
    this.map.on('zoomend', () => this.drawBase());
    onTheme(() => { this.drawBase(true); this.restyle(); });
    window.addEventListener('beforeprint', () => this.fitPaper());
  }

  /** The style sheets print the map as it is on the screen, made as small as the page is wide. */
  fitPaper() {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { style } = document.documentElement;
    style.setProperty('--map-width', `${clientWidth}px`);
    style.setProperty('--map-height', `${clientHeight}px`);
    style.setProperty('--map-zoom', String(Math.min(1, PAPER_WIDTH / clientWidth)));
  }

  /** A base map of tiles that are shifted as GCJ-02 shifts every overlay and every click. */
  setTiles(url, crs, attribution) {
    this.tiles = L.tileLayer(url, { maxZoom: 20, attribution: attribution ?? '' }).addTo(this.map);
    if (crs === 'gcj02') {
      this.shift = wgs84ToGcj02;
      this.unshift = gcj02ToWgs84;
    }
  }

  /** The area's own base map. @param {{features: any[]}} collection */
  setBase(collection) {
    this.baseFeatures = collection.features;
    this.namesOfBase = collection.features.filter((f) => f.properties.name).map((f) => ({
      name: f.properties.name, kind: f.properties.kind, at: middle(f.geometry),
    }));
    this.baseLayers.addTo(this.map);
    this.drawBase(true);
  }

  /** Paints the base anew where its look changes with the zoom. */
  drawBase(always = false) {
    const zoom = Math.round(this.map.getZoom() ?? 0);
    if (!this.baseFeatures.length || (!always && zoom === this.baseZoom)) return;
    this.baseZoom = zoom;
    this.baseLayers.clearLayers();
    for (const kind of ORDER) {
      const style = styleOf(kind, zoom, isDark());
      const source = { minor_edge: 'road_minor', major_edge: 'road_major' }[kind] ?? kind;
      const features = style ? this.baseFeatures.filter((f) => f.properties.kind === source) : [];
      if (features.length) {
        L.geoJSON(features, { style: () => style, renderer: this.baseCanvas, pane: 'base', interactive: false, coordsToLatLng: (c) => this.toLatLng(c) })
          .addTo(this.baseLayers);
      }
    }
    this.placeLabels();
  }

  showBase(shown) {
    const layer = this.tiles ?? this.baseLayers;
    this.baseHidden = !shown;
    if (shown) layer.addTo(this.map); else layer.remove();
    this.placeLabels();
  }

  toLatLng([lon, lat]) {
    const [x, y] = this.shift(lon, lat);
    return L.latLng(y, x);
  }

  toLonLat(latlng) {
    return this.unshift(latlng.lng, latlng.lat);
  }

  onClick(handler) {
    this.map.on('click', (event) => handler(...this.toLonLat(event.latlng)));
  }

  onMoved(handler) {
    this.map.on('moveend', handler);
  }

  /** @returns {{lon: number, lat: number, zoom: number}} */
  view() {
    const [lon, lat] = this.toLonLat(this.map.getCenter());
    return { lon, lat, zoom: this.map.getZoom() };
  }

  setView(lon, lat, zoom) {
    this.map.setView(this.toLatLng([lon, lat]), zoom, { animate: false });
  }

  /** @param {[number, number, number, number]} box west, south, east, north */
  fit(box, maxZoom = 18) {
    this.map.fitBounds([this.toLatLng([box[0], box[1]]), this.toLatLng([box[2], box[3]])], { padding: [24, 24], maxZoom });
  }

  /** Brings a point into view where it is out of it, or under what covers so many pixels from below. */
  reveal(lon, lat, coveredPixels = 0) {
    this.map.panInside(this.toLatLng([lon, lat]), { paddingTopLeft: [48, 88], paddingBottomRight: [48, 48 + coveredPixels] });
  }

  /** The box of the view with a margin, in WGS-84: west, south, east, north. */
  box(margin = 0.4) {
    const bounds = this.map.getBounds().pad(margin);
    const [west, south] = this.toLonLat(bounds.getSouthWest());
    const [east, north] = this.toLonLat(bounds.getNorthEast());
    return [Math.max(-180, west), Math.max(-90, south), Math.min(180, east), Math.min(90, north)];
  }

  /** Draws one level's grids in place of those drawn before; null takes the level away. */
  setGrids(level, collection) {
    this.levels.get(level)?.layer.remove();
    this.levels.delete(level);
    if (collection) {
      const layer = L.geoJSON(collection, {
        renderer: this.canvas, pane: 'grids', interactive: false, style: () => this.styleOf(level), coordsToLatLng: (c) => this.toLatLng(c),
      }).addTo(this.map);
      const names = [];
      layer.eachLayer((each) => names.push({ name: each.feature.properties.name, at: each.getBounds().getCenter(), shape: each.feature.geometry }));
      this.levels.set(level, { layer, names });
    }
    for (const each of [3, 2, 1]) this.levels.get(each)?.layer.bringToFront();
    this.placeLabels();
  }

  styleOf(level) {
    return { color: css(`--level${level}`), weight: WEIGHT[level], opacity: level === 3 ? 0.8 : 0.9, fill: level === 3, fillColor: css('--level3'), fillOpacity: 0.04 };
  }

  restyle() {
    for (const [level, { layer }] of this.levels) layer.setStyle(this.styleOf(level));
  }

  /** Writes as many names as there is room for. */
  placeLabels() {
    if (!this.map._loaded) return;
    const zoom = this.map.getZoom();
    const view = this.map.getBounds().pad(0.05);
    const wanted = [];
    const want = (at, text, size, rank, look) => {
      if (!view.contains(at)) return;
      const pixel = this.map.latLngToContainerPoint(at);
      wanted.push({ x: pixel.x, y: pixel.y, text, size, rank, at, look });
    };
    for (const [level, { names }] of this.levels) {
      for (const each of names) {
        each.label ??= this.toLatLng(inside(each.shape));
        want(each.label, each.name, level === 1 ? 16 : level === 2 ? 14 : 12, level, `level${level}`);
      }
    }
    if (!this.baseHidden) {
      for (const each of this.namesOfBase) {
        if (zoom >= labelZoom(each.kind)) want(this.toLatLng(each.at), each.name, 12, each.kind === 'poi' ? 5 : 6, each.kind === 'poi' ? 'place' : 'street');
      }
    }
    this.labels.clearLayers();
    for (const label of withRoom(wanted)) {
      const text = document.createElement('span');
      text.textContent = label.text;
      L.marker(label.at, { pane: 'labels', interactive: false, keyboard: false, icon: L.divIcon({ className: `grid-label ${label.look}`, html: text, iconSize: [0, 0] }) })
        .addTo(this.labels);
    }
  }

  /** Marks the asked point and, where known, the circle of its error. */
  mark(lon, lat, accuracy) {
    this.point.clearLayers();
    const at = this.toLatLng([lon, lat]);
    const color = css('--chosen');
    if (accuracy) L.circle(at, { radius: accuracy, color, weight: 1, fillOpacity: 0.12, pane: 'chosen', interactive: false }).addTo(this.point);
    L.circleMarker(at, { radius: 8, color: '#fff', weight: 3, fillColor: color, fillOpacity: 1, pane: 'chosen', interactive: false }).addTo(this.point);
  }

  clearMark() {
    this.point.clearLayers();
  }

  /** Draws one grid strongly. @param {any} feature or null */
  choose(feature) {
    this.chosen.clearLayers();
    if (feature) {
      L.geoJSON(feature, { pane: 'chosen', interactive: false, coordsToLatLng: (c) => this.toLatLng(c), style: { color: css('--chosen'), weight: 4, fillColor: css('--chosen'), fillOpacity: 0.12 } })
        .addTo(this.chosen);
      this.point.eachLayer((layer) => layer.bringToFront());
    }
  }

  /** @param {any} collection or null */
  setFaults(collection) {
    this.faults.clearLayers();
    if (collection) {
      L.geoJSON(collection, {
        pane: 'faults', interactive: false, coordsToLatLng: (c) => this.toLatLng(c),
        style: (f) => ({ color: css(f.properties.severity === 'error' ? '--bad' : '--warn'), weight: 2, dashArray: '4 4', fillOpacity: 0.35 }),
        pointToLayer: (f, at) => L.circleMarker(at, { radius: 7, pane: 'faults' }),
      }).addTo(this.faults);
      for (const f of collection.features) {
        L.circleMarker(this.toLatLng([f.properties.lon, f.properties.lat]), { radius: 6, color: css(f.properties.severity === 'error' ? '--bad' : '--warn'), weight: 2, fillOpacity: 0.6, pane: 'faults', interactive: false })
          .addTo(this.faults);
      }
    }
  }

  resized() {
    this.map.invalidateSize();
  }
}

/** The middle vertex of a line, the first of a point, else the middle of the box. */
function middle(geometry) {
  if (geometry.type === 'Point') return geometry.coordinates;
  if (geometry.type === 'LineString') return geometry.coordinates[Math.floor(geometry.coordinates.length / 2)];
  return inside(geometry);
}

/**
 * A point well inside a polygon for its label: the middle of the widest run along some lines across.
 * @returns {[number, number]}
 */
function inside(geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let best = null;
  for (const rings of polygons) {
    const ys = rings[0].map((c) => c[1]);
    const low = Math.min(...ys);
    const high = Math.max(...ys);
    for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const y = low + (high - low) * part;
      const cuts = [];
      for (const ring of rings) {
        for (let i = 1; i < ring.length; i++) {
          const [ax, ay] = ring[i - 1];
          const [bx, by] = ring[i];
          if ((ay <= y) !== (by <= y)) cuts.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
        }
      }
      cuts.sort((a, b) => a - b);
      for (let i = 1; i < cuts.length; i += 2) {
        const width = (cuts[i] - cuts[i - 1]) * (part === 0.5 ? 1.15 : 1);
        if (!best || width > best.width) best = { width, at: [(cuts[i] + cuts[i - 1]) / 2, y] };
      }
    }
  }
  return best ? best.at : polygons[0][0][0];
}
