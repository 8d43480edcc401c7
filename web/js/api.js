/**
 * Every call to the server goes through here. What only one page asks stands in `api/PAGE.js`, made of `get`, `post` and `call`.
 */

/** An error the server explained (RFC 9457), or the network's silence. */
export class ApiError extends Error {
  /** @param {{detail?: string, field?: string, status?: number, state?: any, line?: number, value?: any, feature?: string, errors?: any[]}} problem */
  constructor(problem) {
    super(problem.detail ?? '');
    for (const name of ['field', 'line', 'value', 'feature', 'errors']) this[name] = problem[name];
    this.status = problem.status ?? 0;
    this.state = problem.state;
  }
}

let language = 'zh-CN';
let signedOut = () => {};

/** @param {string} asked zh-CN or en, for the sentences of answers */
export function speak(asked) {
  language = asked;
}

/** @param {() => void} handler called whenever the server says that nobody is signed in */
export function onSignedOut(handler) {
  signedOut = handler;
}

/**
 * @param {string} path
 * @param {RequestInit} asked
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export async function call(path, asked) {
  let response;
  try {
    response = await fetch(path, asked);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError({});
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    if (response.status === 401) signedOut();
    throw new ApiError({ ...problem, status: response.status });
  }
  return response.json();
}

/** The path with its parameters; those without a value are left out. */
export function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size ? `${path}?${query}` : path;
}

/**
 * @param {string} path
 * @param {Record<string, string|number|null|undefined>} parameters
 * @param {AbortSignal} [signal]
 */
export const get = (path, parameters = {}, signal = undefined) =>
  call(address(path, parameters), { signal, headers: { Accept: 'application/json' } });

/** @param {string} [key] by which the server tells a repeated request from a new one */
export const post = (path, body, key = undefined) => call(path, {
  method: 'POST',
  headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...(key ? { 'Idempotency-Key': key } : {}) },
  body: JSON.stringify(body),
});

/** The language of the sentences in answers. */
export const spoken = () => language;

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

export const signIn = (name, password) => post('/api/v1/session', { name, password });
export const session = () => get('/api/v1/session');
export const signOut = () => call('/api/v1/session', { method: 'DELETE', headers: { Accept: 'application/json' } });

/** @param {Record<string, string>} filters */
export const problems = (filters, signal) => get('/api/v1/problems', { ...filters, lang: language }, signal);
export const problem = (id, signal) => get(`/api/v1/problems/${encodeURIComponent(id)}`, { lang: language }, signal);
export const similar = (lon, lat, crs, category, signal) => get('/api/v1/problems/similar', { lon, lat, crs, category }, signal);
export const parties = (q, signal) => get('/api/v1/parties', { q }, signal);

/** Where a list can be taken away as a file. @param {'csv'|'xlsx'} format */
export const problemsFile = (filters, format) => address('/api/v1/problems', { ...filters, format, lang: language });

/** @param {{note?: string, to?: string, photos?: string[], version: number}} body */
export const step = (id, code, body, key) =>
  post(`/api/v1/problems/${encodeURIComponent(id)}/${code}?lang=${language}`, body, key);
export const report = (body, key) => post(`/api/v1/problems?lang=${language}`, body, key);

/** @param {Blob} file @returns {Promise<{hash: string}>} */
export const sendPhoto = (file) => call('/api/v1/photos', {
  method: 'POST', headers: { Accept: 'application/json', 'Content-Type': file.type || 'application/octet-stream' }, body: file,
});
/** @param {'full'|'thumb'} size */
export const photoAddress = (hash, size) => address(`/api/v1/photos/${encodeURIComponent(hash)}`, { size });

export const notices = (cursor, signal) => get('/api/v1/notices', { limit: 30, cursor, lang: language }, signal);
export const readNotice = (id) => post(`/api/v1/notices/${encodeURIComponent(id)}/read`, {});
export const readAllNotices = () => post('/api/v1/notices/read-all', {});

/** The paths that this server answers, to learn whether it has something without asking in vain. */
export const paths = () => get('/api/openapi.json').then((document) => Object.keys(document.paths));
