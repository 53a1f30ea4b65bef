// A map with marks that the server has clustered. Leaflet comes from our own server, and only to pages with a map.
let library;

// In the order of LampColour.
const lamps = ["grey", "green", "blue", "yellow", "red"];

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
  map.fitBounds((options.way?.length ? L.latLngBounds(options.way.map((mark) => [mark.latitude, mark.longitude])).pad(0.2) : null) ?? shape?.getBounds().pad(0.5) ?? point?.toBounds(1200) ?? start ?? outline?.getBounds() ?? [[18, 74], [53, 135]], { animate: false });
  outline?.addTo(map);
  shape?.addTo(map);
  for (const label of options.labels) {
    L.marker([label.latitude, label.longitude], { icon: icon(L, "map-label", label.text), interactive: false, keyboard: false }).addTo(map);
  }
  if (point) {
    L.marker(point, { icon: icon(L, "map-single map-here", "●"), interactive: false, keyboard: false }).addTo(map).getElement().setAttribute("aria-hidden", "true");
  }
  const marks = L.layerGroup().addTo(map);
  // A popup's text is set as text too; its links stay within the page's circuit.
  const popup = (items) => {
    const list = document.createElement("ul");
    list.className = "map-popup";
    for (const item of items) {
      const line = list.appendChild(document.createElement("li"));
      const link = line.appendChild(document.createElement("a"));
      link.textContent = item.text;
      link.href = item.address;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        page.invokeMethodAsync("Chosen", item.address).catch(() => {});
      });
      for (const [name, text] of [[`lamp lamp-${item.lampText ? lamps[item.lamp] : ""}`, item.lampText], ["muted", item.detail]]) {
        if (text) {
          line.append(" ", Object.assign(document.createElement("span"), { className: name, textContent: text }));
        }
      }
    }
    return list;
  };
  // How dense: each cell a soft disk, the more the warmer, by the order of magnitude.
  const heat = (all) => {
    const most = Math.log(1 + Math.max(1, ...all.map((mark) => mark.count)));
    for (const mark of all) {
      const share = Math.log(1 + mark.count) / most;
      for (const [radius, opacity] of [[30, 0.1], [20, 0.16], [10, 0.28]]) {
        marks.addLayer(L.circleMarker([mark.latitude, mark.longitude], { radius: radius * (0.5 + share / 2), stroke: false, fillColor: `hsl(${Math.round(60 - 55 * share)} 90% 48%)`, fillOpacity: opacity * (0.5 + share), interactive: false }));
      }
    }
  };
  const moved = () => {
    const box = map.getBounds();
    page.invokeMethodAsync("Moved", box.getWest(), box.getSouth(), box.getEast(), box.getNorth(), map.getZoom()).catch(() => {});
  };
  if (options.way) {
    L.polyline(options.way.map((mark) => [mark.latitude, mark.longitude]), { color: "#1b3a5c", weight: 3, dashArray: "6 6", interactive: false }).addTo(map);
    options.way.forEach((mark, index) => L.marker([mark.latitude, mark.longitude], { icon: icon(L, "map-single map-step", String(index + 1)), title: mark.text, keyboard: false, interactive: false }).addTo(map));
  }
  const api = {
    show(all, isHeat) {
      // Who stands on a mark with the keyboard stays on the map.
      const held = element.contains(document.activeElement) && document.activeElement !== element;
      // A popup that moved the map to fit in must not go with the marks that it brought anew.
      const opened = marks.getLayers().find((mark) => mark.isPopupOpen?.())?.getLatLng();
      marks.clearLayers();
      if (isHeat) {
        heat(all);
      }
      for (const mark of isHeat ? [] : all) {
        const several = !mark.address && !(mark.items && mark.count === 1);
        const size = mark.count >= 10000 ? "map-huge" : mark.count >= 1000 ? "map-large" : mark.count >= 100 ? "map-middle" : "";
        const marker = L.marker([mark.latitude, mark.longitude], { icon: icon(L, several ? `map-cluster ${size}` : `map-single ${lamps[mark.lamp] ? `map-${lamps[mark.lamp]}` : ""}`, several ? String(mark.count) : "●"), title: mark.text, riseOnHover: true });
        if (mark.items) {
          marker.bindPopup(() => popup(mark.items), { maxWidth: 280, maxHeight: 260 });
        }
        marker.on("click", () => (mark.items ? null : several ? api.nearer(mark.longitude, mark.latitude) : page.invokeMethodAsync("Chosen", mark.address).catch(() => {})));
        marker.on("keypress", (event) => {
          if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
            mark.items ? marker.openPopup() : marker.fire("click");
          }
        });
        marks.addLayer(marker);
        marker.getElement().setAttribute("aria-label", mark.text);
        if (mark.items && opened?.equals(marker.getLatLng())) {
          marker.openPopup();
        }
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
