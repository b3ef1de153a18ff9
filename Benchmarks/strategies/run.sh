#!/usr/bin/env bash
# Strategies beside their bare engines, in one run, on the same Debian and two layers of 200 files over it: boot, spawn and
# first byte, standstill, requests, 10,000 small files beside `tar | tar` into the same kind of place, and 200 sandboxes at once.
# Usage (as root): Benchmarks/strategies/run.sh PATH-OF-strategy-benchmark PATH-OF-roost-agent [ROUNDS] [BASE]
# BASE is an unpacked Debian; without it one is made with mmdebstrap. An engine that is missing is left out, and said.
# Docker runs on a scratch daemon in a network namespace of its own, so that it touches no firewall rule of this machine;
# the host for ssh is a scratch sshd on loopback.
set -euo pipefail
bench=$(realpath "${1:?path of strategy-benchmark}"); agent=$(realpath "${2:?path of roost-agent}"); rounds=${3:-50}; base=${4:-}
[ "$(id -u)" = 0 ] || { echo "run it as root" >&2; exit 1; }
dir=$(mktemp -d /var/tmp/roost-strategies.XXXXXX); daemons=()
cleanup() {
  local daemon
  for daemon in "${daemons[@]}"; do kill "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; done
  umount "$dir/root" 2>/dev/null || true
  for place in "$dir"/fresh/*; do umount "$place" 2>/dev/null || true; done
  rm -rf --one-file-system "$dir"
}
trap cleanup EXIT
# A new file system for each: on ext4 whoever makes files pays for those that others deleted there shortly before.
fresh() {
  mkdir -p "$dir/fresh/$1"
  truncate --size 8G "$dir/$1.img"; mkfs.ext4 -q -E lazy_itable_init=0,lazy_journal_init=0 "$dir/$1.img"
  mount -o loop "$dir/$1.img" "$dir/fresh/$1"; chmod 0755 "$dir/fresh/$1"
}
# Others read layers and keys below it.
chmod 0755 "$dir"

if [ -z "$base" ]; then
  base=$dir/base; mkdir "$base"
  mmdebstrap --quiet --variant=minbase bookworm "$dir/base.tar"
  tar -xf "$dir/base.tar" -C "$base" --exclude='./dev/*'; rm "$dir/base.tar"
fi
for layer in one two; do
  mkdir -p "$dir/$layer/opt/$layer"; for n in $(seq 200); do echo "$n" > "$dir/$layer/opt/$layer/$n"; done
done
for place in sandbox process tar docker ssh far vm; do fresh $place; done
mkdir "$dir/root" "$dir/fresh/tar/upper" "$dir/fresh/tar/work" "$dir/fresh/tar/plain"
mount -t overlay overlay -o "lowerdir=$dir/two:$dir/one:$base,upperdir=$dir/fresh/tar/upper,workdir=$dir/fresh/tar/work" "$dir/root"
mkdir "$dir/root/app"

# The home is a name's file system.
subject=(--agent "$agent" --layer "$base" --layer "$dir/one" --layer "$dir/two")
program() { "$bench" program --rounds "$2" --name "$1" "${@:3}"; }

echo "== sandbox ($rounds rounds)"
"$bench" strategy --on sandbox --home "$dir/fresh/sandbox" --rounds "$rounds" "${subject[@]}"
taskset --cpu-list 0 "$bench" requests --on sandbox --home "$dir/fresh/sandbox" --rounds "$rounds" "${subject[@]}"
if command -v bwrap >/dev/null; then
  program "bwrap --unshare-all /bin/true" "$rounds" \
    bwrap --unshare-all --ro-bind "$dir/root" / --proc /proc --dev /dev --tmpfs /tmp /bin/true
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
  program "runc run /bin/true" "$rounds" runc --root "$dir/runc" run --bundle "$dir/bundle" "roost-strategies-$$"
else echo "runc is missing: apt-get install runc"; fi

echo "== process"
"$bench" strategy --on process --home "$dir/fresh/process" --rounds "$rounds" "${subject[@]}"
program "/bin/true" "$rounds" /bin/true

echo "== 10,000 files of 100 bytes"
python3 - "$dir/source" <<'PY'
import os, sys
for outer in range(100):
    os.makedirs(f"{sys.argv[1]}/d{outer}")
    for inner in range(100):
        with open(f"{sys.argv[1]}/d{outer}/f{inner}", "w") as file: file.write("A" * 100)
PY
copy='mkdir "$2/$$" && tar -C "$1" -c . | tar -C "$2/$$" -x'
program "tar | tar into an overlay of the same layers" "$((rounds / 10 + 2))" sh -c "$copy" sh "$dir/source" "$dir/root/app"
program "tar | tar into a plain directory" "$((rounds / 10 + 2))" sh -c "$copy" sh "$dir/source" "$dir/fresh/tar/plain"

echo "== docker"
if command -v dockerd >/dev/null; then
  engine=unix://$dir/docker.sock
  unshare --net -- sh -c 'ip link set lo up; exec "$@"' sh \
    dockerd --data-root "$dir/fresh/docker" --exec-root "$dir/docker-run" --pidfile "$dir/docker.pid" -H "$engine" \
    >"$dir/dockerd.log" 2>&1 & daemons+=($!)
  for _ in $(seq 300); do docker -H "$engine" version >/dev/null 2>&1 && break; sleep 0.1; done
  if docker -H "$engine" version >/dev/null 2>&1; then
    few=$((rounds / 4 + 1))
    "$bench" strategy --on docker --home "$dir/fresh/sandbox" --engine "$engine" --rounds "$few" "${subject[@]}"
    tar -C "$dir/root" -c . | docker -H "$engine" import - roost-bench >/dev/null
    program "docker run --rm /bin/true" "$few" docker -H "$engine" run --rm roost-bench /bin/true
    program "docker run --rm --network none /bin/true" "$few" docker -H "$engine" run --rm --network none roost-bench /bin/true
    docker -H "$engine" run --detach --name idle roost-bench sleep 3600 >/dev/null
    program "docker exec /bin/true" "$few" docker -H "$engine" exec idle /bin/true
    docker -H "$engine" rm --force idle >/dev/null
  else echo "docker: the scratch daemon did not come up:"; tail -3 "$dir/dockerd.log"; fi
else echo "docker is missing: apt-get install docker.io"; fi

echo "== ssh"
if [ -x /usr/sbin/sshd ] && command -v ssh-keygen >/dev/null; then
  mkdir -p -m 0755 /run/sshd
  for key in host client; do ssh-keygen -q -t ed25519 -N '' -f "$dir/$key"; done
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  echo "[127.0.0.1]:$port $(cat "$dir/host.pub")" > "$dir/known_hosts"
  printf '%s\n' 'Host *' "IdentityFile $dir/client" 'IdentitiesOnly yes' "UserKnownHostsFile $dir/known_hosts" > "$dir/ssh_config"
  /usr/sbin/sshd -D -e -f /dev/null -p "$port" -h "$dir/host" -o ListenAddress=127.0.0.1 -o PidFile=none -o UsePAM=no \
    -o PermitRootLogin=prohibit-password -o StrictModes=no -o "AuthorizedKeysFile=$dir/client.pub" \
    -o "SetEnv=XDG_CACHE_HOME=$dir/fresh/far" 2>"$dir/sshd.log" & daemons+=($!)
  call=(ssh -F "$dir/ssh_config" -p "$port" -o ControlMaster=auto -o "ControlPath=$dir/mux" -o ControlPersist=60 root@127.0.0.1)
  for _ in $(seq 50); do "${call[@]}" true 2>/dev/null && break; sleep 0.1; done
  if "${call[@]}" true; then
    "$bench" strategy --on "ssh://root@127.0.0.1:$port" --home "$dir/fresh/ssh" --ssh-configuration "$dir/ssh_config" --rounds "$rounds" "${subject[@]}"
    # The first call made the connection that all others share.
    program "ssh HOST true, one shared connection" "$rounds" "${call[@]}" true
  else echo "ssh: the scratch server did not answer:"; tail -3 "$dir/sshd.log"; fi
  "${call[@]}" -O exit 2>/dev/null || true
else echo "sshd is missing: apt-get install openssh-server"; fi

# Few: without KVM a boot takes seconds, whoever makes it.
echo "== vm (5 rounds)"
if command -v qemu-system-x86_64 >/dev/null && command -v mkfs.erofs >/dev/null && [ -x /bin/busybox ]; then
  "$bench" strategy --on vm --home "$dir/fresh/vm" --rounds 5 "${subject[@]}"
  # The same kernel and size, with a first process that says a word and switches off.
  kernel=$(echo "$dir"/fresh/vm/machine/kernels/linux-*/vmlinux)
  accelerator=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["accelerator"])' \
    "$dir/fresh/vm/machine/accelerator.json" 2>/dev/null || echo tcg)
  python3 - /bin/busybox "$dir/least.cpio" <<'PY'
