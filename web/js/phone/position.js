/** Where the phone is: as its browser says, or as the app around the page has put it into the address. */

const SHIFTED = 'gridwarden.gcj02';
const TIMEOUT_MILLIS = 15_000;

/** Whether this phone's browser tells positions in GCJ-02, as some that are built into Chinese apps do. */
export const isShifted = () => localStorage.getItem(SHIFTED) === '1';
export const setShifted = (shifted) => (shifted ? localStorage.setItem(SHIFTED, '1') : localStorage.removeItem(SHIFTED));

/** @typedef {{lon: number, lat: number, crs: string, accuracy: number|null}} Position */

/** Of the address: `?lon=113.6&lat=33.4&crs=gcj02&accuracy=30`. @returns {Position|null} */
export function given() {
  const query = new URLSearchParams(location.search);
  const [lon, lat] = ['lon', 'lat'].map((name) => (query.get(name) ? Number(query.get(name)) : NaN));
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null;
  const accuracy = Number(query.get('accuracy'));
  return { lon, lat, crs: query.get('crs') ?? 'wgs84', accuracy: accuracy > 0 ? accuracy : null };
}

/** Why the browser won't tell a position at all, as a key of texts, or null. */
export const hindrance = () => (window.isSecureContext && navigator.geolocation ? null : 'phone.insecure');

/** Asks the browser, never for a position of before. @returns {Promise<Position>} @throws {{key: string}} a key of texts */
export function locate() {
  return new Promise((resolve, reject) => {
    if (hindrance()) {
      reject({ key: hindrance() });
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, crs: isShifted() ? 'gcj02' : 'wgs84', accuracy: Math.min(100_000, Math.round(coords.accuracy)) }),
      (refusal) => reject({ key: refusal.code === 1 ? 'locate.denied' : 'locate.failed' }),
      { enableHighAccuracy: true, timeout: TIMEOUT_MILLIS, maximumAge: 0 });
  });
}
