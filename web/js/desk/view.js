/** The view in the address: filters and the open problem, so that a link shows the same and "back" works. */

/** What stands where the address says nothing: the worklist, the most pressing first. */
const USUAL = { status: 'unresolved', sort: 'dueAt' };

/** The filters that the page has a control for. */
export const CONTROLS = ['q', 'status', 'category', 'from', 'to', 'sort', 'overdue', 'attention', 'mine', 'returned', 'supervised', 'escalated'];

/** Further ones, which links from other pages may carry; the page shows them and can drop them. */
export const CARRIED = ['grid', 'unit', 'severity', 'bbox', 'closedFrom', 'closedTo', 'published'];

const NAMES = [...CONTROLS, ...CARRIED, 'problem', 'lang'];

/** @typedef {Record<string, string>} View what isn't set is missing */

/** @returns {View} */
export function read() {
  const query = new URLSearchParams(location.search);
  const view = { ...USUAL };
  for (const name of NAMES) if (query.get(name)) view[name] = query.get(name);
  return view;
}

/** @param {View} view @returns {string} its address */
export function address(view) {
  const query = new URLSearchParams();
  for (const name of NAMES) if (view[name] && view[name] !== USUAL[name]) query.set(name, view[name]);
  return query.size ? `${location.pathname}?${query}` : location.pathname;
}

/** @param {View} view @param {boolean} step whether "back" shall return to the view before */
export function write(view, step) {
  const to = address(view);
  if (to === location.pathname + location.search) return;
  if (step) history.pushState(null, '', to); else history.replaceState(null, '', to);
}

/** The same view without any filter. @param {View} view @returns {View} */
export function cleared(view) {
  const kept = { ...USUAL };
  for (const name of ['problem', 'lang', 'sort']) if (view[name]) kept[name] = view[name];
  return kept;
}

/** Whether anything but the usual is filtered. @param {View} view */
export const filtered = (view) => [...CONTROLS, ...CARRIED].some((name) => name !== 'sort' && (view[name] ?? '') !== (USUAL[name] ?? ''));

/** What the server is asked for. @param {View} view @returns {Record<string, string>} */
export function query(view) {
  const asked = {};
  for (const name of [...CONTROLS, ...CARRIED]) if (view[name]) asked[name] = view[name];
  if (asked.status === 'all') delete asked.status;
  if (asked.mine === 'unit') asked.unit = 'me';
  if (asked.mine === 'reporter') asked.reporter = 'me';
  delete asked.mine;
  if (asked.to) asked.to = dayAfter(asked.to);
  return asked;
}

/** People mean the last day too; the server's period ends before its end. */
function dayAfter(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
