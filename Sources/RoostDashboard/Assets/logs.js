// An app's output as it comes: rows that the server rendered, of which those that are seen are in the page.
const log = document.querySelector("#log[data-lines]");
const follow = document.getElementById("follow");
const [canvas, view] = [document.createElement("div"), document.createElement("div")];
const [spare, most, height] = [30, 100000, 20];
let [source, last, tail, isOver] = [];
let [rows, isDrawn] = [[], true];

function draw() {
  isDrawn = true;
  canvas.style.height = `${rows.length * height}px`;
  if (follow.checked) log.scrollTop = log.scrollHeight;
  const first = Math.max(0, Math.floor(log.scrollTop / height) - spare);
  view.style.transform = `translateY(${first * height}px)`;
  view.innerHTML = rows.slice(first, first + Math.ceil(log.clientHeight / height) + 2 * spare).join("");
  document.getElementById("count").textContent = `${rows.length.toLocaleString("en")} lines`;
}

function drawSoon() {
  if (isDrawn && canvas.isConnected) requestAnimationFrame(draw);
  isDrawn = !canvas.isConnected;
}

function take(row) {
  if (!canvas.isConnected) {
    canvas.append(view);
    log.replaceChildren(canvas);
    log.classList.add("rows");
  }
  rows.push(row);
  if (rows.length > most + 5000) rows = rows.slice(-most);
  drawSoon();
}

// A hidden page holds no connection: a browser has six. It goes on behind the last line when it is seen again.
function connect() {
  source?.close();
  if (isOver || document.hidden) return;
  source = new EventSource(`${log.dataset.lines}&${last ? `from=${encodeURIComponent(last)}` : `tail=${tail}`}`);
  source.onmessage = ({ data, lastEventId }) => ((last = lastEventId), take(JSON.parse(data)));
  source.onopen = source.onerror = ({ type }) => document.body.classList.toggle("offline", type === "error");
  source.addEventListener("end", () => ((isOver = true), source.close()));
}

function begin(lines) {
  [rows, last, tail, isOver] = [[], "", lines, false];
  connect();
}

if (log) {
  log.addEventListener("scroll", () => {
    follow.checked = log.scrollTop + log.clientHeight > log.scrollHeight - 2 * height;
    drawSoon();
  });
  follow.addEventListener("change", drawSoon);
  document.getElementById("copy-log").addEventListener("click", () => {
    const whole = document.createElement("template");
    whole.innerHTML = rows.join("") || log.innerHTML;
    const lines = [...whole.content.querySelectorAll("time")].map((time) => time.parentElement.lastElementChild.textContent);
    navigator.clipboard.writeText(lines.join("\n"));
  });
  document.getElementById("older").addEventListener("click", (event) => {
    event.target.hidden = true;
    follow.checked = false;
    begin(most);
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : connect()));
  begin(2000);
}
