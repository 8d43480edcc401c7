/** How the area's own base map is drawn: colours and widths by kind and zoom. Pure. */

const LIGHT = {
  block: '#e9e6de', park: '#cfe3bf', building: '#d8d1c3', water: '#a8cbe2', major: '#f4d083', majorEdge: '#d9a94a',
  minor: '#ffffff', minorEdge: '#d8d4c8', rail: '#8d8d8d', bridge: '#b9b2a0',
};
const DARK = {
  block: '#1f2623', park: '#22382a', building: '#2b332f', water: '#1d3a4b', major: '#6b5a2e', majorEdge: '#4b3f20',
  minor: '#38413d', minorEdge: '#262d2a', rail: '#666', bridge: '#4a453a',
};

/** The kinds in the order they are painted. */
export const ORDER = ['block', 'park', 'building', 'river', 'water', 'rail', 'minor_edge', 'major_edge', 'bridge', 'road_minor', 'road_major'];

/** @returns {object|null} a Leaflet path style, null where it isn't drawn at this zoom */
export function styleOf(kind, zoom, dark) {
  const c = dark ? DARK : LIGHT;
  const scale = Math.max(0.35, 2 ** (zoom - 15));
  const fill = (color) => ({ stroke: false, fill: true, fillColor: color, fillOpacity: 1, interactive: false });
  const line = (color, weight) => ({ color, weight, opacity: 1, fill: false, lineCap: 'round', interactive: false });
  switch (kind) {
    case 'block': return fill(c.block);
    case 'park': return fill(c.park);
    case 'building': return zoom >= 14 ? fill(c.building) : null;
    case 'river': case 'water': return fill(c.water);
    case 'rail': return { ...line(c.rail, Math.min(3, 1.4 * scale)), dashArray: '8 5' };
    case 'bridge': return { ...line(c.bridge, Math.min(22, 9 * scale)), lineCap: 'butt' };
    case 'minor_edge': return zoom >= 14 ? line(c.minorEdge, Math.min(13, 5 * scale)) : null;
    case 'road_minor': return zoom >= 13 ? line(c.minor, Math.min(11, 3.6 * scale)) : null;
    case 'major_edge': return line(c.majorEdge, Math.min(20, 7.6 * scale));
    case 'road_major': return line(c.major, Math.min(17, 5.6 * scale));
    default: return null;
  }
}

/** From which zoom a name is written. */
export function labelZoom(kind) {
  return { road_major: 14, road_minor: 16, river: 13, water: 14, poi: 15 }[kind] ?? 99;
}
