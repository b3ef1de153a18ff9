// Sends the folder or the archive that is dropped or chosen, and shows how far it is. Without it the form sends an archive.
import { kept, walk } from "./folder.js";
import { pack } from "./tar.js";

const form = document.querySelector("[data-upload]");
const bar = form.querySelector("progress");
const status = form.querySelector("[role=status]");
let isBusy = false;
const archives = /\.(zip|tar|tgz|txz|tzst|tbz2|tar\.(gz|xz|zst|bz2))$/i;

function say(...words) {
  bar.hidden = true;
  status.replaceChildren(...words);
}

// One at a time. What cannot be read is said.
async function once(work) {
  if (isBusy) return;
  isBusy = true;
  await work().catch((error) => say(`It cannot be read: ${error.message}`));
  isBusy = false;
}

const send = (body, name) => new Promise((done) => {
  const fields = new FormData();
  fields.append("file", body, name);
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => Object.assign(bar, { hidden: false, max: total, value: loaded });
  request.onload = () => {
    if (request.status < 400) return location.assign(request.responseURL);
    say(new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".problem") ?? "It was refused.");
  };
  request.onerror = () => say("The connection ended. It may be larger than an upload can be: leave out what the project does not need.");
  request.onloadend = done;
  request.open("POST", form.action);
  status.textContent = `Sending ${name}`;
  request.send(fields);
});

async function sendFiles(files, name) {
  const wanted = kept(files);
  if (!wanted.length) return say("There is no file in it.");
  say(`Packing ${wanted.length} files of ${name}`);
  await send(await pack(wanted), `${name}.tar`);
}

form.addEventListener("dragover", (event) => event.preventDefault() ?? form.classList.add("over"));
form.addEventListener("dragleave", () => form.classList.remove("over"));
async function take(entries, file) {
  if (entries.length === 1 && entries[0].isFile && archives.test(file.name)) return send(file, file.name);
  if (entries.length === 1 && entries[0].isDirectory) return sendFiles(await walk(entries[0], "", []), entries[0].name);
  const all = await Promise.all(entries.map((entry) => walk(entry, entry.name, [])));
  await sendFiles(all.flat(), "project");
}

form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const [file] = event.dataTransfer.files;
  once(() => take(entries, file));
});
form.addEventListener("change", ({ target }) => {
  const files = [...target.files];
  if (target.name && files.length) return once(() => send(files[0], files[0].name));
  const folder = files[0]?.webkitRelativePath.split("/")[0] ?? "project";
  once(() => sendFiles(files.map((file) => ({ path: file.webkitRelativePath.slice(folder.length + 1), file })), folder));
});
