// Keeps an open page up to date: when the server says that something changed, or when it is time, the page is fetched again and
// the parts of it that differ are put in the places of the old ones.
document.documentElement.classList.add("scripts");
const main = document.querySelector("main");
let waits = false;

// What somebody writes, has opened or has marked is not taken from under them.
function isInUse(part) {
  const selection = getSelection();
  return part.contains(document.activeElement) || part.querySelector("details[open]")
    || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
}

function show(next) {
  const log = document.getElementById("log");
  const follows = log && (document.getElementById("follow")?.checked ?? true);
  const before = [...main.children];
  const after = [...next.children];
  if (before.length !== after.length) {
    if (!before.some(isInUse)) main.replaceChildren(...after);
  } else {
    before.forEach((part, index) => {
      if (part.outerHTML !== after[index].outerHTML && !isInUse(part)) part.replaceWith(after[index]);
    });
  }
  const shown = document.getElementById("log");
  if (shown && shown !== log) shown.scrollTop = follows ? shown.scrollHeight : log.scrollTop;
  for (const name of ["live", "every"]) if (!next.dataset[name]) delete main.dataset[name];
  dispatchEvent(new Event("shown"));
}

async function refresh() {
  if (waits || document.hidden) return;
  waits = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.redirected) return location.reload();
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (next && answer.ok) show(next);
    document.body.classList.remove("offline");
  } catch {
    document.body.classList.add("offline");
  } finally {
    setTimeout(() => (waits = false), 700);
  }
}

if (main.dataset.live) {
  const source = new EventSource(main.dataset.live);
  source.onmessage = () => setTimeout(refresh, 200);
  addEventListener("pagehide", () => source.close());
}
if (main.dataset.every) setInterval(() => main.dataset.every && refresh(), main.dataset.every * 1000);
