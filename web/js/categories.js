/** The kinds of problems as a select whose depth shows what belongs to what. */
import { el } from './dom.js';
import { language } from './i18n.js';

/** @param {{name: string, nameEn?: string|null}} category */
export const nameOf = (category) => (language() === 'en' && category.nameEn ? category.nameEn : category.name);

/**
 * Fills a select after its first option, which stands for "any" or "please choose".
 * @param {HTMLSelectElement} select
 * @param {{code: string, name: string, nameEn?: string|null, parent?: string|null}[]} all
 * @param {string} [chosen] code
 */
export function fillTree(select, all, chosen = '') {
  const children = new Map();
  for (const each of all) {
    const siblings = children.get(each.parent ?? '') ?? [];
    children.set(each.parent ?? '', [...siblings, each]);
  }
  const options = [];
  const add = (parent, depth) => {
    const siblings = [...(children.get(parent) ?? [])].sort((a, b) => a.code.localeCompare(b.code, undefined, { numeric: true }));
    for (const each of siblings) {
      const option = el('option', '', '\u2003'.repeat(depth) + nameOf(each));
      option.value = each.code;
      options.push(option);
      add(each.code, depth + 1);
    }
  };
  add('', 0);
  select.replaceChildren(select.firstElementChild, ...options);
  select.value = chosen;
}
