/** Light or dark: as the system wants it, unless the reader or the page says otherwise. */
const KEPT = 'gridwarden.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const handlers = new Set();

export const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

/** @param {() => void} handler called after each change, for what is drawn by hand: maps and charts */
export function onTheme(handler) {
  handlers.add(handler);
}

/** @param {'light'|'dark'|null} usual what the page starts with where the reader has never chosen; null: as the system */
export function startTheme(usual = null) {
  const theme = localStorage.getItem(KEPT) ?? usual;
  if (theme) document.documentElement.dataset.theme = theme;
}

/** The other one, kept for the next visit. */
export function switchTheme() {
  const next = isDark() ? 'light' : 'dark';
  localStorage.setItem(KEPT, next);
  document.documentElement.dataset.theme = next;
  for (const handler of handlers) handler();
}

system.addEventListener('change', () => { for (const handler of handlers) handler(); });
