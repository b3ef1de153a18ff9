#!/usr/bin/env bash
# One table for the strategies: boot, spawn and first byte beside the bare call of the engine, standstill, 10,000 small
# files beside `tar | tar` into the same place, and 200 environments at once. All in one run, on the same Debian.
# Usage (as root): Benchmarks/strategies/run.sh PATH-OF-sandbox-benchmark PATH-OF-roost-agent [ROUNDS] [BASE]
# BASE is an unpacked Debian; without it one is made with mmdebstrap. What is missing is said.
set -euo pipefail
bench=$(realpath "${1:?path of sandbox-benchmark}"); agent=$(realpath "${2:?path of roost-agent}"); rounds=${3:-50}; base=${4:-}
[ "$(id -u)" = 0 ] || { echo "run it as root" >&2; exit 1; }
dir=$(mktemp -d /var/tmp/roost-strategies.XXXXXX); sshd_pid=
cleanup() {
  if [ -n "$sshd_pid" ]; then kill "$sshd_pid" 2>/dev/null || true; wait "$sshd_pid" 2>/dev/null || true; fi
  rm -rf --one-file-system "$dir"
}
trap cleanup EXIT

if [ -z "$base" ]; then
  base=$dir/base; mkdir "$base"
  mmdebstrap --quiet --variant=minbase bookworm "$dir/base.tar"
  tar -xf "$dir/base.tar" -C "$base" --exclude='./dev/*'; rm "$dir/base.tar"
fi
mkdir "$dir/home"

echo "== sandbox ($rounds rounds)"
"$bench" strategy "$dir/home" "$agent" "$rounds" "$base"

echo "== bare engines, /bin/true on the same root"
if command -v bwrap >/dev/null; then
  "$bench" command "bwrap --unshare-all" "$rounds" bwrap --unshare-all --ro-bind "$base" / --proc /proc --dev /dev --tmpfs /tmp /bin/true
else echo "bwrap is missing: apt-get install bubblewrap"; fi
if command -v runc >/dev/null; then
  mkdir "$dir/bundle"; (cd "$dir/bundle" && runc spec)
  python3 - "$dir/bundle/config.json" "$base" <<'PY'
import json, sys
path, root = sys.argv[1:]
spec = json.load(open(path))
spec["process"]["args"] = ["/bin/true"]; spec["process"]["terminal"] = False
spec["root"] = {"path": root, "readonly": True}
json.dump(spec, open(path, "w"))
PY
  "$bench" command "runc run" "$rounds" runc --root "$dir/runc" run --bundle "$dir/bundle" "roost-strategies-$$"
else echo "runc is missing: apt-get install runc"; fi

# A host of its own on the loopback, with a key made for this run; the first call makes the connection that all others share.
if [ -x /usr/sbin/sshd ] && command -v ssh-keygen >/dev/null; then
  mkdir -p -m 0755 /run/sshd
  ssh-keygen -q -t ed25519 -N '' -f "$dir/host"; ssh-keygen -q -t ed25519 -N '' -f "$dir/key"
  cp "$dir/key.pub" "$dir/authorized"; chmod 0755 "$dir"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  /usr/sbin/sshd -D -e -f /dev/null -p "$port" -o ListenAddress=127.0.0.1 -h "$dir/host" -o PidFile=none -o UsePAM=no \
    -o PermitRootLogin=prohibit-password -o StrictModes=no -o "AuthorizedKeysFile=$dir/authorized" 2>"$dir/sshd.log" & sshd_pid=$!
  call=(ssh -F none -i "$dir/key" -p "$port" -o StrictHostKeyChecking=no -o "UserKnownHostsFile=$dir/known" -o LogLevel=ERROR
    -o ControlMaster=auto -o "ControlPath=$dir/mux" -o ControlPersist=60 root@127.0.0.1)
  for _ in $(seq 50); do "${call[@]}" true 2>/dev/null && break; sleep 0.1; done
  if "${call[@]}" true; then "$bench" command "ssh host true, multiplexed" "$rounds" "${call[@]}" true
  else echo "ssh: the scratch server did not answer:"; tail -3 "$dir/sshd.log"; fi
  "${call[@]}" -O exit 2>/dev/null || true
else echo "sshd is missing: apt-get install openssh-server"; fi

echo "== 10,000 files of 100 bytes, tar | tar"
python3 - "$dir/source" <<'PY'
import os, sys
for outer in range(100):
    os.makedirs(f"{sys.argv[1]}/d{outer}")
    for inner in range(100):
        with open(f"{sys.argv[1]}/d{outer}/f{inner}", "w") as file: file.write("A" * 100)
PY
"$bench" command "tar | tar" "$((rounds / 10 + 2))" sh -c 'mkdir "$2/$$" && tar -C "$1" -c . | tar -C "$2/$$" -x' sh "$dir/source" "$dir/home"

echo "== 200 sandboxes at once"
"$bench" crowd "$dir/home" "$agent" 200 "$base"
