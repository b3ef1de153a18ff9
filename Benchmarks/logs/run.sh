#!/usr/bin/env bash
# Searches in much output with the shipped roost in a scratch home: the last lines that hold a text, where nearly all do, where few do and
# where none does, in 200 MB of lines of 10 bytes.
# Usage (as root): Benchmarks/logs/run.sh [PATH-OF-roost] [ROUNDS] [MEGABYTES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); rounds=${2:-11}; size=${3:-200}
export ROOST_HOME; ROOST_HOME=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
daemon=
cleanup() {
  "$roost" app remove talker --yes >/dev/null 2>&1 || true
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf --one-file-system "$ROOST_HOME"
}
trap cleanup EXIT
"$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" 2>"$ROOST_HOME/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done

# A run keeps 32 MiB: as many runs as it takes.
runs=$(( (size + 29) / 30 ))
mkdir "$ROOST_HOME/talker"
printf '{"name": "talker", "scripts": {"start": "node server.js"}}' >"$ROOST_HOME/talker/package.json"
cat >"$ROOST_HOME/talker/server.js" <<'JS'
const fs = require('fs')
const write = text => { for (let rest = Buffer.from(text); rest.length > 0;) { try { rest = rest.subarray(fs.writeSync(1, rest)) } catch (e) { if (e.code !== 'EAGAIN') throw e } } }
write('the needle\n')
const block = 'line abcd\n'.repeat(6000)
for (let sum = 0; sum < 30e6; sum += block.length) write(block)
require('http').createServer((q, r) => r.end('ok')).listen(process.env.PORT)
JS
"$roost" deploy "$ROOST_HOME/talker" --yes >/dev/null 2>&1
"$roost" app limits talker --logs 512M >/dev/null
for _ in $(seq 2 "$runs"); do "$roost" app restart talker >/dev/null; done
echo "output: $(du -sm "$ROOST_HOME"/apps/*/logs | cut -f1) MB of ended runs, 30 MB of the one that runs"

measure() {
  local what=$1 wanted=$2; shift 2
  for _ in $(seq "$rounds"); do
    local began; began=$(date +%s%N)
    local found; found=$("$roost" logs talker "$@" | wc -l)
    [ "$found" -eq "$wanted" ] || { echo "$what: $found lines instead of $wanted" >&2; exit 1; }
    echo $(( ($(date +%s%N) - began) / 1000 ))
  done | sort -n | awk -v what="$what" '{ all[NR] = $1 } END { printf "%-45s median %.1f ms   (%.1f to %.1f)\n", what, all[int((NR + 1) / 2)] / 1000, all[1] / 1000, all[NR] / 1000 }'
}
measure "the last 10 lines" 10 -n 10
measure "the last 10 of lines that nearly all match" 10 -n 10 --grep line
measure "the last 2 of few that match" 2 -n 2 --grep needle
measure "none matches" 0 -n 10 --grep nothing
