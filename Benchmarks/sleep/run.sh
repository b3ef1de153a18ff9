#!/usr/bin/env bash
# Sleeping apps with the shipped roost in a scratch home: waking a frozen and a stopped app beside the app's own answer and its own
# start, many sleeps without a leak, and the daemon's memory beside many sleeping apps.
# Usage (as root): Benchmarks/sleep/run.sh [PATH-OF-roost] [ROUNDS] [CYCLES] [APPS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); rounds=${2:-101}; cycles=${3:-1000}; apps=${4:-100}
export ROOST_HOME; ROOST_HOME=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
daemon=
cleanup() {
  for app in $("$roost" app list --json 2>/dev/null | jq -r '.[].name'); do "$roost" app remove "$app" --yes >/dev/null 2>&1 || true; done
  if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  rm -rf --one-file-system "$ROOST_HOME"
}
trap cleanup EXIT

"$roost" serve --gateway-host 127.0.0.1 --gateway-port "$port" 2>"$ROOST_HOME/serve.log" & daemon=$!
for _ in $(seq 200); do "$roost" app list >/dev/null 2>&1 && break; sleep 0.05; done
"$roost" deploy Examples/node-hello --yes 2>/dev/null | head -1

python3 - "$roost" "$port" "$daemon" "$rounds" "$cycles" "$apps" <<'PY'
import http.client, os, socket, statistics, subprocess, sys, time
roost, port, daemon = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rounds, cycles, apps = map(int, sys.argv[4:7])
api = os.path.join(os.environ["ROOST_HOME"], "roost.sock")

def change(app, what):
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(api)
    connection.request("POST", f"/api/v1/apps/{app}/{what}")
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, body
    connection.close()

def ask(app):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    began = time.perf_counter()
    connection.request("GET", f"/app/{app}/")
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    assert answer.status == 200, answer.status
    connection.close()
    return took

def own():
    status = dict(line.split(":", 1) for line in open(f"/proc/{daemon}/status") if ":" in line)
    pss = next(int(line.split()[1]) for line in open(f"/proc/{daemon}/smaps_rollup") if line.startswith("Pss:"))
    return {"fds": len(os.listdir(f"/proc/{daemon}/fd")), "pss MB": round(pss / 1000, 1), "threads": int(status["Threads"]),
            "processes": sum(name.isdigit() for name in os.listdir("/proc"))}

median = statistics.median
awake = [ask("node-hello") for _ in range(rounds)]
frozen = []
for _ in range(rounds):
    change("node-hello", "sleep")
    frozen.append(ask("node-hello"))
print(f"awake: answer                median {median(awake):.2f} ms")
extra = median(frozen) - median(awake)
print(f"frozen: wake and answer      median {median(frozen):.2f} ms   {extra:.2f} ms over the app's own: {'kept' if extra <= 3 else 'MISSED'} (3)")

layers = os.path.join(os.environ["ROOST_HOME"], "store/layers")
node = next(os.path.join(layers, name, "fs/usr/local/bin/node") for name in os.listdir(layers) if name.startswith("nodejs-"))
starts, stopped = [], []
for _ in range(max(5, rounds // 10)):
    change("node-hello", "sleep?stop=true")
    # Nobody comes at once to an app that had nothing to do for minutes. The bare start waits as long: a machine that idles is slower.
    time.sleep(1)
    stopped.append(ask("node-hello"))
    time.sleep(1)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    began = time.perf_counter()
    app = subprocess.Popen([node, "server.js"], cwd="Examples/node-hello", stdout=subprocess.DEVNULL, env={"PORT": str(free), "HOST": "127.0.0.1"})
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", free)
            connection.request("GET", "/")
            connection.getresponse().read()
            break
        except OSError:
            time.sleep(0.0005)
    starts.append((time.perf_counter() - began) * 1000)
    app.kill()
    app.wait()
extra = median(stopped) - median(starts)
print(f"bare start: exec to answer   median {median(starts):.1f} ms")
print(f"stopped: start and answer    median {median(stopped):.1f} ms   {extra:.1f} ms over the bare start: {'kept' if extra <= 15 else 'MISSED'} (15)")

before = own()
for _ in range(cycles):
    change("node-hello", "sleep")
    ask("node-hello")
print(f"{cycles} sleeps: before {before}")
print(f"{cycles} sleeps: after  {own()}")

for number in range(apps):
    subprocess.run([roost, "deploy", "Examples/node-hello", "--name", f"nap{number}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    change(f"nap{number}", "sleep")
change("node-hello", "sleep")
time.sleep(10)
print(f"daemon beside {apps + 1} sleeping apps: {own()} (limit 100 MB)")
print("wake of one among them:", ", ".join(f"{ask(f'nap{number}'):.1f} ms" for number in range(0, apps, max(1, apps // 5))))
PY
