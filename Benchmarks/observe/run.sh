#!/usr/bin/env bash
# What the look at all apps every ten seconds costs the daemon, beside apps that do nothing, and what their numbers take up in the
# store in a day.
# Usage (as root): Benchmarks/observe/run.sh [PATH-OF-roost] [APPS] [PASSES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); apps=${2:-100}; passes=${3:-12}
export ROOST_HOME; ROOST_HOME=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
daemon=
cleanup() {
  for app in $("$roost" app list 2>/dev/null | awk 'NR > 1 { print $1 }'); do "$roost" app remove "$app" --yes >/dev/null 2>&1 || true; done
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf --one-file-system "$ROOST_HOME"
}
trap cleanup EXIT
ROOST_RELEASE_PROBATION=0 "$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" 2>"$ROOST_HOME/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done
"$roost" deploy Examples/node-hello --yes >/dev/null 2>&1

python3 - "$roost" "$daemon" "$apps" "$passes" <<'PY'
import os, sqlite3, subprocess, sys, time
roost, (daemon, apps, passes) = sys.argv[1], map(int, sys.argv[2:5])
home = os.environ["ROOST_HOME"]

ticks = os.sysconf("SC_CLK_TCK")

def cpu():
    """Milliseconds of all its threads, those that ended included."""
    fields = open(f"/proc/{daemon}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / ticks

def passing(count):
    """Processor time for each of so many looks, from the middle of one pause to the middle of another."""
    time.sleep(10 - (time.time() - 5) % 10)
    began = cpu()
    time.sleep(10 * count)
    return (cpu() - began) / count

alone = passing(passes)
for number in range(1, apps):
    subprocess.run([roost, "deploy", "Examples/node-hello", "--name", f"app{number}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
time.sleep(20)
many = passing(passes)
processes = sum(name.isdigit() for name in os.listdir("/proc"))
for name, cost in (("1 app", alone), (f"{apps} apps", many)):
    print(f"{name:<10} {cost:.1f} ms of processor time in 10 s, mean of {passes}")
print(f"processes of the machine: {processes}")

copy = os.path.join(home, "copy.db")
source = sqlite3.connect(f"file:{home}/roost.db?mode=ro", uri=True)
target = sqlite3.connect(copy)
source.backup(target)
target.execute("PRAGMA journal_mode = DELETE")
columns = [row[1] for row in target.execute("PRAGMA table_info(metrics)")]
before = os.path.getsize(copy)
number = target.execute("SELECT number FROM apps LIMIT 1").fetchone()[0]
began = int(time.time()) // 300 * 300
# Every column with a number as a busy app has it.
values = {"app": number, "at": began}
rows = [[values.get(c, 0) if c == "app" else began - 300 * n if c == "at" else 100_000 + n for c in columns] for n in range(1, 30 * 288 + 1)]
target.executemany(f"INSERT OR REPLACE INTO metrics ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})", rows)
target.commit()
size = os.path.getsize(copy) - before
print(f"store: {size / 30 / 1000:.1f} kB in a day for an app that is busy all day, {size / 1000:.0f} kB for its 30 days")
PY
