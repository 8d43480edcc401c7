/**
 * The numbers of the board and the very problems behind each: what a list is asked for so that it has what was counted. The rules
 * are those that the indicators' answer states. Pure.
 */

/** Every status that counts: void and merged ones never do. */
const COUNTED = 'reported,filed,dispatched,in_progress,handled,verified,closed,suspended';

/** @typedef {{from: string, to: string}} Period moments: [from, to) */

/** @type {Record<string, (period: Period) => Record<string, string>>} */
const LISTS = {
  open: () => ({ status: 'unresolved', sort: 'dueAt' }),
  overdue: () => ({ status: 'unresolved', overdue: 'true', sort: 'dueAt' }),
  reported: ({ from, to }) => ({ status: COUNTED, since: from, until: to, sort: '-reportedAt' }),
  returned: ({ from, to }) => ({ status: COUNTED, returned: 'true', since: from, until: to, sort: '-reportedAt' }),
  closed: ({ from, to }) => ({ status: 'closed', closedFrom: from, closedTo: to, sort: '-updatedAt' }),
  closureRate: ({ from, to }) => ({ status: COUNTED, dueFrom: from, dueTo: to, sort: 'dueAt' }),
  onTimeClosureRate: ({ from, to }) => ({ status: 'closed', dueFrom: from, dueTo: to, closedTo: to, inTime: 'true', sort: 'dueAt' }),
  reworkRate: ({ from, to }) => ({ status: 'all', work: 'rework', workFrom: from, workTo: to, sort: '-updatedAt' }),
};

export const NUMBERS = Object.keys(LISTS);
export const RATES = ['closureRate', 'onTimeClosureRate', 'reworkRate'];

/** What a number is charged to, as a filter. */
const CHARGED = { grid: 'grid', unit: 'charged', leader: 'leader' };

/**
 * @param {string} number one of NUMBERS
 * @param {Period} period
 * @param {{by?: string, key?: string|null, grid?: string, category?: string, unit?: string}} of what
 * @returns {Record<string, string>} as the desk's address takes it
 */
export function behind(number, period, of) {
  const filters = { ...LISTS[number](period) };
  if (of.category) filters.category = of.category;
  if (of.grid) filters.grid = of.grid;
  if (of.unit) filters.charged = of.unit;
  if (of.by && of.by !== 'all') filters[CHARGED[of.by]] = of.key ?? 'none';
  return filters;
}

/** The same as the list of problems takes it. @param {Record<string, string>} filters */
export function query(filters) {
  const { since, until, ...rest } = filters;
  if (rest.status === 'all') delete rest.status;
  return { ...rest, ...(since ? { from: since } : {}), ...(until ? { to: until } : {}) };
}
