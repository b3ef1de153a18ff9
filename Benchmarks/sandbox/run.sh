#!/usr/bin/env bash
# Compares Roost's sandbox with bwrap, runc and docker in one run: the same root file system of three layers, /bin/true.
# Usage (as root): Benchmarks/sandbox/run.sh PATH-OF-sandbox-benchmark PATH-OF-roost-agent [ROUNDS] [BASE]
# BASE is an unpacked Debian; without it one is made with mmdebstrap. An engine that is missing is left out.
# Docker runs on a scratch daemon in a network namespace of its own, so that it touches no firewall rule of this machine;
# once as `docker run` does by default (bridge, as Roost's outbound), once with --network none (as Roost's none).
set -euo pipefail
bench=$(realpath "${1:?path of sandbox-benchmark}"); agent=$(realpath "${2:?path of roost-agent}"); rounds=${3:-40}; base=${4:-}
[ "$(id -u)" = 0 ] || { echo "run it as root" >&2; exit 1; }
dir=$(mktemp -d /var/tmp/roost-bench.XXXXXX); dockerd_pid=
cleanup() {
  if [ -n "$dockerd_pid" ]; then kill "$dockerd_pid" 2>/dev/null || true; wait "$dockerd_pid" 2>/dev/null || true; fi
  umount "$dir/root" 2>/dev/null || true
  rm -rf --one-file-system "$dir"
}
trap cleanup EXIT

if [ -z "$base" ]; then
  base=$dir/base; mkdir "$base"
  mmdebstrap --quiet --variant=minbase bookworm "$dir/base.tar"
  tar -xf "$dir/base.tar" -C "$base" --exclude='./dev/*'; rm "$dir/base.tar"
fi
for layer in one two; do
  mkdir -p "$dir/$layer/opt/$layer"; for n in $(seq 200); do echo "$n" > "$dir/$layer/opt/$layer/$n"; done
done
mkdir "$dir/root" "$dir/upper" "$dir/work" "$dir/home"
mount -t overlay overlay -o "lowerdir=$dir/two:$dir/one:$base,upperdir=$dir/upper,workdir=$dir/work" "$dir/root"

echo "== roost ($rounds rounds)"
"$bench" roost "$dir/home" "$agent" "$rounds" "$base" "$dir/one" "$dir/two"

echo "== others, the same root, /bin/true"
if command -v bwrap >/dev/null; then
  "$bench" command "bwrap --unshare-all" "$rounds" bwrap --unshare-all --ro-bind "$dir/root" / --proc /proc --dev /dev --tmpfs /tmp /bin/true
else echo "bwrap is missing: apt-get install bubblewrap"; fi

if command -v runc >/dev/null; then
  mkdir "$dir/bundle"; (cd "$dir/bundle" && runc spec)
  python3 - "$dir/bundle/config.json" "$dir/root" <<'PY'
import json, sys
path, root = sys.argv[1:]
spec = json.load(open(path))
spec["process"]["args"] = ["/bin/true"]; spec["process"]["terminal"] = False
spec["root"] = {"path": root, "readonly": True}
json.dump(spec, open(path, "w"))
PY
  "$bench" command "runc run" "$rounds" runc --root "$dir/runc" run --bundle "$dir/bundle" "roost-bench-$$"
else echo "runc is missing: apt-get install runc"; fi

if command -v dockerd >/dev/null && command -v docker >/dev/null; then
  unshare --net -- sh -c 'ip link set lo up; exec "$@"' sh \
    dockerd --data-root "$dir/docker" --exec-root "$dir/docker-run" --pidfile "$dir/docker.pid" -H "unix://$dir/docker.sock" \
    >"$dir/dockerd.log" 2>&1 & dockerd_pid=$!
  for _ in $(seq 300); do [ -S "$dir/docker.sock" ] && docker -H "unix://$dir/docker.sock" version >/dev/null 2>&1 && break; sleep 0.1; done
  if docker -H "unix://$dir/docker.sock" version >/dev/null 2>&1; then
    tar -C "$dir/root" -c . | docker -H "unix://$dir/docker.sock" import - roost-bench >/dev/null
    "$bench" command "docker run --rm" "$((rounds / 4 + 1))" \
      docker -H "unix://$dir/docker.sock" run --rm roost-bench /bin/true
    "$bench" command "docker run --rm --network none" "$((rounds / 4 + 1))" \
      docker -H "unix://$dir/docker.sock" run --rm --network none roost-bench /bin/true
  else echo "docker: the scratch daemon did not come up:"; tail -3 "$dir/dockerd.log"; fi
else echo "docker is missing: apt-get install docker.io"; fi
