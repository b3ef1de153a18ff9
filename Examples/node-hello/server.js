// A small HTTP server without dependencies: a page, its environment as JSON, and a slow stream.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { page } from "./page.js";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "127.0.0.1";
const startedAt = Date.now();
let requests = 0;
let stopping = false;

/** Only what a deployed app may show to the world: never a name that looks like a secret. */
function publicVariables() {
  const wanted = /^(ROOST_.*|NODE_.*|PORT|HOST)$/;
  const secret = /SECRET|TOKEN|PASSWORD|PASSWD|KEY|CREDENTIAL|AUTH/;
  return Object.fromEntries(
    Object.entries(process.env)
      .filter(([name]) => wanted.test(name) && !secret.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function home(request, response) {
  const facts = { requests, startedAt, pid: process.pid, node: process.version };
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  response.end(page(facts));
}

function env(request, response) {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(publicVariables(), null, 2) + "\n");
}

/** Ten lines in two seconds, each sent as soon as it is written. Stops early when the reader goes away. */
async function slow(request, response) {
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  for (let line = 1; line <= 10 && !response.destroyed; line += 1) {
    response.write(`line ${line} of 10\n`);
    await sleep(200);
  }
  response.end();
}

function notFound(request, response) {
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end("Nothing here. Try /, /env or /slow.\n");
}

function methodNotAllowed(request, response) {
  response.writeHead(405, { allow: "GET, HEAD", "content-type": "text/plain; charset=utf-8" });
  response.end("Only GET and HEAD are answered here.\n");
}

const routes = new Map([
  ["/", home],
  ["/env", env],
  ["/slow", slow],
]);

const server = createServer((request, response) => {
  requests += 1;
  // A connection that outlives its last response would keep a stopping server alive.
  if (stopping) response.setHeader("connection", "close");
  response.on("close", () => {
    if (stopping) setImmediate(() => server.closeIdleConnections());
  });
  const path = request.url.split("?", 1)[0];
  console.log(`${request.method} ${path}`);
  const answers = request.method === "GET" || request.method === "HEAD";
  const handler = answers ? (routes.get(path) ?? notFound) : methodNotAllowed;
  handler(request, response);
});

/** Takes no new connections, finishes the requests that are running, and leaves after ten seconds at the latest. */
function stop(signal) {
  if (stopping) return;
  stopping = true;
  console.log(`${signal}: finishing requests`);
  server.close(() => {
    console.log("stopped");
    process.exit(0);
  });
  setTimeout(() => process.exit(1), 10_000).unref();
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);

server.on("error", (error) => {
  console.error(`cannot listen on ${host}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, host, () => console.log(`node-hello listens on ${host}:${port}`));
