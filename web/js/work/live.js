/** Keeps the page up to date: by the server's event stream where it has one, and by asking now and then. */
import * as api from '../api.js';

const EVENTS = '/api/v1/events';
const POLL_MILLIS = 30_000;
const AGAIN_MILLIS = 10_000;
const SETTLE_MILLIS = 500;

/**
 * @param {{poll: () => Promise<void>, problem: (id: string|null) => void, lost: (lost: boolean) => void}} page
 * @returns {() => void} stops it
 */
export function live(page) {
  let stopped = false;
  let source = null;
  let settle = 0;
  let polling = false;
  let again = false;

  const poll = async () => {
    if (document.hidden) return;
    if (polling) {
      again = true;
      return;
    }
    polling = true;
    try {
      await page.poll();
      if (!source) page.lost(false);
    } catch (failure) {
      if (failure.status === 0) page.lost(true);
    }
    polling = false;
    if (again) {
      again = false;
      soon();
    }
  };
  // Many events at once are one question, and however many there are it is asked.
  const soon = () => {
    if (!settle && !stopped) settle = setTimeout(() => { settle = 0; poll(); }, SETTLE_MILLIS);
  };
  const timer = setInterval(poll, POLL_MILLIS);
  const woken = () => poll();
  document.addEventListener('visibilitychange', woken);

  const listen = () => {
    if (stopped) return;
    source = new EventSource(EVENTS);
    source.addEventListener('open', () => page.lost(false));
    source.addEventListener('problem', (event) => {
      page.problem(idOf(event));
      soon();
    });
    source.addEventListener('error', () => {
      page.lost(true);
      // The browser tries again by itself, unless the server refused.
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MILLIS);
    });
  };
  api.paths().then((paths) => { if (paths.includes(EVENTS)) listen(); }, () => {});
  poll();

  return () => {
    stopped = true;
    clearInterval(timer);
    clearTimeout(settle);
    document.removeEventListener('visibilitychange', woken);
    source?.close();
  };
}

function idOf(event) {
  try {
    return JSON.parse(event.data).id ?? null;
  } catch {
    return null;
  }
}