import sys
def entry(path, mode, data=b"", device=(0, 0)):
    name = path.encode() + b"\0"
    fields = [0, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(name), 0]
    head = b"070701" + b"".join(b"%08X" % field for field in fields) + name
    pad = lambda part: part + b"\0" * (-len(part) % 4)
    return pad(head) + pad(data)
busybox, archive = sys.argv[1:]
init = b"#!/bin/busybox sh\necho here\nexec /bin/busybox poweroff -f\n"
with open(archive, "wb") as file:
    for part in (entry("bin", 0o40755), entry("dev", 0o40755), entry("dev/console", 0o20600, device=(5, 1)),
                 entry("bin/busybox", 0o100755, open(busybox, "rb").read()), entry("init", 0o100755, init),
                 entry("TRAILER!!!", 0)):
        file.write(part)
PY
  program "qemu ($accelerator), that kernel, a word, switched off" 5 \
    qemu-system-x86_64 -machine "q35,accel=$accelerator" -cpu max -m 2240M -smp "$(nproc)" -nodefaults -display none \
    -no-reboot -serial "file:$dir/least.log" -kernel "$kernel" -initrd "$dir/least.cpio" \
    -append "console=ttyS0 quiet panic=-1 mitigations=off rdinit=/init"
  grep -q here "$dir/least.log" || { echo "the bare machine said nothing"; exit 1; }
else echo "qemu-system-x86, erofs-utils or busybox-static is missing: apt-get install them"; fi

echo "== 200 sandboxes at once"
"$bench" crowd --on sandbox --home "$dir/fresh/sandbox" --count 200 "${subject[@]}"
