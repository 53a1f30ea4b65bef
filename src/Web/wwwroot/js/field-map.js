// The map in the field: the district's outline, the names of streets about where they are, and the premises that the phone keeps. It is drawn here of
// what was fetched when there was signal, and asks nobody for a picture. A tap chooses the place; who cannot tap chooses from the list.
const name = "http://www.w3.org/2000/svg";
const finger = 12;
const near = 1500;

function shape(tag, properties, text) {
  const made = document.createElementNS(name, tag);
  for (const [key, value] of Object.entries(properties)) {
    made.setAttribute(key, value);
  }
  made.textContent = text ?? "";
  return made;
}

// Metres east and north of the middle; within a district the earth is flat enough.
function plane(middle) {
  const wide = 111_320 * Math.cos(middle.latitude * Math.PI / 180);
  return {
    to: p => [(p.longitude - middle.longitude) * wide, (middle.latitude - p.latitude) * 110_574],
    from: (x, y) => ({ longitude: Number((middle.longitude + x / wide).toFixed(6)), latitude: Number((middle.latitude - y / 110_574).toFixed(6)) }),
  };
}

function rings(outline) {
  const all = [];
  const walk = part => (typeof part[0]?.[0] === "number" ? all.push(part) : part.forEach(walk));
  (outline ? JSON.parse(outline).features ?? [] : []).forEach(f => walk(f.geometry.coordinates));
  return all;
}

// The box that everything known lies in.
function box(points) {
  const [xs, ys] = [points.map(p => p[0]), points.map(p => p[1])];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (west + east) / 2, y: (north + south) / 2, w: Math.max(2000, (east - west) * 1.1, (south - north) * 1.1) };
}

// `state` is asked at each drawing: { base, premises, here, point, label }. `picked` is told the point and how exact a finger is at that zoom, in metres.
export function fieldMap(svg, state, picked) {
  const start = state();
  const outline = rings(start.base?.outline);
  const known = [...outline.flat().map(([longitude, latitude]) => ({ longitude, latitude })), ...(start.base?.streets ?? []), ...start.premises.filter(p => p.longitude), ...[start.here, start.point].filter(Boolean)];
  if (known.length === 0) {
    return null;
  }

  const flat = plane({ longitude: known[0].longitude, latitude: known[0].latitude });
  const whole = box(known.map(flat.to));
  const focus = start.point ?? start.here;
  let view = focus ? { x: flat.to(focus)[0], y: flat.to(focus)[1], w: near } : whole;
  const fingers = new Map();
  let moved = 0;

  const perPixel = () => view.w / Math.max(1, svg.clientWidth);

  function frame() {
    const h = view.w * svg.clientHeight / Math.max(1, svg.clientWidth);
    svg.setAttribute("viewBox", `${view.x - view.w / 2} ${view.y - h / 2} ${view.w} ${h}`);
  }

  function draw() {
    const { base, premises, here, point, label } = state();
    const one = perPixel();
    const parts = [shape("path", { class: "map-land", "vector-effect": "non-scaling-stroke", d: outline.map(r => `M${r.map(([longitude, latitude]) => flat.to({ longitude, latitude }).map(Math.round).join(" ")).join("L")}Z`).join("") })];
    const text = (p, said, kind, up) => {
      const [x, y] = flat.to(p);
      parts.push(shape("text", { class: kind, x, y: y - up * one, "font-size": 13 * one, "text-anchor": "middle" }, said));
    };
    const dot = (p, kind, size) => {
      const [cx, cy] = flat.to(p);
      parts.push(shape("circle", { class: kind, cx, cy, r: size * one, "vector-effect": "non-scaling-stroke" }));
    };
    (base?.streets ?? []).forEach(s => text(s, s.text, "map-street", 0));
    const placed = premises.filter(p => p.longitude);
    placed.forEach(p => dot(p, "map-premises", 4));
    if (view.w <= near * 2) {
      placed.map(p => [Math.hypot(flat.to(p)[0] - view.x, flat.to(p)[1] - view.y), p]).filter(([d]) => d < view.w / 2).sort((a, b) => a[0] - b[0]).slice(0, 8).forEach(([, p]) => text(p, p.name, "map-name", 8));
    }
    if (here) {
      dot(here, "map-here-wide", Math.max(8, (here.metres ?? 0) / one));
      dot(here, "map-here-dot", 5);
    }
    if (point) {
      const [x, y] = flat.to(point);
      parts.push(shape("path", { class: "map-pin", d: `M${x} ${y}l${-9 * one} ${-20 * one}a${10 * one} ${10 * one} 0 1 1 ${18 * one} 0Z` }));
    }
    svg.setAttribute("aria-label", label);
    svg.replaceChildren(...parts);
    frame();
  }

  function zoom(by, at) {
    const w = Math.min(whole.w * 2, Math.max(100, view.w * by));
    const share = w / view.w;
    view = at ? { x: at[0] + (view.x - at[0]) * share, y: at[1] + (view.y - at[1]) * share, w } : { ...view, w };
    draw();
  }

  function place(event) {
    const seen = svg.getBoundingClientRect();
    return [view.x + (event.clientX - seen.left - seen.width / 2) * perPixel(), view.y + (event.clientY - seen.top - seen.height / 2) * perPixel()];
  }

  svg.onpointerdown = event => {
    svg.setPointerCapture(event.pointerId);
    if (fingers.size === 0) {
      moved = 0;
    }
    fingers.set(event.pointerId, event);
  };
  svg.onpointermove = event => {
    const before = fingers.get(event.pointerId);
    if (!before) {
      return;
    }

    const other = [...fingers.values()].find(f => f.pointerId !== event.pointerId);
    const gap = f => Math.hypot(f.clientX - other.clientX, f.clientY - other.clientY);
    if (other) {
      moved = Infinity;
      zoom(Math.max(1, gap(before)) / Math.max(1, gap(event)), place(other));
    } else {
      moved += Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
      if (moved > finger) {
        view = { ...view, x: view.x - (event.clientX - before.clientX) * perPixel(), y: view.y - (event.clientY - before.clientY) * perPixel() };
        frame();
      }
    }
    fingers.set(event.pointerId, event);
  };
  svg.onpointerup = event => {
    if (fingers.delete(event.pointerId) && fingers.size === 0 && moved <= finger) {
      picked({ ...flat.from(...place(event)), metres: Math.max(1, Math.round(finger * perPixel())) });
      draw();
    }
  };
  svg.onpointercancel = event => fingers.delete(event.pointerId);
  svg.onwheel = event => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, place(event));
  };
  draw();
  return { draw, zoom };
}
