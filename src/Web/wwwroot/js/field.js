// The page in the field: a photograph, what it is, send. It never waits for the line.
import { forget, keep, kept, newId, put, reports, send, whoIsThere } from "/js/field-outbox.js";
import { fieldCheck } from "/js/field-check.js";
import { fieldMap } from "/js/field-map.js";

const side = 2048;
const spare = 30 << 20;
const at = id => document.getElementById(id);
const all = JSON.parse(at("words").textContent);
const categories = JSON.parse(at("categories-list").textContent);
let language = 0;
let draft = null;
let line = "";
let worker = null;
let premises = [];
let chosen = null;
let said = "";
let here = null;
let base = null;
let map = null;
let timer = 0;
let check = null;

function word(key, ...values) {
  return values.reduce((text, value, i) => text.replaceAll(`{${i}}`, value), all[key]?.[language] ?? key);
}

function element(tag, properties, ...inside) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
}

function tell(id, text) {
  at(id).textContent = text ?? "";
  at(id).hidden = !text;
}

// Pictures

async function shrunk(file, most, quality) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const canvas = element("canvas", { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

async function taken(file) {
  try {
    const canvas = await shrunk(file, side);
    const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.85));
    const small = await shrunk(blob, 160);
    return { blob, small: small.toDataURL("image/jpeg", 0.7) };
  } catch {
    // A kind that this browser cannot draw goes as it is; the server says whether it takes it.
    return { blob: file, small: "" };
  }
}

// Full storage is told before there is a picture that has no room.
async function room() {
  const { quota, usage } = await (navigator.storage?.estimate?.() ?? Promise.resolve({}));
  const full = quota !== undefined && quota - usage < spare;
  tell("full", full ? word("fieldpage.full") : "");
  at("camera").disabled = full;
  at("take").classList.toggle("off", full);
  return !full;
}

// Place

function metres(a, b) {
  const r = Math.PI / 180;
  const x = (b.longitude - a.longitude) * r * Math.cos((a.latitude + b.latitude) * r / 2);
  return 6_371_000 * Math.hypot(x, (b.latitude - a.latitude) * r);
}

function locate() {
  navigator.geolocation?.getCurrentPosition(async found => {
    const point = { longitude: Number(found.coords.longitude.toFixed(6)), latitude: Number(found.coords.latitude.toFixed(6)), metres: Math.round(found.coords.accuracy) };
    await keep("point", point);
    here = point;
    if (draft && !draft.point) {
      draft.point = point;
      await keepDraft();
    }
    await near(point);
    showPlace();
  }, () => showPlace(), { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 });
}

async function near(point) {
  if (point && navigator.onLine) {
    try {
      const answer = await fetch(`/api/v1/field/premises?longitude=${point.longitude}&latitude=${point.latitude}`, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok) {
        await keep("premises", await answer.json());
      }
    } catch {
      // What was kept last time is there.
    }
  }

  premises = (await kept("premises")) ?? [];
}

// A plate names premises by their page's address: they are those of the report under way, or of the next one.

const plate = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

// Said until the next attempt, beside what is said of the line.
async function say(key) {
  said = key;
  await show();
}

async function choose(id) {
  await say("");
  let found = premises.find(p => p.id === id);
  if (!found && navigator.onLine) {
    try {
      const answer = await fetch(`/api/v1/field/premises/${id}`, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.status === 404 || answer.status === 403) {
        await say("fieldpage.unknown");
        return;
      }
      found = answer.ok ? await answer.json() : null;
    } catch {
      // Without signal the number stands for the name; the server knows the rest.
    }
  }

  const one = found ? { id: found.id, name: found.name, kindKey: found.kindKey } : { id, name: word("fieldpage.number", id.slice(-12).toUpperCase().replace(/(.{4})(.{4})/, "$1-$2-")) };
  if (draft) {
    draft.premises = one;
    await keepDraft();
    showPlace();
  } else {
    chosen = one;
    await keep("chosen", chosen);
  }

  showChosen();
}

