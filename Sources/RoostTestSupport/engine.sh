#!/bin/bash
# Runs a dockerd that shares nothing with the machine's own: network, processes and mounts are those of this script's
# namespaces, files are below $1. Beside it something is served on port 8099 of that network. Obeys one word a line: `kill` (SIGKILL), `stop` (SIGTERM), `start`. Ends, and
# everything with it, at `end` and when its standard input ends.
set -u
home=$1
shift
ip link set lo up
ip addr add 198.51.100.1/32 dev lo
export PATH=$PATH:/usr/sbin:/sbin

start() {
  rm -f "$home/engine.pid" "$home/run/containerd/containerd.pid"
  dockerd --data-root "$home/data" --exec-root "$home/run" --pidfile "$home/engine.pid" -H "unix://$home/engine.sock" \
    --storage-driver overlay2 --cgroup-parent "/roost-test-engine" "$@" >>"$home/engine.log" 2>&1 &
  engine=$!
}

mkdir -p "$home/served"
printf 'from the host' >"$home/served/index.html"
busybox httpd -p 8099 -h "$home/served"
start "$@"
while read -r word; do
  case $word in
    kill) kill -KILL "$engine" && wait "$engine" ;;
    stop) kill -TERM "$engine" && wait "$engine" ;;
    start) start "$@" ;;
    end) break ;;
  esac
done
kill -TERM "$engine" && wait "$engine"
rm -rf --one-file-system "$home"
rmdir /sys/fs/cgroup/roost-test-engine /sys/fs/cgroup/*/roost-test-engine 2>/dev/null
exit 0
