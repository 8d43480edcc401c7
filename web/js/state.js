/** The view in the address, so that a link shows the same and "back" works. */

/**
 * @typedef {object} View
 * @property {number} [lon] of the map's centre
 * @property {number} [lat]
 * @property {number} [zoom]
 * @property {[number, number]} [point] asked, as it was given
 * @property {string} [crs] of the point
 * @property {string} [category]
 * @property {string} [at]
 * @property {number} [accuracy]
 * @property {string} [grid] chosen by search
 * @property {string} [lang]
 * @property {boolean} [faults]
 */

/** @returns {View} */
export function read() {
  const query = new URLSearchParams(location.search);
  const numbers = (name, count) => {
    const parts = (query.get(name) ?? '').split(',').map(Number);
    return query.get(name) && parts.length === count && parts.every(Number.isFinite) ? parts : undefined;
  };
  const map = numbers('map', 3);
  return {
    zoom: map?.[0], lon: map?.[1], lat: map?.[2],
    point: numbers('p', 2), crs: query.get('crs') ?? undefined, category: query.get('category') ?? undefined,
    at: query.get('at') ?? undefined, accuracy: numbers('accuracy', 1)?.[0], grid: query.get('grid') ?? undefined,
    lang: query.get('lang') ?? undefined, faults: query.get('faults') === '1',
  };
}

/** @param {View} view @param {boolean} step whether "back" shall return to the view before */
export function write(view, step) {
  const query = new URLSearchParams();
  if (view.zoom !== undefined) query.set('map', `${view.zoom},${view.lon.toFixed(6)},${view.lat.toFixed(6)}`);
  if (view.point) query.set('p', view.point.join(','));
  for (const name of ['crs', 'category', 'at', 'accuracy', 'grid', 'lang']) {
    if (view[name] !== undefined && view[name] !== null && view[name] !== '') query.set(name, String(view[name]));
  }
  if (view.faults) query.set('faults', '1');
  const address = `${location.pathname}?${query}`;
  if (step) history.pushState(null, '', address); else history.replaceState(null, '', address);
}
