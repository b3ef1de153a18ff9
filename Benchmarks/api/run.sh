#!/usr/bin/env bash
# How fast the API tells of all apps: requests a second and their times, over TCP with a token.
# Usage (as root): Benchmarks/api/run.sh [PATH-OF-roost] [APPS] [SECONDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); apps=${2:-100}; seconds=${3:-10}
export ROOST_HOME; ROOST_HOME=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
read -r port api < <(python3 -c '
import socket
sockets = [socket.socket() for _ in range(2)]
for each in sockets: each.bind(("127.0.0.1", 0))
print(*[each.getsockname()[1] for each in sockets])')
daemon=
cleanup() {
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf --one-file-system "$ROOST_HOME"
}
trap cleanup EXIT
"$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" --api-port "$api" 2>"$ROOST_HOME/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done
mkdir "$ROOST_HOME/site"; echo '<h1>site</h1>' >"$ROOST_HOME/site/index.html"
for number in $(seq "$apps"); do "$roost" deploy "$ROOST_HOME/site" --name "app$number" >/dev/null 2>&1; done
# Several callers: one of them is held to 10,000 reads a second.
for number in 1 2 3 4; do
  "$roost" token create "bench$number" --scope read --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])'
done >"$ROOST_HOME/tokens"
cat >"$ROOST_HOME/callers.lua" <<'END'
local requests, turn = {}, 0
function init(arguments)
  for token in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("GET", nil, { Authorization = "Bearer " .. token })
  end
end
function request()
  turn = turn + 1
  return requests[turn % #requests + 1]
end
END
url=http://localhost:$api/api/v1/apps
printf '%s apps, %s bytes\n' "$apps" \
  "$(curl -s -H "Authorization: Bearer $(head -n 1 "$ROOST_HOME/tokens")" "$url" | wc -c)"
for connections in 1 32; do
  printf '\n%s connections\n' "$connections"
  wrk --threads 1 --connections "$connections" --duration "${seconds}s" --latency --script "$ROOST_HOME/callers.lua" "$url" \
    -- "$ROOST_HOME/tokens" | tee "$ROOST_HOME/found"
  ! grep Non-2xx "$ROOST_HOME/found" || { printf 'not all were answered\n' >&2; exit 1; }
done
