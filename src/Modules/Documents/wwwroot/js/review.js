// The review page's keyboard and its two sides. Moving and showing happen here, so that a key costs no way to the server;
// only a decision is sent there.
const keys = { a: 'accept', x: 'reject', e: 'edit', u: 'unit', z: 'undo', '?': 'help', A: 'all', o: 'open' };
let page = null;

const cards = () => [...page.list.querySelectorAll('.find')];
const card = n => document.getElementById('f' + n);
const marksOf = n => page.sheet.querySelectorAll(`[data-f~="${n}"]`);

// Only the side itself scrolls, never the page around it. A long stretch shows its beginning.
function bring(element, side, middle) {
  const seen = side.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const top = 2.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (middle) side.scrollTop += box.top - seen.top - Math.max(top, (seen.height - box.height) / 3);
  else if (box.top < seen.top + top) side.scrollTop += box.top - seen.top - top;
  else if (box.bottom > seen.bottom) side.scrollTop += Math.min(box.bottom - seen.bottom + 12, box.top - seen.top - top);
}

// The two sides fill what the banners leave of the window.
function fit() {
  if (!page) return;
  const top = page.root.getBoundingClientRect().top + scrollY;
  page.root.style.setProperty('--review-top', top + 'px');
}

function select(n, from) {
  const chosen = card(n);
  if (!chosen) return;
  page.root.querySelectorAll('.selected').forEach(e => e.classList.remove('selected'));
  page.list.querySelectorAll('[aria-current]').forEach(e => e.removeAttribute('aria-current'));
  page.at = n;
  chosen.classList.add('selected');
  chosen.setAttribute('aria-current', 'true');
  chosen.focus({ preventScroll: true });
  const marks = marksOf(n);
  marks.forEach(m => m.classList.add('selected'));
  if (from !== 'list') bring(chosen, page.list, false);
  if (from !== 'sheet' && marks.length > 0) bring(marks[0], page.sheet, true);
  const address = new URL(location.href);
  address.searchParams.set('find', n);
  history.replaceState(history.state, '', address);
}

function move(step, onlyOpen) {
  const all = cards();
  if (all.length === 0) return;
  let i = all.findIndex(c => c.dataset.n === String(page.at));
  for (let tries = 0; tries < all.length; tries++) {
    i = i < 0 ? (step > 0 ? 0 : all.length - 1) : i + step;
    if (i < 0 || i >= all.length) return;
    if (!onlyOpen || all[i].dataset.v === 'open') { select(all[i].dataset.n, 'keys'); return; }
  }
}

function show(n, verdict) {
  marksOf(n).forEach(m => m.setAttribute('data-v', verdict));
}

async function act(what, n) {
  if (what === 'accept' || what === 'reject') {
    const c = card(n);
    if (!c) return;
    // The answer comes in a moment; the eye goes on at once.
    const before = c.dataset.v;
    c.dataset.v = what === 'accept' ? 'accepted' : 'rejected';
    show(n, c.dataset.v);
    move(1, true);
    if (!await page.net.invokeMethodAsync('Act', what, Number(n))) { c.dataset.v = before; show(n, before); }
    return;
  }
  await page.net.invokeMethodAsync('Act', what, Number(n ?? -1));
}

function busy(target) {
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="combobox"], .mud-dialog');
}

function onKey(event) {
  if (!page || event.ctrlKey || event.metaKey || event.altKey) return;
  if (busy(event.target) || document.querySelector('.review-over')) return;
  if (event.key === 'j' || event.key === 'ArrowDown') { move(1); event.preventDefault(); return; }
  if (event.key === 'k' || event.key === 'ArrowUp') { move(-1); event.preventDefault(); return; }
  if (event.key === 'n') { move(1, true); event.preventDefault(); return; }
  const what = keys[event.key];
  if (!what) return;
  if (event.target.closest('button, a, summary') && (event.key === 'Enter' || event.key === ' ')) return;
  event.preventDefault();
  if (what === 'undo' || what === 'help' || what === 'all') act(what, -1);
  else if (page.at !== null) act(what, page.at);
}

function onClick(event) {
  const button = event.target.closest('[data-act]');
  const find = event.target.closest('.find');
  if (button && find) { select(find.dataset.n, 'list'); act(button.dataset.act, find.dataset.n); return; }
  if (find) { select(find.dataset.n, 'list'); return; }
  const mark = event.target.closest('[data-f]');
  if (mark && page.sheet.contains(mark)) {
    const all = mark.dataset.f.split(' ').filter(n => card(n));
    if (all.length === 0) return;
    // A second click on the same words goes one find further out.
    const at = all.indexOf(String(page.at));
    select(at > 0 ? all[at - 1] : all[all.length - 1], 'sheet');
  }
}

export function start(root, net, first) {
  stop();
  page = { root, net, at: null, list: root.querySelector('.finds'), sheet: root.querySelector('.review-sheet') };
  root.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey);
  addEventListener('resize', fit);
  fit();
  states();
  const open = first !== null && card(first) ? first : (page.list.querySelector('.find[data-v="open"]') ?? page.list.querySelector('.find'))?.dataset.n;
  if (open !== undefined) select(open, 'keys');
}

// The list was filtered or decisions were undone: the page's marks follow.
export function states() {
  if (page) cards().forEach(c => show(c.dataset.n, c.dataset.v));
}

// Back to a find, or to where one was.
export function go(n) {
  select(n ?? page?.at, 'keys');
}

export function next() {
  move(1, true);
}

export function focus(selector) {
  document.querySelector(selector)?.focus();
}

export function stop() {
  if (!page) return;
  page.root.removeEventListener('click', onClick);
  document.removeEventListener('keydown', onKey);
  removeEventListener('resize', fit);
  page = null;
}
