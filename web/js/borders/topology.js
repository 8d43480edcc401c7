/**
 * Grids whose borders are shared: a vertex stands for one place, in whatever rings it occurs, so that neighbours and parents move
 * together. Positions are GeoJSON's, longitude first. Pure: nothing is changed, what changes is made anew.
 *
 * @typedef {[number, number]} Position
 * @typedef {{code: string, name: string, level: number, parent: string|null, geometry: any}} Grid
 * @typedef {Map<string, Grid>} Grids by code
 */

/** Degrees within which a vertex lies on an edge: two millimetres. */
const ON_EDGE = 2e-8;

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

/** @param {any} geometry a Polygon or MultiPolygon @returns {Position[][]} its rings, closed */
export const ringsOf = (geometry) => (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat());

/** The same geometry with other rings. @param {(ring: Position[]) => Position[]} change */
function mapRings(geometry, change) {
  const coordinates = geometry.type === 'Polygon' ? geometry.coordinates.map(change) : geometry.coordinates.map((rings) => rings.map(change));
  return { type: geometry.type, coordinates };
}

/** @param {any} geometry @returns {[number, number, number, number]} west, south, east, north */
export function boundsOf(geometry) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of ringsOf(geometry)) {
    for (const [x, y] of ring) {
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
  }
  return /** @type {[number, number, number, number]} */ (box);
}

const meets = (a, b, more = ON_EDGE) => a[0] <= b[2] + more && a[2] >= b[0] - more && a[1] <= b[3] + more && a[3] >= b[1] - more;

/**
 * Changes the rings of those grids that are near.
 * @param {Grids} grids @param {[number, number, number, number]} box @param {(ring: Position[]) => Position[]} change the same ring where nothing changes
 * @returns {Grids}
 */
function changeNear(grids, box, change) {
  const next = new Map(grids);
  for (const [code, grid] of grids) {
    if (!meets(boundsOf(grid.geometry), box)) continue;
    let changed = false;
    const geometry = mapRings(grid.geometry, (ring) => {
      const other = change(ring);
      changed ||= other !== ring;
      return other;
    });
    if (changed) next.set(code, { ...grid, geometry });
  }
  return next;
}

const boxOf = (...positions) => /** @type {[number, number, number, number]} */ ([
  Math.min(...positions.map((p) => p[0])), Math.min(...positions.map((p) => p[1])), Math.max(...positions.map((p) => p[0])), Math.max(...positions.map((p) => p[1]))]);

/** Moves the vertex at a place in every ring that has it. @param {Grids} grids @param {Position} from @param {Position} to */
export function move(grids, from, to) {
  return changeNear(grids, boxOf(from, from), (ring) => (ring.some((each) => same(each, from)) ? tidy(ring.map((each) => (same(each, from) ? to : each))) : ring));
}

/** Without vertices that follow upon themselves. */
function tidy(ring) {
  const kept = ring.filter((each, i) => i === 0 || !same(each, ring[i - 1]));
  return kept.length >= 4 ? kept : ring;
}

/** Puts a vertex onto the edge between two others, in every ring that has that edge. */
export function insert(grids, a, b, at) {
  if (same(at, a) || same(at, b)) return grids;
  return changeNear(grids, boxOf(a, b), (ring) => {
    const i = ring.findIndex((each, n) => n > 0 && ((same(ring[n - 1], a) && same(each, b)) || (same(ring[n - 1], b) && same(each, a))));
    return i < 0 ? ring : [...ring.slice(0, i), at, ...ring.slice(i)];
  });
}

/** How many grids have a vertex at a place. */
export const holders = (grids, at) => [...grids.values()].filter((grid) => meets(boundsOf(grid.geometry), boxOf(at, at)) && ringsOf(grid.geometry).some((ring) => ring.some((each) => same(each, at))));

/**
 * Takes the vertex at a place out of every ring.
 * @returns {Grids|null} null where a ring would have too few left, or where three borders meet
 */
export function remove(grids, at) {
  const neighbours = new Set();
  let few = false;
  const next = changeNear(grids, boxOf(at, at), (ring) => {
    const open = ring.slice(0, -1);
    const i = open.findIndex((each) => same(each, at));
    if (i < 0) return ring;
    for (const each of [open[(i + 1) % open.length], open[(i + open.length - 1) % open.length]]) neighbours.add(each.join());
    const rest = open.filter((_, n) => n !== i);
    few ||= rest.length < 3;
    return [...rest, rest[0]];
  });
  return few || neighbours.size > 2 ? null : next;
}

