#!/usr/bin/env bash
# Compares environments on another host with the bare `ssh HOST true`, over a real sshd on loopback that runs as this user.
# Usage: Benchmarks/ssh/run.sh PATH-OF-ssh-benchmark PATH-OF-roost-agent [ROUNDS]
set -euo pipefail
bench=$(realpath "${1:?path of ssh-benchmark}"); agent=$(realpath "${2:?path of roost-agent}"); rounds=${3:-50}
dir=$(mktemp -d /tmp/roost-bench-ssh.XXXXXX); sshd=
cleanup() {
  if [ -n "$sshd" ]; then kill "$sshd" 2>/dev/null || true; wait "$sshd" 2>/dev/null || true; fi
  rm -rf --one-file-system "$dir"
}
trap cleanup EXIT

for key in host client; do ssh-keygen -q -t ed25519 -N '' -f "$dir/$key"; done
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
echo "[127.0.0.1]:$port $(cat "$dir/host.pub")" > "$dir/known_hosts"
cat > "$dir/config" <<CONFIG
Host *
IdentityFile $dir/client
IdentitiesOnly yes
UserKnownHostsFile $dir/known_hosts
CONFIG
cat > "$dir/sshd_config" <<CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey $dir/host
AuthorizedKeysFile $dir/client.pub
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
SetEnv XDG_CACHE_HOME=$dir/far
CONFIG
mkdir -p "$dir/far" "$dir/home" "$dir/layer/bin" "$dir/layer/app"
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
cp /bin/busybox "$dir/layer/bin/busybox"
for name in sh echo true; do ln -s busybox "$dir/layer/bin/$name"; done
/usr/sbin/sshd -D -f "$dir/sshd_config" &
sshd=$!
for _ in $(seq 100); do ! (: > "/dev/tcp/127.0.0.1/$port") 2>/dev/null || break; sleep 0.05; done
"$bench" "$dir/home" "$agent" "$dir/layer" "$(id -un)@127.0.0.1:$port" "$dir/config" "$rounds"
