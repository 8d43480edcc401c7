/** Coordinates and distances; pure. Longitude comes first everywhere. */

const A = 6378245.0;
const EE = 0.00669342162296594323;
const sinPi = (x) => Math.sin(x * Math.PI);

/** Whether the shift of Chinese maps is applied there. */
export function shifted(lon, lat) {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/** @returns {[number, number]} */
export function wgs84ToGcj02(lon, lat) {
  if (!shifted(lon, lat)) return [lon, lat];
  const x = lon - 105;
  const y = lat - 35;
  const waves = 20 * sinPi(6 * x) + 20 * sinPi(2 * x);
  const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
    + (waves + 20 * sinPi(x) + 40 * sinPi(x / 3) + 150 * sinPi(x / 12) + 300 * sinPi(x / 30)) * 2 / 3;
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
    + (waves + 20 * sinPi(y) + 40 * sinPi(y / 3) + 160 * sinPi(y / 12) + 320 * sinPi(y / 30)) * 2 / 3;
  const radians = lat * Math.PI / 180;
  const magic = 1 - EE * Math.sin(radians) ** 2;
  return [
    lon + east * 180 / (A / Math.sqrt(magic) * Math.cos(radians) * Math.PI),
    lat + north * 180 / (A * (1 - EE) / (magic * Math.sqrt(magic)) * Math.PI),
  ];
}

/** The inverse, iterated to far below a millimetre. @returns {[number, number]} */
export function gcj02ToWgs84(lon, lat) {
  let guess = [lon, lat];
  for (let step = 0; step < 12; step++) {
    const there = wgs84ToGcj02(guess[0], guess[1]);
    guess = [guess[0] + lon - there[0], guess[1] + lat - there[1]];
  }
  return guess;
}

/** Metres that a pixel of a web map spans. */
export function metresPerPixel(lat, zoom) {
  return 156543.03 * Math.cos(lat * Math.PI / 180) / 2 ** zoom;
}

/**
 * Two numbers from what a person typed: comma, blank or Chinese comma between them.
 * @returns {[number, number]|null}
 */
export function parsePosition(text) {
  const parts = text.trim().split(/[\s,，;；]+/).map(Number);
  return parts.length === 2 && parts.every(Number.isFinite) ? [parts[0], parts[1]] : null;
}

/** @param {[number, number, number, number]} box west, south, east, north */
export function boxSizeMetres(box) {
  const lat = (box[1] + box[3]) / 2;
  return [(box[2] - box[0]) * 111320 * Math.cos(lat * Math.PI / 180), (box[3] - box[1]) * 110950];
}

/** Of Baidu's maps: first to GCJ-02, from there on. @returns {[number, number]} */
export function bd09ToWgs84(lon, lat) {
  const turn = (Math.PI * 3000) / 180;
  const x = lon - 0.0065;
  const y = lat - 0.006;
  const far = Math.hypot(x, y) - 0.00002 * Math.sin(y * turn);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * turn);
  return gcj02ToWgs84(far * Math.cos(angle), far * Math.sin(angle));
}
