// The outbox of the field page: what was found waits in the browser's own database until the server has given a receipt. Page and worker share it, and
// the server takes a report once however often it comes, so whoever sends first is right.
const kinds = { reports: "reports", kept: "kept" };

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("bihuan-field", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(kinds.reports, { keyPath: "id" });
      asked.result.createObjectStore(kinds.kept);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// Resolves once the database says that it is on the disk.
async function within(store, mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? asked.error);
    });
  } finally {
    database.close();
  }
}

export const keep = (name, value) => within(kinds.kept, "readwrite", s => s.put(value, name));
export const kept = name => within(kinds.kept, "readonly", s => s.get(name));
export const forget = name => within(kinds.kept, "readwrite", s => s.delete(name));
export const put = report => within(kinds.reports, "readwrite", s => s.put(report));
export const reports = async () => (await within(kinds.reports, "readonly", s => s.getAll())).sort((a, b) => a.created - b.created);

// crypto.randomUUID is there only where the page came over a safe line.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export async function whoIsThere() {
  const answer = await fetch("/api/v1/field/me", { headers: { Accept: "application/json" }, cache: "no-store", signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) {
    return { status: answer.status };
  }

  const { account, name, mayInspect, now, token } = await answer.json();
  // How far the phone's clock is behind the district's, so that a day is the same for both.
  const worker = { account, name, mayInspect, behind: Date.parse(now) - Date.now() };
  await keep("worker", worker);
  return { status: 200, ...worker, token };
}

function later(report, seconds) {
  report.tries = (report.tries ?? 0) + 1;
  const wait = seconds ?? Math.min(600, 5 * 2 ** Math.min(report.tries, 10));
  report.next = Date.now() + wait * 1000 * (0.75 + Math.random() / 2);
}

async function problemsOf(answer) {
  try {
    const body = await answer.json();
    return body.problems ?? [{ code: body.code ?? "", field: "", message: body.title ?? "" }];
  } catch {
    return [{ code: `HTTP-${answer.status}`, field: "", message: "" }];
  }
}

// Where it goes, the name of its part, and what stands in it.
function message({ kind, id, category, words, premises, place, point, taken, checklist, edition, answers }) {
  const sent = new Date().toISOString();
  return kind === "inspection"
    ? ["inspections", "inspection", { id, premises: premises.id, checklist, edition, category, place: place || null, answers, taken, sent }]
    : ["reports", "report", {
      id, category, words: words || null, premises: premises?.id ?? null, place: place || null,
      longitude: point?.longitude ?? null, latitude: point?.latitude ?? null, metres: point?.metres ?? null, taken, sent,
    }];
}

async function sendOne(report, worker, language) {
  const form = new FormData();
  const [address, part, content] = message(report);
  form.append(part, JSON.stringify(content));
  report.photographs.forEach((photograph, i) => form.append("photograph", photograph, `${i + 1}.jpg`));
  const answer = await fetch(`/api/v1/field/${address}`, {
    method: "POST", body: form, signal: AbortSignal.timeout(180_000),
    headers: { Accept: "application/json", "Accept-Language": language, RequestVerificationToken: worker.token },
  });
  if (answer.ok) {
    const receipt = await answer.json();
    report.receipt = receipt;
    report.state = receipt.conflictsWith ? "conflict" : "sent";
    report.problems = [];
    // The server has them on its disk; what the phone shows of them is the small picture.
    report.photographs = [];
    delete report.given;
    return true;
  }
  if (answer.status === 401) {
    return false;
  }
  if (answer.status === 429 || answer.status >= 500 || answer.status === 408 || answer.status === 409) {
    later(report, Number(answer.headers.get("Retry-After")) || undefined);
    return answer.status !== 429;
  }

  const problems = await problemsOf(answer);
  if (answer.status === 400) {
    // The token of a session that has ended meanwhile; the next round fetches a new one.
    later(report);
    return false;
  }

  report.state = "refused";
  report.problems = problems;
  return true;
}

async function round(changed) {
  if (navigator.onLine === false) {
    return { state: "offline" };
  }

  let worker;
  try {
    worker = await whoIsThere();
  } catch {
    return { state: "offline" };
  }
  if (worker.status !== 200) {
    return { state: worker.status === 401 ? "log-in" : worker.status === 403 ? "no-right" : "offline" };
  }

  const language = (await kept("language")) === "en" ? "en" : "zh-CN";
  for (const report of await reports()) {
    if (report.state !== "waiting" || (report.next ?? 0) > Date.now() || (report.account && report.account !== worker.account)) {
      continue;
    }

    report.account = worker.account;
    let goOn;
    try {
      goOn = await sendOne(report, worker, language);
    } catch {
      later(report);
      goOn = false;
    }

    await put(report);
    changed?.();
    if (!goOn) {
      break;
    }
  }

  return { state: "there", worker };
}

// One of page, other page and worker at a time.
export function send(changed) {
  return navigator.locks ? navigator.locks.request("bihuan-field-send", { ifAvailable: true }, lock => (lock ? round(changed) : { state: "busy" })) : round(changed);
}
