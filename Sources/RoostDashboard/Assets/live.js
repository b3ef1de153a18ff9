// Keeps an open page up to date: the server says which of its parts changed, and they take the places of the old ones.
document.documentElement.classList.add("scripts");
const main = document.querySelector("main");
const late = new Set();
let source;

// What somebody writes, has opened or has marked is not taken from under them.
function isInUse(part) {
  const selection = getSelection();
  return part.contains(document.activeElement) || part.querySelector("details[open]")
    || (selection && !selection.isCollapsed && part.contains(selection.anchorNode))
    || [...part.querySelectorAll("input:not([type=hidden]), textarea")].some(
      (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

function put({ id, html }) {
  const part = document.getElementById(id);
  if (!part) return;
  if (isInUse(part)) return late.add(part);
  const next = document.createElement("template");
  next.innerHTML = html;
  part === main ? main.replaceChildren(next.content) : part.replaceWith(next.content);
}

const close = () => (source = source?.close());

function open() {
  if (source || document.hidden || !main.dataset.seen) return;
  const address = new URL(location.href);
  address.searchParams.set("seen", main.dataset.seen);
  source = new EventSource(address);
  source.onopen = () => document.body.classList.remove("offline");
  source.onmessage = ({ data, lastEventId }) => {
    const change = JSON.parse(data);
    if (change.place) return close(), location.replace(change.place);
    change.isStill ? delete main.dataset.seen : (main.dataset.seen = lastEventId);
    change.parts.forEach(put);
    dispatchEvent(new Event("shown"));
  };
  source.onerror = async () => {
    document.body.classList.add("offline");
    if (source.readyState !== EventSource.CLOSED) return;
    close();
    // Refused: the page itself says why, unless somebody writes in it, or nobody answers for it just now.
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => {});
    answer?.status < 429 && performance.now() > 5000 && !isInUse(main) ? location.reload() : setTimeout(open, 5000);
  };
  for (const end of ["end", "problem"]) source.addEventListener(end, () => (close(), setTimeout(open, 500)));
}

setInterval(() => {
  if (!late.size || [...late].some(isInUse)) return;
  late.clear();
  main.dataset.seen = "0";
  close(), open();
}, 1000);
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);
