/** What the page of accounts asks. */
import { call, get, post } from '../api.js';

const of = (name) => encodeURIComponent(name);
const remove = (path) => call(path, { method: 'DELETE', headers: { Accept: 'application/json' } });

export const accounts = (signal) => get('/api/v1/accounts', {}, signal);
/** @param {{name: string, password: string, role: string, party?: string, grid?: string, team?: string}} account */
export const addAccount = (account) => post('/api/v1/accounts', account);
/** @param {'disable'|'enable'} step */
export const turnAccount = (name, step) => post(`/api/v1/accounts/${of(name)}/${step}`, {});
export const setPassword = (name, password) => post(`/api/v1/accounts/${of(name)}/password`, { password });
export const endSessions = (name) => remove(`/api/v1/accounts/${of(name)}/sessions`);

/** The parties of some ids, as many as an address has room for. @param {string[]} ids */
export const partiesOf = (ids, signal) => get('/api/v1/parties', { ids: ids.slice(0, 25).join(',') }, signal);

export const keys = (signal) => get('/api/v1/keys', {}, signal);
/** @param {{name: string, role: string, rights?: string[], perSecond?: number, grid?: string, party?: string, expires?: string}} key */
export const addKey = (key) => post('/api/v1/keys', key);
export const revokeKey = (name) => remove(`/api/v1/keys/${of(name)}`);

/** @param {{limit: number, before?: string, actor?: string, action?: string}} filter */
export const audit = (filter, signal) => get('/api/v1/audit', filter, signal);
