// A map with marks that the server has clustered. Leaflet comes from our own server, and only to pages with a map.
let library;

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => reject(new Error("Leaflet did not load."));
    document.head.append(element);
  });
}

function leaflet() {
  library ??= Promise.all([
    loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/lib/leaflet/leaflet.css" })),
    loaded(Object.assign(document.createElement("script"), { src: "/lib/leaflet/leaflet.js" })),
  ]).then(() => window.L);
  return library;
}

// Text is set as text, never as markup.
function icon(L, name, text) {
  const element = document.createElement("span");
  element.textContent = text;
  return L.divIcon({ className: name, html: element, iconSize: null });
}

export async function create(element, page, options) {
  const L = await leaflet();
  const map = L.map(element, { zoomControl: false, attributionControl: Boolean(options.tiles), minZoom: 3, maxZoom: 19, worldCopyJump: true, preferCanvas: true });
  L.control.zoom({ zoomInTitle: options.words.zoomIn, zoomOutTitle: options.words.zoomOut }).addTo(map);
  if (options.tiles) {
    map.attributionControl.setPrefix(false);
    const attribution = document.createElement("span");
    attribution.textContent = options.attribution;
    L.tileLayer(options.tiles, { maxZoom: 19, attribution: attribution.innerHTML }).addTo(map);
  }
  // Marks get their elements only once the map knows where it is.
  const outline = options.outline ? L.geoJSON(JSON.parse(options.outline), { interactive: false, style: { color: "#1b3a5c", weight: 1.5, fillColor: "#ffffff", fillOpacity: options.tiles ? 0 : 1 } }) : null;
  const shape = options.shape ? L.geoJSON(JSON.parse(options.shape), { interactive: false, style: { color: "#bf2f1b", weight: 2, fillOpacity: 0.12 } }) : null;
  const start = options.start ? L.latLngBounds([options.start.south, options.start.west], [options.start.north, options.start.east]) : null;
  const point = options.point ? L.latLng(options.point.latitude, options.point.longitude) : null;
  map.fitBounds(shape?.getBounds().pad(0.5) ?? point?.toBounds(1200) ?? start ?? outline?.getBounds() ?? [[18, 74], [53, 135]], { animate: false });
  outline?.addTo(map);
  shape?.addTo(map);
  for (const label of options.labels) {
    L.marker([label.latitude, label.longitude], { icon: icon(L, "map-label", label.text), interactive: false, keyboard: false }).addTo(map);
  }
  if (point) {
    L.marker(point, { icon: icon(L, "map-single map-here", "●"), interactive: false, keyboard: false }).addTo(map).getElement().setAttribute("aria-hidden", "true");
  }
  const marks = L.layerGroup().addTo(map);
  const moved = () => {
    const box = map.getBounds();
    page.invokeMethodAsync("Moved", box.getWest(), box.getSouth(), box.getEast(), box.getNorth(), map.getZoom()).catch(() => {});
  };
  const api = {
    show(all) {
      // Who stands on a mark with the keyboard stays on the map.
      const held = element.contains(document.activeElement) && document.activeElement !== element;
      marks.clearLayers();
      for (const mark of all) {
        const several = !mark.address;
        const size = mark.count >= 10000 ? "map-huge" : mark.count >= 1000 ? "map-large" : mark.count >= 100 ? "map-middle" : "";
        const marker = L.marker([mark.latitude, mark.longitude], { icon: icon(L, several ? `map-cluster ${size}` : "map-single", several ? String(mark.count) : "●"), title: mark.text, riseOnHover: true });
        marker.on("click", () => (several ? api.nearer(mark.longitude, mark.latitude) : page.invokeMethodAsync("Chosen", mark.address).catch(() => {})));
        marker.on("keypress", (event) => {
          if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
            marker.fire("click");
          }
        });
        marks.addLayer(marker);
        marker.getElement().setAttribute("aria-label", mark.text);
      }
      if (held) {
        element.focus();
      }
      element.dataset.marks = String(all.length);
    },
    nearer(longitude, latitude) {
      map.setView([latitude, longitude], Math.min(map.getMaxZoom(), map.getZoom() + 2));
    },
    remove() {
      map.remove();
    },
  };
  if (options.listens) {
    map.on("moveend", moved);
    setTimeout(moved, 0);
  }
  return api;
}
