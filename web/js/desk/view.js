/** The view in the address: filters and the open problem, so that a link shows the same and "back" works. */
import { Address } from '../work/address.js';

/** What stands where the address says nothing: the worklist, the most pressing first. */
const USUAL = { status: 'unresolved', sort: 'dueAt' };

/** The filters that the page has a control for. */
export const CONTROLS = ['q', 'status', 'category', 'from', 'to', 'sort', 'overdue', 'attention', 'mine', 'returned', 'supervised', 'escalated'];

/** Further ones, which links from other pages may carry; the page shows them and can drop them. */
export const CARRIED = ['grid', 'unit', 'charged', 'leader', 'severity', 'bbox', 'since', 'until', 'closedFrom', 'closedTo', 'dueFrom', 'dueTo', 'inTime', 'work', 'workFrom', 'workTo', 'published'];

const place = new Address([...CONTROLS, ...CARRIED, 'problem'], USUAL);

export const read = () => place.read();
export const address = (view) => place.of(view);
export const write = (view, step) => place.write(view, step);

/** The same view without any filter. @param {import('../work/address.js').View} view @returns {import('../work/address.js').View} */
export function cleared(view) {
  const kept = { ...USUAL };
  for (const name of ['problem', 'lang', 'sort']) if (view[name]) kept[name] = view[name];
  return kept;
}

/** Whether anything but the usual is filtered. @param {import('../work/address.js').View} view */
export const filtered = (view) => [...CONTROLS, ...CARRIED].some((name) => name !== 'sort' && (view[name] ?? '') !== (USUAL[name] ?? ''));

/** What the server is asked for. @param {import('../work/address.js').View} view @returns {Record<string, string>} */
export function query(view) {
  const asked = {};
  for (const name of [...CONTROLS, ...CARRIED]) if (view[name]) asked[name] = view[name];
  if (asked.status === 'all') delete asked.status;
  if (asked.mine === 'unit') asked.unit = 'me';
  if (asked.mine === 'reporter') asked.reporter = 'me';
  delete asked.mine;
  if (asked.to) asked.to = dayAfter(asked.to);
  asked.from ??= asked.since;
  asked.to ??= asked.until;
  delete asked.since;
  delete asked.until;
  return asked;
}

/** People mean the last day too; the server's period ends before its end. */
function dayAfter(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
