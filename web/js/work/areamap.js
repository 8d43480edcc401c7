/** The area's map with its base, as every page for people who sign in shows it. */
import * as api from '../api.js';
import { AreaMap } from '../map.js';

/** @param {string|HTMLElement} element or its id @param {any} info what the server says of the area's map */
export function areaMap(element, info) {
  const map = new AreaMap(element);
  if (info.bbox) map.fit(info.bbox); else map.setView(105, 35, 4);
  if (info.base?.kind === 'tiles') map.setTiles(info.base.url, info.base.crs, info.base.attribution);
  if (info.base?.kind === 'geojson') api.base(info.base.url).then((collection) => map.setBase(collection), () => {});
  new ResizeObserver(() => map.resized()).observe(map.map.getContainer());
  return map;
}

/** @param {any} geometry of GeoJSON @returns {[number, number, number, number]} west, south, east, north */
export function boxOf(geometry) {
  const box = [180, 90, -180, -90];
  const visit = (each) => {
    if (typeof each[0] === 'number') {
      box[0] = Math.min(box[0], each[0]);
      box[1] = Math.min(box[1], each[1]);
      box[2] = Math.max(box[2], each[0]);
      box[3] = Math.max(box[3], each[1]);
    } else {
      each.forEach(visit);
    }
  };
  visit(geometry.coordinates);
  return /** @type {[number, number, number, number]} */ (box);
}
