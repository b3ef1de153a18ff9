#!/usr/bin/env bash
# roost dev with a scratch home: from the change of a file to the first answer made of it, for a static site, Python and Node.
# Usage (as root): Benchmarks/dev/run.sh [PATH-OF-roost] [CHANGES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); changes=${2:-20}
export ROOST_HOME; ROOST_HOME=${ROOST_BENCH_HOME:-$(mktemp -d /var/tmp/roost-bench.XXXXXX)}
work=$(mktemp -d /var/tmp/roost-dev.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
daemon=
cleanup() {
  for app in dev-static dev-python dev-node; do "$roost" app remove "$app" --yes >/dev/null 2>&1 || true; done
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf --one-file-system "$work"
  if [ -z "${ROOST_BENCH_HOME:-}" ]; then rm -rf --one-file-system "$ROOST_HOME"; fi
}
trap cleanup EXIT

"$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" 2>"$work/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done

python3 - "$roost" "$port" "$changes" "$work" <<'PY'
import http.client, os, signal, statistics, subprocess, sys, time
roost, port, changes, work = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

NODE = """require('http').createServer((_, answer) => answer.end('NUMBER')).listen(process.env.PORT, '127.0.0.1')
"""
PYTHON = """import http.server, os
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"NUMBER")
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""
APPS = {"static": ("index.html", "NUMBER"), "python": ("main.py", PYTHON), "node": ("server.js", NODE)}

def answer(app):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", f"/app/dev-{app}/")
    text = connection.getresponse().read().decode()
    connection.close()
    return text

for app, (file, text) in APPS.items():
    directory = os.path.join(work, app)
    os.mkdir(directory)
    path = os.path.join(directory, file)
    def write(number):
        with open(path + ".new", "w") as new: new.write(text.replace("NUMBER", str(number)))
        os.rename(path + ".new", path)
    write(0)
    if app == "python": open(os.path.join(directory, "requirements.txt"), "w").close()
    log = open(os.path.join(work, app + ".log"), "w+")
    dev = subprocess.Popen([roost, "dev", directory, "--name", f"dev-{app}", "--yes"], stdout=log, stderr=log)
    while True:
        log.seek(0)
        if "watch" in log.read(): break
        assert dev.poll() is None, open(log.name).read()
        time.sleep(0.05)
    time.sleep(1)
    took = []
    for number in range(1, changes + 1):
        began = time.perf_counter()
        write(number)
        while answer(app) != str(number): time.sleep(0.001)
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(0.3)
    print(f"{app}: {statistics.median(took):.0f} ms (of {changes}; {min(took):.0f} to {max(took):.0f})", flush=True)
    dev.send_signal(signal.SIGINT)
    dev.wait()
PY
