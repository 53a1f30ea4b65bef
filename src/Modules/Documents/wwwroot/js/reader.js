// Leads the eye to a clause: by its place or by its number in the document.
function reveal(element) {
  if (!element) return false;
  document.querySelectorAll('.clause.shown, tr.shown').forEach(e => e.classList.remove('shown'));
  element.classList.add('shown');
  element.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  return true;
}

export function toPlace(place) {
  return reveal(document.querySelector(`[data-place="${CSS.escape(place)}"]`));
}

export function toHash() {
  const place = decodeURIComponent(location.hash.slice(1));
  return place.length > 0 && toPlace(place);
}

export function listen() {
  addEventListener('hashchange', toHash);
  return toHash();
}

export function stop() {
  removeEventListener('hashchange', toHash);
}

export function copy(text) {
  return navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => false) : false;
}
