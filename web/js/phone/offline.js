/** Who is responsible without a network: the grids and answers that were seen last. */
import * as api from '../api.js';
import { keep, kept } from './store.js';

/** How far around a position grids are kept, in degrees of latitude: about two kilometres. */
const AROUND = 0.02;
const MOST_ANSWERS = 300;

/** Keeps an answer, and the grids around it. Failures are silent: it is a convenience. */
export async function remember(answer) {
  const grid = answer.grids.at(-1);
  if (!grid) return;
  const answers = (await kept('answers')) ?? {};
  answers[grid.code] = { answer, at: new Date().toISOString() };
  const codes = Object.keys(answers).sort((a, b) => (answers[a].at < answers[b].at ? 1 : -1));
  for (const code of codes.slice(MOST_ANSWERS)) delete answers[code];
  await keep('answers', answers);
  const { lon, lat } = answer.point;
  const bbox = [lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND].map((each) => each.toFixed(6)).join(',');
  const grids = await api.grids({ level: answer.finestLevel, zoom: 17, bbox });
  await keep('grids', { collection: grids, at: new Date().toISOString() });
}

/** @returns {Promise<{collection: any, at: string}|undefined>} the grids that were last around */
export const grids = () => kept('grids');

/**
 * @returns {Promise<{answer: any, at: string}|{grid: {code: string, name: string}, at: string}|null>} what is known of a position: the last answer
 *   for its grid, else the grid alone; null where it is in none that is kept
 */
export async function lookUp(lon, lat) {
  const known = await grids();
  const feature = known?.collection.features.find((each) => holds(each.geometry, lon, lat));
  if (!feature) return null;
  const { code, name } = feature.properties;
  const answers = (await kept('answers')) ?? {};
  return answers[code] ?? { grid: { code, name }, at: known.at };
}

/** By how often a ray to the east crosses the rings; GeoJSON, longitude first. */
export function holds(geometry, lon, lat) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.some((rings) => {
    let inside = false;
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1];
        const [bx, by] = ring[i];
        if ((ay > lat) !== (by > lat) && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside;
      }
    }
    return inside;
  });
}
