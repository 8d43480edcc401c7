/** Editing borders. */
import { address, call, get } from '../api.js';

const send = (path, parameters, features) => call(address(path, parameters), {
  method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/geo+json' }, body: JSON.stringify({ type: 'FeatureCollection', features }),
});

/** Every grid of a level with every digit. @param {number} level */
export const gridsOf = (level) => get('/api/v1/grids', { level }).then(({ features }) => features);
export const newest = () => get('/api/v1/grid-versions').then((answer) => answer.newest);

/** @param {any[]} features that change or are new @param {{base: number, removed: string, validFrom?: string, note?: string, dryRun?: string}} parameters */
export const edit = (features, parameters) => send('/api/v1/grid-versions/edit', parameters, features);
const shapes = (geometries) => geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry }));
/** @returns {Promise<any>} one geometry */
export const union = (geometries) => send('/api/v1/grid-versions/union', {}, shapes(geometries)).then(({ features }) => features[0].geometry);
/** @returns {Promise<any[]>} geometries, the largest first */
export const split = (polygon, line) => send('/api/v1/grid-versions/split', {}, shapes([polygon, { type: 'LineString', coordinates: line }])).then(({ features }) => features.map((each) => each.geometry));