function showChosen() {
  at("chosen").hidden = !chosen || Boolean(draft) || Boolean(check?.busy);
  at("chosen-name").textContent = chosen ? word("fieldpage.chosen", chosen.name) : "";
}

async function scanned(input) {
  const file = input.files[0];
  input.value = "";
  const codes = file ? await createImageBitmap(file).then(picture => new BarcodeDetector({ formats: ["qr_code"] }).detect(picture)).catch(() => []) : [];
  const id = codes.map(c => c.rawValue.match(plate)?.[0]).find(Boolean);
  await (id ? choose(id.toLowerCase()) : say("fieldpage.noCode"));
}

// The map, of what the phone keeps

async function fetchMap() {
  try {
    const answer = await fetch("/api/v1/field/map", { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.ok) {
      base = await answer.json();
      await keep("map", base);
    }
  } catch {
    // The one that was kept last time is there.
  }
}

function showMap() {
  if (!draft || !at("map-part").open) {
    return;
  }

  map ??= fieldMap(at("map"), () => ({ base, premises, here, point: draft?.byHand ? draft.point : null, label: word("fieldpage.mapLabel") }), async point => {
    draft.point = point;
    draft.byHand = true;
    await keepDraft();
    showPlace();
  });
  at("map-none").hidden = Boolean(map);
  at("map-frame").hidden = !map;
  map?.draw();
}

function showPlace() {
  if (!draft) {
    return;
  }

  const place = draft.point;
  at("place-note").textContent = place ? word(draft.byHand ? "fieldpage.placeChosen" : "fieldpage.placeKnown", place.metres) : word("fieldpage.placeLater");
  const list = place ? premises.filter(p => p.longitude).sort((a, b) => metres(place, a) - metres(place, b)) : premises;
  at("premises").replaceChildren(element("option", { value: "", textContent: word("fieldpage.noPremises") }),
    ...list.slice(0, 50).map(p => element("option", { value: p.id, textContent: place ? `${p.name} · ${word("fieldpage.metres", Math.round(metres(place, p)))}` : p.name })));
  if (draft.premises && !list.some(p => p.id === draft.premises.id)) {
    at("premises").append(element("option", { value: draft.premises.id, textContent: draft.premises.name }));
  }

  at("premises").value = draft.premises?.id ?? "";
  showMap();
}

// The report under way, which outlives the page

async function keepDraft() {
  try {
    await keep("draft", draft);
    return true;
  } catch {
    tell("full", word("fieldpage.full"));
    return false;
  }
}

function showDraft() {
  at("report").hidden = !draft;
  at("take").hidden = Boolean(draft) || Boolean(check?.busy);
  check?.show();
  showChosen();
  if (!draft) {
    at("photographs").replaceChildren();
    at("place-note").textContent = "";
    at("map-part").open = false;
    map = null;
    return;
  }

  at("photographs").replaceChildren(...draft.smalls.map((s, i) => {
    const out = element("button", { type: "button", title: word("fieldpage.takeOut", i + 1) }, element("img", { src: s || "/favicon.svg", alt: word("fieldpage.takeOut", i + 1) }));
    out.addEventListener("click", async () => {
      draft.photographs.splice(i, 1);
      draft.smalls.splice(i, 1);
      await keepDraft();
      showDraft();
    });
    return out;
  }));
  at("more").parentElement.hidden = draft.photographs.length >= 6;
  document.querySelectorAll("input[name=category]").forEach(r => { r.checked = r.value === draft.category; });
  at("words-field").value = draft.words ?? "";
  at("place").value = draft.place ?? "";
  ready();
  showPlace();
}

function ready() {
  at("send").disabled = !draft?.category || draft.photographs.length === 0;
}

async function photograph(input) {
  const file = input.files[0];
  input.value = "";
  if (!file) {
    return;
  }

  const { blob, small } = await taken(file);
  draft ??= { id: newId(), account: worker?.account ?? null, photographs: [], smalls: [], taken: new Date().toISOString(), point: null, premises: chosen };
  if (chosen) {
    chosen = null;
    await forget("chosen");
  }
  draft.photographs.push(blob);
  draft.smalls.push(small);
  await keepDraft();
  showDraft();
  locate();
}

async function queue(event) {
  event.preventDefault();
  if (!draft?.category || draft.photographs.length === 0) {
    return;
  }

  const report = { ...draft, state: "waiting", problems: [], tries: 0, next: 0, created: draft.created ?? Date.now() };
  try {
    await put(report);
  } catch {
    // It stays on the screen, and as far as there is room in the draft.
    tell("full", word("fieldpage.full"));
    return;
  }

  await forget("draft");
  draft = null;
  showDraft();
  await sendNow();
}

async function sendNow() {
  await show();
  navigator.serviceWorker?.ready.then(r => r.sync?.register("outbox")).catch(() => {});
  go();
}

// The outbox

function row(report) {
  const badge = element("span", { className: `state ${report.state}`, textContent: word(`fieldpage.state.${report.state}`) });
  const inside = [
    element("p", {}, element("b", { textContent: report.kind === "inspection" ? report.title : word(`FieldCategory.${report.category}`) }), " ", badge),
    element("p", { className: "muted", textContent: [new Date(report.taken).toLocaleString(language ? "en-GB" : "zh-CN"), report.premises?.name ?? report.place].filter(Boolean).join(" · ") }),
  ];
  if (report.receipt) {
    inside.push(element("p", { className: "receipt", textContent: word("fieldpage.receipt", report.receipt.number) }));
    if (report.kind === "inspection") {
      const { hazards, percent, next } = report.receipt;
      inside.push(element("p", { className: "muted", textContent: [word("fieldpage.checkFound", hazards), percent == null ? "" : word("fieldpage.checkScore", percent), word("fieldpage.checkNext", next)].filter(Boolean).join(" · ") }));
    }
  }
  if (report.state === "conflict") {
    inside.push(element("p", { className: "problem", textContent: word("fieldpage.conflict", report.receipt.conflictsWith) }));
  }
  if (report.state === "waiting" && worker && report.account && report.account !== worker.account) {
    inside.push(element("p", { className: "problem", textContent: word("fieldpage.otherPerson") }));
  }
  if (report.state === "refused") {
    inside.push(...report.problems.map(p => element("p", { className: "problem", textContent: p.message || word("fieldpage.refused", p.code) })));
    const mend = element("button", { type: "button", className: "button", textContent: word("fieldpage.mend") });
    mend.addEventListener("click", async () => {
      if (draft || check.busy) {
        at(draft ? "report" : "check").scrollIntoView();
        return;
      }
      if (report.kind === "inspection") {
        await near(null);
        await check.mend(report);
        return;
      }
      draft = report;
      await keepDraft();
      await near(null);
      showDraft();
      at("report").scrollIntoView();
    });
    inside.push(mend);
  }

  return element("li", {}, ...(report.smalls?.[0] ? [element("img", { src: report.smalls[0], alt: "" })] : []), element("div", {}, ...inside));
}

async function show() {
  const known = await reports();
  at("outbox").replaceChildren(...known.reverse().map(row));
  at("empty").hidden = known.length > 0;
  const waiting = known.filter(r => r.state === "waiting").length;
  at("line").textContent = waiting ? word("fieldpage.waiting", waiting) : word(navigator.onLine ? "fieldpage.online" : "fieldpage.offline");
  tell("notice", line === "log-in" ? word("fieldpage.logIn") : line === "no-right" ? word("fieldpage.noRight") : said ? word(said) : navigator.onLine ? "" : word("fieldpage.offlineNote"));
  at("log-in").hidden = line !== "log-in";
  at("who").textContent = worker?.name ?? "";
  check?.offer();
}

// Sends what is due, and comes again when the next is.
async function go() {
  clearTimeout(timer);
  const ended = await send(show);
  line = ended.state;
  worker = ended.worker ?? worker;
  await show();
  await room();
  const due = (await reports()).filter(r => r.state === "waiting").map(r => r.next ?? 0);
  if (due.length && navigator.onLine && line !== "log-in" && line !== "no-right") {
    timer = setTimeout(go, Math.max(line === "busy" ? 1000 : 3000, Math.min(...due) - Date.now()));
  }
}

// When the line is back, nobody waits out a pause that was made for its absence.
async function back() {
  for (const report of await reports()) {
    if (report.state === "waiting" && report.next) {
      await put({ ...report, next: 0 });
    }
  }

  await go();
}

function speak() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  document.title = word("fieldpage.title");
  document.querySelectorAll("[data-w]").forEach(e => { e.textContent = word(e.dataset.w); });
  at("categories").replaceChildren(...categories.map(c => {
    const choice = element("input", { type: "radio", name: "category", value: c, id: `category-${c}` });
    choice.addEventListener("change", async () => {
      draft.category = c;
      ready();
      await keepDraft();
    });
    return element("label", { className: "choice", htmlFor: choice.id }, choice, element("span", { textContent: word(`FieldCategory.${c}`) }));
  }));
}

