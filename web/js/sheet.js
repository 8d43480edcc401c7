/** On a phone the panel is a sheet from below: closed, half open, open. */
import { byId } from './dom.js';

const STEPS = ['', 'half', 'full'];

/**
 * @returns {{atLeastHalf: () => void, close: () => void, coveredPixels: (map: HTMLElement) => number}} the
 *   last tells how much of the map lies under the sheet
 */
export function sheet() {
  const panel = byId('panel');
  const grip = byId('grip');
  const now = () => (panel.classList.contains('full') ? 2 : panel.classList.contains('half') ? 1 : 0);
  const set = (step) => {
    panel.classList.remove('half', 'full');
    if (STEPS[step]) panel.classList.add(STEPS[step]);
    grip.setAttribute('aria-expanded', String(step > 0));
    if (step === 0) byId('panel-scroll').scrollTop = 0;
  };
  let from = null;
  grip.addEventListener('pointerdown', (event) => {
    from = event.clientY;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointerup', (event) => {
    if (from === null) return;
    const moved = from - event.clientY;
    from = null;
    const far = Math.abs(moved) > window.innerHeight * 0.3 ? 2 : 1;
    if (moved > 24) set(Math.min(2, now() + far));
    else if (moved < -24) set(Math.max(0, now() - far));
    else set(now() === 0 ? 1 : now() === 1 ? 2 : 0);
  });
  grip.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      set((now() + 1) % 3);
    }
  });
  panel.addEventListener('focusin', (event) => {
    if (now() === 0 && event.target.getBoundingClientRect().bottom > window.innerHeight) set(1);
  });
  const coveredPixels = (map) => {
    if (getComputedStyle(grip).display === 'none') return 0;
    const heights = [148, window.innerHeight * 0.54, window.innerHeight * 0.54];
    return Math.max(0, map.getBoundingClientRect().bottom - (window.innerHeight - heights[now()]));
  };
  return { coveredPixels, atLeastHalf: () => { if (now() === 0) set(1); }, close: () => set(0) };
}
