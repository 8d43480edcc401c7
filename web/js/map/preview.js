/** Grids that are about to come in, drawn over those that stand. */
import * as L from '/vendor/leaflet/leaflet.js';
import { css } from '../map.js';

export class PreviewLayer {
  /** @param {import('../map.js').AreaMap} area */
  constructor(area) {
    this.area = area;
    area.map.createPane('preview').style.zIndex = '455';
    this.canvas = L.canvas({ pane: 'preview', padding: 0.4 });
    this.layer = null;
  }

  /** @param {any} collection of GeoJSON, or null @returns {[number, number, number, number]|null} the box that it fills: west, south, east, north */
  show(collection) {
    this.layer?.remove();
    this.layer = null;
    if (!collection?.features.length) return null;
    this.layer = L.geoJSON(collection, {
      renderer: this.canvas, pane: 'preview', coordsToLatLng: (c) => this.area.toLatLng(c),
      style: { color: css('--accent'), weight: 2, fillColor: css('--accent'), fillOpacity: 0.12 },
    }).addTo(this.area.map);
    this.layer.bindTooltip((each) => Object.assign(document.createElement('span'), { textContent: `${each.feature.properties.name} ${each.feature.properties.code}` }), { sticky: true });
    const bounds = this.layer.getBounds();
    const [west, south] = this.area.toLonLat(bounds.getSouthWest());
    const [east, north] = this.area.toLonLat(bounds.getNorthEast());
    return [west, south, east, north];
  }
}
