// Ctrl-K (Command-K) opens the search from anywhere; when it closes, the focus goes back to where it was.
let opener = null;
let before = null;

export function remember() {
  before = document.activeElement;
}

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    remember();
    opener?.invokeMethodAsync("Open");
  }
}

export function listen(component) {
  opener = component;
  document.addEventListener("keydown", pressed);
}

export function forget() {
  opener = null;
  document.removeEventListener("keydown", pressed);
}

export function back() {
  before?.focus?.();
  before = null;
}
