/**
 * Keeps the phone's page for when there is no network: newest first, what is kept where the network is silent. It never touches reports,
 * tasks or whoever is signed in; these the page itself keeps.
 */
const CACHE = 'gridwarden-phone-1';
const KEPT = /^\/(phone$|phone\/|js\/|css\/|i18n\/|vendor\/|icon|manifest\.webmanifest$|base\.geojson$|api\/v1\/(map|categories)$)/;
const PATIENCE_MILLIS = 4000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(clean().then(() => self.clients.claim())));
self.addEventListener('message', (event) => event.waitUntil(keep(event.data?.keep ?? [], event.ports[0])));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === 'GET' && url.origin === location.origin && KEPT.test(url.pathname)) event.respondWith(newest(request));
});

async function clean() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

/** What the page has loaded before this worker watched it. */
async function keep(addresses, port) {
  const cache = await caches.open(CACHE);
  const wanted = addresses.filter((each) => new URL(each).origin === location.origin && KEPT.test(new URL(each).pathname));
  await Promise.all(wanted.map(async (each) => {
    const response = await fetch(each);
    if (response.ok) await cache.put(each, response);
  }));
  port?.postMessage({ kept: wanted.length });
}

async function newest(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
  const fetched = fetch(request).then((response) => {
    if (response.ok) cache.put(request.mode === 'navigate' ? new URL(request.url).pathname : request, response.clone());
    return response;
  });
  if (!kept) return fetched;
  fetched.catch(() => {});
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MILLIS); });
  return Promise.race([fetched, late]).then((response) => response ?? kept, () => kept);
}
