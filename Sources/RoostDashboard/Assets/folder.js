// The files of a folder that was dropped.
// What a deployment makes again, or is nobody's business on a server.
const left = new Set([
  ".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".DS_Store", "__MACOSX",
]);

export const isKept = (path) => path.split("/").every((part) => !left.has(part));

export async function walk(entry, path, found) {
  if (entry.isFile) found.push({ path, file: await new Promise((done, fail) => entry.file(done, fail)) });
  else if (isKept(path)) {
    const reader = entry.createReader();
    for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length;) {
      for (const one of some) await walk(one, path ? `${path}/${one.name}` : one.name, found);
    }
  }
  return found;
}
