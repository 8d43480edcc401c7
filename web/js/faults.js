/** The faults of the coverage: a layer of the map and a list beside it. */
import * as api from './api.js';
import { byId, el } from './dom.js';
import { distance, number, t } from './i18n.js';

/**
 * @param {import('./map.js').AreaMap} map
 * @param {(failure: Error) => void} failed
 * @returns {(shown: boolean) => Promise<void>}
 */
export function faults(map, failed) {
  const list = byId('fault-list');
  return async (shown) => {
    list.hidden = !shown;
    if (!shown) {
      map.setFaults(null);
      return;
    }
    list.replaceChildren(el('h2', '', t('faults.title')), el('div', 'skeleton', el('i'), el('i')));
    try {
      const report = await api.check();
      map.setFaults(report);
      list.replaceChildren(el('h2', '', t('faults.title')), ...rows(report, map));
      list.scrollIntoView({ block: 'nearest' });
    } catch (failure) {
      list.hidden = true;
      failed(failure);
    }
  };
}

function rows(report, map) {
  if (report.features.length === 0) return [el('p', '', t('faults.none'))];
  return [el('p', '', t('faults.count', number(report.features.length))), ...report.features.slice(0, 200).map((feature) => {
    const fault = feature.properties;
    const button = el('button', fault.severity,
      el('span', 'what', `${t(`fault.${fault.kind}`)} · ${t(`severity.${fault.severity}`)}`),
      el('span', '', fault.grids.join('、')),
      fault.areaSquareMetres > 0 ? el('span', 'size', t('faults.size', number(fault.areaSquareMetres, 1), distance(fault.widthMetres))) : null);
    button.type = 'button';
    button.addEventListener('click', () => map.setView(fault.lon, fault.lat, 19));
    return button;
  })];
}
