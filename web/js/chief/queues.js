/** The chief's queues: what to look at first. Pure. */
import { wall } from '../work/time.js';

const DAY = 24 * 3600 * 1000;

/** @type {Record<string, (account: import('../work/session.js').Account) => Record<string, string>|null>} null: not for this account */
export const QUEUES = {
  all: () => ({ status: 'unresolved' }),
  overdue: () => ({ status: 'unresolved', overdue: 'true' }),
  today: () => ({ status: 'reported,filed,dispatched,in_progress', dueFrom: new Date().toISOString(), dueTo: wall(Date.now() + DAY).slice(0, 10) }),
  mine: (account) => (account.party ? { status: 'reported,filed,dispatched,in_progress', unit: 'me' } : null),
  returned: () => ({ status: 'unresolved', returned: 'true' }),
};

/** @param {string} name @param {import('../work/session.js').Account} account @param {string} [grid] @param {string} [bbox] what the server is asked for */
export function filtersOf(name, account, grid, bbox) {
  const filters = { sort: 'dueAt', ...(QUEUES[name] ?? QUEUES.all)(account) };
  if (grid) filters.grid = grid;
  if (bbox) filters.bbox = bbox;
  return filters;
}