/**
 * Makes the borders around a grid share their vertices: where a vertex of one lies on an edge of another, that edge gets it too.
 * @param {Grids} grids @param {string} code
 */
export function join(grids, code) {
  const box = boundsOf(grids.get(code).geometry);
  const near = [...grids.values()].filter((grid) => meets(boundsOf(grid.geometry), box));
  const places = new Map();
  for (const grid of near) for (const ring of ringsOf(grid.geometry)) for (const each of ring) if (meets(boxOf(each, each), box)) places.set(each.join(), each);
  const all = [...places.values()];
  const own = new Set(near.map((grid) => grid.code));
  const next = new Map(grids);
  for (const each of own) {
    const grid = next.get(each);
    let changed = false;
    const geometry = mapRings(grid.geometry, (ring) => {
      const made = [ring[0]];
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1], ring[i]];
        const edge = boxOf(a, b);
        const on = meets(edge, box) ? all.filter((p) => meets(edge, boxOf(p, p)) && !same(p, a) && !same(p, b) && distanceToEdge(p, a, b) <= ON_EDGE) : [];
        on.sort((p, q) => along(p, a, b) - along(q, a, b));
        made.push(...on, b);
        changed ||= on.length > 0;
      }
      return made;
    });
    if (changed) next.set(each, { ...grid, geometry });
  }
  return next;
}

function along(p, a, b) {
  const [x, y] = [b[0] - a[0], b[1] - a[1]];
  const length = x * x + y * y;
  return length === 0 ? 0 : ((p[0] - a[0]) * x + (p[1] - a[1]) * y) / length;
}

function distanceToEdge(p, a, b) {
  const t = Math.max(0, Math.min(1, along(p, a, b)));
  return Math.hypot(p[0] - a[0] - t * (b[0] - a[0]), p[1] - a[1] - t * (b[1] - a[1]));
}

/**
 * The place of a grid's border that is nearest.
 * @param {Grid} grid @param {Position} at @param {number} degrees within which a vertex is taken rather than a place on an edge
 * @returns {{at: Position, edge: [Position, Position]|null, distance: number}} edge: null where it is a vertex
 */
export function nearestOfBorder(grid, at, degrees) {
  let vertex = { at: null, distance: Infinity };
  let place = { at: null, edge: null, distance: Infinity };
  for (const ring of ringsOf(grid.geometry)) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      const far = Math.hypot(at[0] - b[0], at[1] - b[1]);
      if (far < vertex.distance) vertex = { at: b, distance: far };
      const t = Math.max(0, Math.min(1, along(at, a, b)));
      const p = [round(a[0] + t * (b[0] - a[0])), round(a[1] + t * (b[1] - a[1]))];
      const distance = Math.hypot(at[0] - p[0], at[1] - p[1]);
      if (distance < place.distance) place = { at: p, edge: [a, b], distance };
    }
  }
  return vertex.distance <= degrees ? { at: vertex.at, edge: null, distance: vertex.distance } : place;
}

/** To what the server keeps: nine decimals. */
export const round = (value) => Math.round(value * 1e9) / 1e9;

/** By how often a ray to the east crosses the rings. */
export function holds(geometry, [x, y]) {
  let inside = false;
  for (const ring of ringsOf(geometry)) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if ((a[1] > y) !== (b[1] > y) && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
    }
  }
  return inside;
}

/** A position inside a grid, for telling which part holds it: the middle of its widest run along the middle of its height. */
export function middleOf(geometry) {
  const [, south, , north] = boundsOf(geometry);
  const y = (south + north) / 2 + 1e-9;
  const cuts = [];
  for (const ring of ringsOf(geometry)) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      if ((a[1] > y) !== (b[1] > y)) cuts.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
  }
  cuts.sort((a, b) => a - b);
  let best = 0;
  for (let i = 0; i + 1 < cuts.length; i += 2) if (cuts[i + 1] - cuts[i] > cuts[best + 1] - cuts[best]) best = i;
  return /** @type {Position} */ ([(cuts[best] + cuts[best + 1]) / 2, y]);
}
