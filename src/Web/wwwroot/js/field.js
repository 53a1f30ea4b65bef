// The page in the field: a photograph, what it is, send. It never waits for the line.
import { forget, keep, kept, newId, put, reports, send, whoIsThere } from "/js/field-outbox.js";

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
let timer = 0;

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

function showPlace() {
  if (!draft) {
    return;
  }

  const here = draft.point;
  at("place-note").textContent = here ? word("fieldpage.placeKnown", here.metres) : word("fieldpage.placeLater");
  const list = here ? [...premises].sort((a, b) => metres(here, a) - metres(here, b)) : premises;
  at("premises").replaceChildren(element("option", { value: "", textContent: word("fieldpage.noPremises") }),
    ...list.slice(0, 50).map(p => element("option", { value: p.id, textContent: here ? `${p.name} · ${word("fieldpage.metres", Math.round(metres(here, p)))}` : p.name })));
  if (draft.premises && !list.some(p => p.id === draft.premises.id)) {
    at("premises").append(element("option", { value: draft.premises.id, textContent: draft.premises.name }));
  }

  at("premises").value = draft.premises?.id ?? "";
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
  at("take").hidden = Boolean(draft);
  if (!draft) {
    at("photographs").replaceChildren();
    at("place-note").textContent = "";
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
  draft ??= { id: newId(), account: worker?.account ?? null, photographs: [], smalls: [], taken: new Date().toISOString(), point: null };
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
  await show();
  navigator.serviceWorker?.ready.then(r => r.sync?.register("outbox")).catch(() => {});
  go();
}

// The outbox

function row(report) {
  const badge = element("span", { className: `state ${report.state}`, textContent: word(`fieldpage.state.${report.state}`) });
  const inside = [
    element("p", {}, element("b", { textContent: word(`FieldCategory.${report.category}`) }), " ", badge),
    element("p", { className: "muted", textContent: [new Date(report.taken).toLocaleString(language ? "en-GB" : "zh-CN"), report.premises?.name ?? report.place].filter(Boolean).join(" · ") }),
  ];
  if (report.receipt) {
    inside.push(element("p", { className: "receipt", textContent: word("fieldpage.receipt", report.receipt.number) }));
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
      if (draft) {
        at("report").scrollIntoView();
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
  tell("notice", line === "log-in" ? word("fieldpage.logIn") : line === "no-right" ? word("fieldpage.noRight") : navigator.onLine ? "" : word("fieldpage.offlineNote"));
  at("log-in").hidden = line !== "log-in";
  at("who").textContent = worker?.name ?? "";
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
  speak();
  showDraft();
  await room();
  await show();
  at("camera").addEventListener("change", e => photograph(e.target));
  at("more").addEventListener("change", e => photograph(e.target));
  at("report").addEventListener("submit", queue);
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
  await back();
  locate();
}

start();
