/** One problem as a row of a list. */
import { el } from '../dom.js';
import { timeMark } from './time.js';
import { gridOf, marksOf, statusChip, titleOf, unitOf } from './words.js';

/**
 * @param {any} problem
 * @param {string} href where the row leads to in a window of its own
 * @param {(id: string) => void} opened called when it is chosen in this one
 */
export function problemRow(problem, href, opened) {
  const link = el('a', 'row',
    el('span', 'what', el('span', 'title', titleOf(problem)), ...marksOf(problem),
      problem.address && problem.description ? el('span', 'description', problem.description) : null),
    el('span', 'grid', gridOf(problem)),
    el('span', problem.unit ? 'unit' : 'unit none', unitOf(problem)),
    el('span', 'status', statusChip(problem.status)),
    timeMark(problem));
  link.href = href;
  link.dataset.id = problem.id;
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opened(problem.id);
  });
  return link;
}

/** Rows without content yet. */
export const skeletonRows = (count = 8) => Array.from({ length: count }, () => el('li', 'skeleton', el('i'), el('i')));
