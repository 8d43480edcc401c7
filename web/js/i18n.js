/** Texts in the reader's language, from files; no key is ever shown. */

/** @type {Record<string, string>} */
let texts = {};
let tongue = 'zh-CN';

/**
 * @param {'zh-CN'|'en'} language
 * @param {string[]} pages whose own texts are wanted too
 */
export async function load(language, ...pages) {
  const files = [`/i18n/${language}.json`, ...pages.map((page) => `/i18n/${page}/${language}.json`)];
  const parts = await Promise.all(files.map(async (file) => (await fetch(file)).json()));
  texts = Object.assign({}, ...parts);
  tongue = language;
  document.documentElement.lang = language;
  apply(document);
}

export const language = () => tongue;

/** The text for a key, {0}, {1} filled in. */
export function t(key, ...values) {
  const text = texts[key] ?? '';
  return text.replace(/\{(\d)\}/g, (_, i) => values[Number(i)] ?? '');
}

/** Writes the texts into everything marked for them. */
export function apply(root) {
  for (const element of root.querySelectorAll('[data-i18n]')) element.textContent = t(element.dataset.i18n);
  for (const element of root.querySelectorAll('[data-i18n-placeholder]')) {
    element.placeholder = t(element.dataset.i18nPlaceholder);
  }
  for (const element of root.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', t(element.dataset.i18nLabel));
    if (element.tagName === 'BUTTON') element.title = t(element.dataset.i18nLabel);
  }
}

export function number(value, decimals = 0) {
  return value.toLocaleString(tongue, { maximumFractionDigits: decimals });
}

/** A distance as people say it. */
export function distance(metres) {
  if (metres >= 1000) return t('kilometres', number(metres / 1000, 1));
  return t('metres', number(metres, metres < 10 ? 1 : 0));
}

/** A moment in the area's zone. */
export function moment(iso, zone) {
  return new Date(iso).toLocaleString(tongue, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' });
}
