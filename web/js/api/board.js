/** What only the leaders' board asks. */
import { get, spoken } from '../api.js';

/** @param {Record<string, any>} of by, from, to, grid, category, unit */
export const indicators = (of, signal) => get('/api/v1/indicators', { ...of, lang: spoken() }, signal);
/** @param {Record<string, any>} of step, from, to, grid, category, unit */
export const trend = (of, signal) => get('/api/v1/indicators/trend', of, signal);
/** @param {Record<string, any>} of filters and the zoom */
export const legend = (of, signal) => get('/api/v1/heat/legend', of, signal);
/** @param {Record<string, any>} of start, step, zoom and filters */
export const frames = (of, signal) => get('/api/v1/heat/frames', of, signal);
/** The numbers of grids. @param {Record<string, any>} of level and filters */
export const gridHeat = (of, signal) => get('/api/v1/heat/grids', { ...of, lang: spoken() }, signal);
/** Hexagons with their shapes and numbers. @param {Record<string, any>} of size in metres and filters */
export const hexagons = (of, signal) => get('/api/v1/heat/hexagons', { ...of, format: 'geojson', lang: spoken() }, signal);
/** The class limits of hexagons. */
export const hexagonClasses = (of, signal) => get('/api/v1/heat/hexagons', { ...of, lang: spoken() }, signal);
export const partyNames = (ids) => get('/api/v1/parties', { ids: ids.join(',') });
