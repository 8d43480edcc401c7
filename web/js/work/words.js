/** What a problem, its status and its marks are called. */
import { el } from '../dom.js';
import { number, t } from '../i18n.js';

export const STATUSES = ['reported', 'filed', 'dispatched', 'in_progress', 'handled', 'verified', 'closed', 'suspended', 'void', 'merged'];

/** Marks of a position that should be looked at twice. */
const DOUBTS = ['far_from_sender', 'photo_elsewhere', 'poor_accuracy', 'gap', 'outside'];

/** @param {any} problem */
export function titleOf(problem) {
  const rest = problem.address || problem.description;
  return rest ? `${problem.categoryName} · ${rest}` : problem.categoryName;
}

/** The finest grid's name, or that no grid holds it. */
export const gridOf = (problem) => problem.grids.at(-1)?.name ?? t(`place.${problem.place}.short`);

/** Who has it: the party that holds it, or that nobody does yet. */
export const unitOf = (problem) => problem.unit?.name ?? t('unit.none');

export const statusChip = (status) => el('span', `chip ${status}`, t(`status.${status}`));

/** @returns {HTMLElement[]} small labels, the gravest first */
export function marksOf(problem) {
  const tags = [];
  const tag = (look, text) => tags.push(el('span', `tag ${look}`, text));
  if (problem.severity !== 'normal') tag(problem.severity === 'urgent' ? 'bad' : 'warn', t(`severity.${problem.severity}`));
  if (problem.supervised) tag('bad', t('mark.supervised'));
  if (problem.returns > 0) tag('warn', t('mark.return', number(problem.returns)));
  if (problem.escalations > 0) tag('warn', t('mark.escalated'));
  if (problem.marks.some((each) => DOUBTS.includes(each))) tag('soft', t('mark.doubt'));
  if (problem.askedUntil) tag('soft', t('mark.asked'));
  if (problem.publishedAt) tag('soft', t('mark.published'));
  return tags;
}

/** What should be looked at twice, as sentences. */
export const doubtsOf = (problem) => problem.marks.filter((each) => each !== 'return').map((each) => t(`doubt.${each}`));

/** A time limit: "5 工作小时". */
export const limitOf = (limit) => t(`limit.${limit.unit}${limit.amount === 1 ? '.one' : ''}`, number(limit.amount, 1));
