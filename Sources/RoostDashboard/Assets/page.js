// What a page can do besides: keys, finding, copying. Without it everything is still there.
const all = (selector) => [...document.querySelectorAll(selector)];
const writes = (element) => element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
let leads = false;

function rows() {
  return all("main tbody tr").filter((row) => !row.hidden && row.querySelector("a"));
}

function step(by) {
  const links = rows().map((row) => row.querySelector("a"));
  const now = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, now + by))]?.focus();
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && writes(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
  if (leads) {
    leads = false;
    document.querySelector(`.rail a[data-key="${CSS.escape(event.key)}"]`)?.click();
  } else if (event.key === "g") leads = true;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "/") {
    const field = document.querySelector('main [data-key="/"]');
    if (field) event.preventDefault();
    field?.focus();
  }
});

function filter() {
  for (const field of all("[data-filters]")) {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const row of all(`table.${CSS.escape(field.dataset.filters)} tbody tr`)) {
      row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    }
  }
}

addEventListener("input", filter);
addEventListener("shown", filter);

addEventListener("click", async (event) => {
  const button = event.target.closest?.(".copy");
  if (!button) return;
  const from = button.dataset.copyFrom;
  await navigator.clipboard.writeText(from ? document.getElementById(from)?.innerText ?? "" : button.dataset.copy);
  const title = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = title), 1500);
});

const log = document.querySelector("main > #log");
if (log) log.scrollTop = log.scrollHeight;
