// The files of a folder that was dropped.
// What a deployment makes again, or is nobody's business on a server: what `roost deploy` leaves out, too.
const left = new Set([
  ".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".DS_Store", "__MACOSX", ".roost",
]);
// Only build output where that file is.
const leftBeside = new Map([["target", "Cargo.toml"]]);

const isLeft = (path) => path.split("/").some((part) => left.has(part));

export function kept(files) {
  const all = new Set(files.map(({ path }) => path));
  const isBuilt = (part, at, parts) =>
    leftBeside.has(part) && all.has([...parts.slice(0, at), leftBeside.get(part)].join("/"));
  return files.filter(({ path }) => !isLeft(path) && !path.split("/").some(isBuilt));
}

async function entries(directory) {
  const [reader, all] = [directory.createReader(), []];
  for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length;) all.push(...some);
  return all;
}

export async function walk(entry, path, found) {
  if (entry.isFile) found.push({ path, file: await new Promise((done, fail) => entry.file(done, fail)) });
  else if (!isLeft(path)) {
    const all = await entries(entry);
    const names = new Set(all.map(({ name }) => name));
    for (const one of all) {
      if (!names.has(leftBeside.get(one.name))) await walk(one, path ? `${path}/${one.name}` : one.name, found);
    }
  }
  return found;
}
