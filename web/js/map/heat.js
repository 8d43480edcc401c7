/**
 * Heat over the map: the server's tiles, numbers of grids and hexagons in classes, and piles. A layer that changes is shown when
 * all of it is there, so that nothing flickers while time is played or the board refreshes.
 */
import * as L from '/vendor/leaflet/leaflet.js';
import { address } from '../api.js';
import { css } from '../map.js';

const PANE = 'heat';

/** Tiles that the server is asked for each time they are drawn; it answers 304 where nothing changed. */
const Tiles = L.GridLayer.extend({
  createTile(at, done) {
    const tile = document.createElement('canvas');
    const fine = window.devicePixelRatio > 1;
    const side = fine ? 512 : 256;
    const url = address(`/tiles/heat/${at.z}/${at.x}/${at.y}${fine ? '@2x' : ''}.png`, this.options.parameters);
    fetch(url, { cache: 'no-cache' }).then(async (response) => {
      if (!response.ok) throw new Error(String(response.status));
      const picture = await createImageBitmap(await response.blob());
      tile.width = side;
      tile.height = side;
      tile.getContext('2d').drawImage(picture, 0, 0);
      picture.close();
      done(null, tile);
    }).catch((failure) => done(failure, tile));
    return tile;
  },
});

export class HeatLayer {
  /** @param {import('../map.js').AreaMap} area */
  constructor(area) {
    this.area = area;
    area.map.createPane(PANE).style.zIndex = '300';
    this.shown = null;
    this.next = null;
  }

  /**
   * @param {Record<string, string|number|null|undefined>|null} parameters of the tiles; null takes them away
   * @returns {Promise<void>} when it is shown, or another was asked for
   */
  show(parameters) {
    this.next?.remove();
    this.next = null;
    if (!parameters) {
      this.shown?.remove();
      this.shown = null;
      return Promise.resolve();
    }
    const layer = new Tiles({ pane: PANE, maxZoom: 22, opacity: 0, updateWhenIdle: false, keepBuffer: 1, parameters });
    this.next = layer;
    return new Promise((resolve) => {
      layer.on('load', () => {
        if (this.next !== layer) return resolve();
        layer.setOpacity(1);
        this.shown?.remove();
        this.shown = layer;
        this.next = null;
        return resolve();
      });
      layer.on('remove', () => resolve());
      layer.addTo(this.area.map);
    });
  }
}

/** Areas filled by class, on one canvas. */
export class ClassLayer {
  /** @param {import('../map.js').AreaMap} area @param {(code: string) => string} text of an area under the pointer */
  constructor(area, text) {
    this.area = area;
    this.text = text;
    area.map.createPane('classes').style.zIndex = '350';
    this.canvas = L.canvas({ pane: 'classes', padding: 0.3 });
    this.layer = null;
  }

  /**
   * @param {any} collection of GeoJSON with a code each, or null
   * @param {(code: string) => {color: string, opacity: number}|null} look null: not filled
   */
  show(collection, look) {
    if (this.collection === collection && this.layer) {
      this.layer.setStyle((feature) => style(look(feature.properties.code)));
      return;
    }
    this.layer?.remove();
    this.collection = collection;
    this.layer = null;
    if (!collection) return;
    this.layer = L.geoJSON(collection, {
      renderer: this.canvas, pane: 'classes', coordsToLatLng: (c) => this.area.toLatLng(c), style: (feature) => style(look(feature.properties.code)),
    }).addTo(this.area.map);
    this.layer.bindTooltip((each) => lines(this.text(each.feature.properties.code)), { sticky: true, direction: 'top', opacity: 1 });
    this.layer.on('click', ({ layer }) => this.chosen?.(layer.feature.properties.code));
  }
}

function style(look) {
  return look ? { stroke: true, color: css('--rule'), weight: 0.6, opacity: 0.7, fill: true, fillColor: look.color, fillOpacity: look.opacity } : { stroke: false, fill: true, fillOpacity: 0 };
}

function lines(text) {
  const box = document.createElement('div');
  for (const line of text.split('\n')) box.append(Object.assign(document.createElement('p'), { textContent: line }));
  return box;
}

/** Places where very many problems share one position: shown as what they are. */
export class PileLayer {
  constructor(area) {
    this.area = area;
    this.group = L.layerGroup().addTo(area.map);
  }

  /** @param {{lon: number, lat: number, count: number}[]} piles @param {(count: number) => string} say */
  show(piles, say) {
    this.group.clearLayers();
    for (const pile of piles) {
      L.marker(this.area.toLatLng([pile.lon, pile.lat]), {
        pane: 'chosen', keyboard: false, title: say(pile.count), icon: L.divIcon({ className: 'pile', html: Object.assign(document.createElement('b'), { textContent: String(pile.count) }), iconSize: [40, 24] }),
      }).addTo(this.group);
    }
  }
}
