/** Tabs of which the address says the one that is open. */
import { byId } from '../dom.js';

/**
 * Makes tabs of the buttons `tab-NAME` and what they show, `NAME`.
 * @param {string[]} names the first is open where the address says nothing
 * @param {(name: string) => void} show called when one is opened, by the reader or by "back"
 * @returns {() => void} shows the one that the address says
 */
export function tabs(names, show) {
  const opened = () => {
    const asked = new URLSearchParams(location.search).get('tab');
    return names.includes(asked) ? asked : names[0];
  };
  const turn = () => {
    const open = opened();
    for (const name of names) {
      byId(`tab-${name}`).setAttribute('aria-selected', String(name === open));
      byId(`tab-${name}`).tabIndex = name === open ? 0 : -1;
      byId(name).hidden = name !== open;
    }
    show(open);
  };
  const turnTo = (name) => {
    const query = new URLSearchParams(location.search);
    query.set('tab', name);
    history.pushState(null, '', `${location.pathname}?${query}`);
    turn();
  };
  for (const name of names) {
    byId(`tab-${name}`).addEventListener('click', () => turnTo(name));
    byId(`tab-${name}`).addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = names[(names.indexOf(name) + step + names.length) % names.length];
      turnTo(next);
      byId(`tab-${next}`).focus();
    });
  }
  return turn;
}
