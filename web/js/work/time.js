/** How time is said: what is left, what is over, how long ago. Moments are in the area's zone. */
import { el, icon } from '../dom.js';
import { language, number, t } from '../i18n.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LOOKS = { in_time: 'clock', due_soon: 'triangle-alert', overdue: 'octagon-alert', suspended: 'pause', closed: 'check', closed_late: 'check' };

let zone = 'Asia/Shanghai';

/** @param {string} area the IANA name of the area's zone */
export function useZone(area) {
  zone = area;
}

/** The IANA name of the area's zone. */
export const zoneOf = () => zone;

/** A length of time in its largest fitting unit: hours up to two days. */
export function span(millis) {
  const size = Math.abs(millis);
  const [unit, count] = size >= 2 * DAY ? ['day', Math.floor(size / DAY)]
    : size >= HOUR ? ['hour', Math.floor(size / HOUR)] : ['minute', Math.max(1, Math.floor(size / MINUTE))];
  return t(`span.${unit}${count === 1 ? '.one' : ''}`, number(count));
}

/** "5月13日 18:00", with its year where that isn't this one. */
export function when(iso, now = Date.now()) {
  const year = (moment) => new Date(moment).toLocaleDateString('en', { timeZone: zone, year: 'numeric' });
  return new Date(iso).toLocaleString(language(), {
    timeZone: zone, month: language() === 'en' ? 'short' : 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
    ...(year(iso) === year(now) ? {} : { year: 'numeric' }),
  });
}

export function ago(iso, now = Date.now()) {
  const passed = now - Date.parse(iso);
  return passed < MINUTE ? t('time.now') : t('time.ago', span(passed));
}

/** What a field for date and time holds for a moment: the wall clock of the area. */
export const wall = (moment) => new Date(moment).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T').slice(0, 16);

/**
 * How a problem's time stands.
 * @param {any} problem as the server describes it
 * @param {number} now milliseconds since 1970
 * @returns {{look: string, words: string, moment: string|null}}
 */
export function standing(problem, now = Date.now()) {
  const { status, dueAt } = problem;
  if (status === 'void' || status === 'merged') return { look: 'closed', words: t(`status.${status}`), moment: problem.updatedAt };
  if (status === 'suspended' || !dueAt) return { look: 'suspended', words: t('time.suspended'), moment: null };
  const late = problem.secondsLeft < 0;
  if (status === 'closed') {
    return { look: late ? 'closed_late' : 'closed', words: t(late ? 'time.closedLate' : 'time.closed'), moment: problem.closedAt };
  }
  if (status === 'handled' || status === 'verified') {
    return { look: late ? 'overdue' : 'in_time', words: late ? t('time.handledLate', span(problem.secondsLeft * 1000)) : t('time.handled'), moment: problem.handledAt };
  }
  const left = Date.parse(dueAt) - now;
  if (left < 0) return { look: 'overdue', words: t('time.over', span(left)), moment: dueAt };
  return { look: Date.parse(problem.dueSoonAt) <= now ? 'due_soon' : 'in_time', words: t('time.left', span(left)), moment: dueAt };
}

/** The standing with shape, colour and words. @returns {HTMLElement} */
export function timeMark(problem) {
  const { look, words, moment } = standing(problem);
  return el('span', `time ${look}`, icon(LOOKS[look]), el('span', 'words', words), moment ? el('span', 'moment', when(moment)) : null);
}
