/** What only the chief's page asks. */
import { get } from '../api.js';

/** @param {Record<string, string>} filters as of a list @returns {Promise<{total: number, ids: string[], positions: number[], states: string[]}>} */
export const points = ({ sort: _, ...filters }, signal) => get('/api/v1/problems/points', filters, signal);

/** How many a list would have. @param {Record<string, string>} filters */
export const count = (filters) => get('/api/v1/problems', { ...filters, limit: 1 }).then(({ total }) => total);

/** Who holds which role for a grid, or which roles a party holds. @param {{grid?: string, party?: string}} of */
export const assignments = (of) => get('/api/v1/assignments', { ...of, limit: 1000 }).then(({ items }) => items);
