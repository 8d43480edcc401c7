/** Every call to the server goes through here. */

/** An error the server explained (RFC 9457), or the network's silence. */
export class ApiError extends Error {
  /** @param {{detail?: string, field?: string, status?: number}} problem */
  constructor(problem) {
    super(problem.detail ?? '');
    this.field = problem.field;
    this.status = problem.status ?? 0;
  }
}

let language = 'zh-CN';

/** @param {string} asked zh-CN or en, for the sentences of answers */
export function speak(asked) {
  language = asked;
}

/**
 * @param {string} path
 * @param {Record<string, string|number|null|undefined>} parameters those without a value are left out
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
async function get(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const asked = query.size ? `${path}?${query}` : path;
  let response;
  try {
    response = await fetch(asked, { signal, headers: { Accept: 'application/json' } });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError({});
  }
  if (!response.ok) {
    throw new ApiError(await response.json().catch(() => ({ status: response.status })));
  }
  return response.json();
}

export const map = () => get('/api/v1/map');
export const base = (url) => get(url);
export const categories = () => get('/api/v1/categories');
export const grid = (code, signal) => get(`/api/v1/grids/${encodeURIComponent(code)}`, {}, signal);
export const check = () => get('/api/v1/check');
export const search = (q, signal) => get('/api/v1/search', { q, limit: 10 }, signal);

/** @param {{level: number, zoom: number, bbox?: string}} view */
export const grids = (view, signal) => get('/api/v1/grids', view, signal);

/** @param {{lon: number, lat: number, crs?: string, category?: string, at?: string, accuracy?: number}} question */
export const responsibility = (question, signal) =>
  get('/api/v1/responsibility', { ...question, lang: language }, signal);
