#!/usr/bin/env bash
# How fast the dashboard's overview is there, in a real Chromium over loopback, and what a daemon takes while it is open in three tabs.
# Usage (as root): Benchmarks/dashboard/run.sh [PATH-OF-roost] [APPS] [VISITS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); apps=${2:-100}; visits=${3:-20}
export ROOST_HOME; ROOST_HOME=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
read -r port api driver < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(3)]
for each in sockets: each.bind(("127.0.0.1", 0))
print(*[each.getsockname()[1] for each in sockets])')
daemon= browser=
cleanup() {
  for pid in $browser $daemon; do kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done
  rm -rf --one-file-system "$ROOST_HOME"
}
trap cleanup EXIT
"$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" --api-port "$api" 2>"$ROOST_HOME/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done
mkdir "$ROOST_HOME/site"; echo '<h1>site</h1>' >"$ROOST_HOME/site/index.html"
for number in $(seq "$apps"); do "$roost" deploy "$ROOST_HOME/site" --name "app$number" >/dev/null 2>&1; done
chromedriver --port="$driver" >/dev/null & browser=$!
claim=$("$roost" claim --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])')
Benchmarks/dashboard/visit.py "http://localhost:$api" "$driver" "$claim" "$daemon" "$visits"
