/** The roles that an account or a key can have. */
import { el } from '../dom.js';
import { t } from '../i18n.js';

/** @returns {HTMLSelectElement} */
export function roleField() {
  const select = /** @type {HTMLSelectElement} */ (el('select'));
  for (const role of ['chief', 'unit', 'inspector', 'leader', 'reporter', 'admin']) {
    const option = el('option', '', t(`account.${role}`));
    option.value = role;
    select.append(option);
  }
  return select;
}
