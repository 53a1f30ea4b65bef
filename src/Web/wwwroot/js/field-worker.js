// Keeps the field page on the phone, so that it opens without any signal, and sends what waits when the line is back. The server writes the first two
// constants: a new release is another worker, which fetches all its files before it takes over.
import { reports, send } from "/js/field-outbox.js";

const name = `field-${version}`;

self.addEventListener("install", event => {
  event.waitUntil(caches.open(name).then(cache => cache.addAll(files.map(f => new Request(f, { cache: "reload" })))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  event.waitUntil(caches.keys().then(all => Promise.all(all.filter(n => n.startsWith("field-") && n !== name).map(n => caches.delete(n)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", event => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) {
    return;
  }

  const file = event.request.mode === "navigate" && (address.pathname === "/field" || address.pathname === "/field/") ? "/field" : address.pathname;
  if (files.includes(file)) {
    event.respondWith(caches.open(name).then(cache => cache.match(file)).then(known => known ?? fetch(event.request)));
  }
});

self.addEventListener("sync", event => {
  if (event.tag === "outbox") {
    event.waitUntil(send().then(async () => {
      const pages = await self.clients.matchAll({ includeUncontrolled: true });
      pages.forEach(p => p.postMessage("sent"));
      // The browser tries again where something still waits.
      if ((await reports()).some(r => r.state === "waiting")) {
        throw new Error("Reports still wait.");
      }
    }));
  }
});
