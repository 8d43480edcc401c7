/** Five classes of colour for areas. ColorBrewer's YlOrRd on light maps, the like of inferno on dark ones; PuOr for hot and cold. Pure. */

const LIGHT = ['#ffffb2', '#fecc5c', '#fd8d3c', '#f03b20', '#bd0026'];
const DARK = ['#3b0f70', '#8c2981', '#de4968', '#fe9f6d', '#fcfdbf'];
export const SPOTS = { hot_99: '#b35806', hot_95: '#e08214', hot_90: '#fdb863', none: null, cold_90: '#b2abd2', cold_95: '#8073ac', cold_99: '#542788' };

/** @param {boolean} dark */
export const colours = (dark) => (dark ? DARK : LIGHT);

/**
 * Which class a value is in.
 * @param {number[]} limits the most of each class, ascending @returns {number} from 0; -1 where there is nothing to show
 */
export function classOf(limits, value) {
  return value === null || value === undefined ? -1 : limits.findIndex((most) => value <= most);
}

/** The colour of a class of so many: the strong end is kept. */
export function colourOf(index, count, dark) {
  const all = colours(dark);
  return all[count <= 1 ? all.length - 1 : Math.round((index * (all.length - 1)) / (count - 1))];
}
