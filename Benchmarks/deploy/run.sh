#!/usr/bin/env bash
# Deploys both examples and a site with the shipped roost in a scratch home, then measures: redeploying node-hello with unchanged
# dependencies (command to switched route) beside the app's own start, rolling it back on probation, redeploying the site, and
# the idle daemon's memory.
# Usage (as root): Benchmarks/deploy/run.sh [PATH-OF-roost] [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); rounds=${2:-11}
export ROOST_HOME; ROOST_HOME=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
daemon=
cleanup() {
  for app in node-hello flask-guestbook site; do "$roost" app remove "$app" --yes >/dev/null 2>&1 || true; done
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf --one-file-system "$ROOST_HOME"
}
trap cleanup EXIT

"$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" 2>"$ROOST_HOME/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done

echo "== first deployments (runtimes are fetched)"
for app in node-hello flask-guestbook; do "$roost" deploy "Examples/$app" --yes 2>/dev/null | head -1; done

echo "== redeploy of node-hello, unchanged dependencies, $rounds rounds"
python3 - "$roost" "$rounds" "$port" <<'PY'
import json, os, statistics, subprocess, sys, time
roost, rounds = sys.argv[1], int(sys.argv[2])
walls, switches, starts, rollbacks, sites = [], [], [], [], []

def command(*words):
    began = time.monotonic()
    out = subprocess.run([roost, *words, "--json"], capture_output=True, text=True, check=True).stdout
    return time.monotonic() - began, json.loads(out.strip().splitlines()[-1])["result"]

for _ in range(rounds):
    wall, result = command("deploy", "Examples/node-hello", "--force")
    walls.append(wall)
    switches.append(result["seconds"])
    # The release before it drains, with nothing to drain, and stands still.
    rollbacks.append(command("app", "rollback", "node-hello")[0])
site = os.path.join(os.environ["ROOST_HOME"], "site")
os.makedirs(site)
for number in range(rounds + 1):
    with open(os.path.join(site, "index.html"), "w") as page:
        page.write(f"version {number}")
    wall, _ = command("deploy", site)
    if number > 0: sites.append(wall)
# The app's own start: from exec to its line on standard output, on the same layers, as the app itself would take.
node = next(os.path.join(root, "usr/local/bin/node")
            for root in (os.path.join(os.environ["ROOST_HOME"], "store/layers", name, "fs")
                         for name in os.listdir(os.path.join(os.environ["ROOST_HOME"], "store/layers")) if name.startswith("nodejs-")))
for _ in range(rounds):
    began = time.monotonic()
    app = subprocess.Popen([node, "server.js"], cwd="Examples/node-hello", stdout=subprocess.PIPE, env={"PORT": "0", "HOST": "127.0.0.1"})
    app.stdout.readline()
    starts.append(time.monotonic() - began)
    app.kill(); app.wait()
median = statistics.median
print(f"command, start to end   median {median(walls):.3f} s   max {max(walls):.3f} s")
print(f"request to route switch median {median(switches):.3f} s   (holds the gate's 'still alive after 1 s')")
print(f"the app's own start     median {median(starts):.3f} s")
print(f"rollback on probation   median {median(rollbacks) * 1000:.1f} ms, command start to end (limit 50): {'kept' if median(rollbacks) <= 0.05 else 'MISSED'}")
print(f"redeploy of a site      median {median(sites):.3f} s, command start to end (limit 0.3): {'kept' if median(sites) <= 0.3 else 'MISSED'}")
limit = 1 + median(starts)
print(f"limit 1 s + own start = {limit:.3f} s: {'kept' if median(walls) <= limit else 'MISSED'}")
PY

echo "== idle daemon with two apps (its own process)"
sleep 3
awk '/^(VmRSS|VmHWM|RssAnon|RssFile)/' "/proc/$daemon/status"
awk '/^Pss:/ {print "Pss:     ", $2, $3}' "/proc/$daemon/smaps_rollup"
