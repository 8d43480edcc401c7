/** Light or dark: as the system wants it, unless the reader or the page says otherwise. */
const KEPT = 'gridwarden.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const handlers = new Set();

/** Milliseconds that printing waits for a map. */
const MOST_WAIT = 5000;

export const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

/** @param {() => void} handler called after each change, for what is drawn by hand: maps and charts */
export function onTheme(handler) {
  handlers.add(handler);
}

/**
 * @param {'light'|'dark'|null} usual what the page starts with where the reader has never chosen; null: as the system
 * @param {() => Promise<unknown>} drawn resolves when all that was drawn anew is on the screen
 */
export function startTheme(usual = null, drawn = () => Promise.resolve()) {
  const theme = localStorage.getItem(KEPT) ?? usual;
  if (theme) document.documentElement.dataset.theme = theme;
  printLight(drawn);
}

/** Paper is white: a dark page is light while it is printed. By the keyboard printing waits until the map is drawn. */
function printLight(drawn) {
  let before = null;
  const lighten = () => {
    if (before !== null || !isDark()) return;
    before = document.documentElement.dataset.theme ?? '';
    turn('light');
  };
  window.addEventListener('beforeprint', lighten);
  window.addEventListener('afterprint', () => {
    if (before === null) return;
    turn(before);
    before = null;
  });
  document.addEventListener('keydown', async (event) => {
    if (event.key !== 'p' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    lighten();
    await Promise.race([drawn().catch(() => {}), new Promise((late) => setTimeout(late, MOST_WAIT))]);
    window.print();
  });
}

/** @param {string} theme or nothing: as the system wants it */
function turn(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const handler of handlers) handler();
}

/** The other one, kept for the next visit. */
export function switchTheme() {
  const next = isDark() ? 'light' : 'dark';
  localStorage.setItem(KEPT, next);
  turn(next);
}

system.addEventListener('change', () => { for (const handler of handlers) handler(); });
