/** The tables that an administrator keeps. */
import { address, call, get } from '../api.js';

/** @returns {Promise<{columns: string[], rows: (string|number|null)[][], gridNames: Record<string, string>}>} */
export const table = (name, signal) => get(`/api/v1/tables/${name}`, {}, signal);

/** @param {'csv'|'xlsx'} format */
export const tableFile = (name, format) => address(`/api/v1/tables/${name}`, { format });

/**
 * @param {string} name of the table @param {File|Blob} file @param {string} fileName with .csv or .xlsx
 * @param {boolean} dryRun check everything, change nothing
 */
export const bringIn = (name, file, fileName, dryRun) => call(address(`/api/v1/tables/${name}`, { name: fileName, dryRun: dryRun ? 'true' : '' }), {
  method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/octet-stream' }, body: file,
});

export const vacancies = (signal) => get('/api/v1/vacancies', {}, signal);