async function start() {
  language = (await kept("language")) === "en" ? 1 : 0;
  worker = (await kept("worker")) ?? null;
  premises = (await kept("premises")) ?? [];
  draft = (await kept("draft")) ?? null;
  chosen = (await kept("chosen")) ?? null;
  here = (await kept("point")) ?? null;
  base = (await kept("map")) ?? null;
  check = fieldCheck({
    word, element, taken,
    premises: () => premises,
    worker: () => worker,
    isReporting: () => Boolean(draft),
    chosen: async () => {
      const one = chosen;
      chosen = null;
      await forget("chosen");
      return one;
    },
    show: showDraft,
    full: () => tell("full", word("fieldpage.full")),
    done: sendNow,
  });
  await check.load(false);
  speak();
  showDraft();
  await room();
  await show();
  at("camera").addEventListener("change", e => photograph(e.target));
  at("more").addEventListener("change", e => photograph(e.target));
  at("report").addEventListener("submit", queue);
  at("map-part").addEventListener("toggle", showMap);
  at("map-nearer").addEventListener("click", () => map?.zoom(0.5));
  at("map-farther").addEventListener("click", () => map?.zoom(2));
  at("scan").hidden = !("BarcodeDetector" in globalThis);
  at("scanner").addEventListener("change", e => scanned(e.target));
  at("unchoose").addEventListener("click", async () => {
    chosen = null;
    await forget("chosen");
    showChosen();
  });
  for (const [id, name] of [["words-field", "words"], ["place", "place"]]) {
    at(id).addEventListener("input", e => { draft[name] = e.target.value; });
    at(id).addEventListener("change", keepDraft);
  }
  at("premises").addEventListener("change", async e => {
    const found = premises.find(p => p.id === e.target.value);
    draft.premises = found ? { id: found.id, name: found.name } : null;
    await keepDraft();
  });
  at("language").addEventListener("click", async () => {
    language = 1 - language;
    await keep("language", language ? "en" : "zh");
    speak();
    showDraft();
    await show();
  });
  addEventListener("online", back);
  addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { go(); } });
  navigator.serviceWorker?.addEventListener("message", show);
  navigator.serviceWorker?.register("/field/worker.js", { scope: "/field", type: "module" }).then(() => navigator.serviceWorker.ready).then(() => { document.documentElement.dataset.ready = "offline"; }).catch(() => {});
  navigator.storage?.persist?.();
  if (navigator.onLine && !worker) {
    await whoIsThere().catch(() => {});
  }
  const asked = new URLSearchParams(location.search).get("premises")?.match(plate)?.[0];
  history.replaceState(null, "", location.pathname);
  if (asked) {
    await choose(asked.toLowerCase());
  }
  await back();
  locate();
  if (navigator.onLine) {
    await fetchMap();
    await check.load(true);
  }
}

start();
