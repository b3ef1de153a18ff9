// Packs files as a tar: a list of blobs, which the browser reads from the disk only while it sends them.
const block = 512;
const encoder = new TextEncoder();

function header(name, size, mode, type) {
  const bytes = new Uint8Array(block);
  const put = (at, text) => bytes.set(encoder.encode(text), at);
  const octal = (at, length, number) => put(at, number.toString(8).padStart(length - 1, "0"));
  bytes.set(encoder.encode(name).subarray(0, 100));
  octal(100, 8, mode);
  octal(108, 8, 0);
  octal(116, 8, 0);
  octal(124, 12, size);
  octal(136, 12, 0);
  put(148, "        ");
  put(156, type);
  put(257, "ustar");
  put(263, "00");
  octal(148, 7, bytes.reduce((sum, byte) => sum + byte, 0));
  return bytes;
}

const filling = (size) => new Uint8Array((block - (size % block)) % block);

// A name that the header has no room for.
function longName(path) {
  const rest = encoder.encode(` path=${path}\n`).length;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  const record = encoder.encode(`${length} path=${path}\n`);
  return [header("pax-header", record.length, 0o644, "x"), record, filling(record.length)];
}

// Browsers do not tell what may be run: what begins as a script does.
async function mode(file) {
  const mayRun = file.size > 2 && (!file.name.includes(".") || file.name.endsWith(".sh"));
  return mayRun && (await file.slice(0, 2).text()) === "#!" ? 0o755 : 0o644;
}

export async function pack(files) {
  const parts = [];
  for (const { path, file } of files) {
    if (encoder.encode(path).length > 100 || /[^\x20-\x7e]/.test(path)) parts.push(...longName(path));
    parts.push(header(path, file.size, await mode(file), "0"), file, filling(file.size));
  }
  parts.push(new Uint8Array(2 * block));
  return new Blob(parts, { type: "application/x-tar" });
}
