#!/usr/bin/env bash
# Shows Roost at work: starts it in ./.demo, deploys both examples and asks each of them a question through the gateway.
# Running it again is safe: the daemon is replaced by the newly built one and the examples are deployed once more.
#
#   scripts/demo.sh [start]   GATEWAY_PORT=8080 by default
#   scripts/demo.sh stop
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly roost=$PWD/.build/dist/roost
readonly apps=(node-hello flask-guestbook)
export ROOST_HOME=$PWD/.demo
readonly pid_file=$ROOST_HOME/demo.pid
readonly port_file=$ROOST_HOME/demo.port
readonly log=$ROOST_HOME/demo.log
readonly patience=30

step() { printf '\n==> %s\n' "$*"; }
fail() {
  printf '\ndemo: %s\n' "$1" >&2
  shift
  (($# == 0)) || printf '  %s\n' "$@" >&2
  exit 1
}

# The process that the last demo started, while it lives; a number that something else has by now does not count.
daemon_pid() {
  local pid executable
  [[ -r $pid_file ]] && pid=$(<"$pid_file") && [[ $pid =~ ^[0-9]+$ ]] || return 1
  executable=$(readlink "/proc/$pid/exe") || return 1
  [[ ${executable% (deleted)} == "$roost" ]] && printf '%s\n' "$pid"
}

stop_daemon() {
  local pid waited
  pid=$(daemon_pid) || return 0
  kill -TERM "$pid"
  for ((waited = 0; waited < patience * 5; waited++)); do
    daemon_pid >/dev/null || break
    sleep 0.2
  done
  ! daemon_pid >/dev/null || fail "the daemon (process $pid) does not stop; its log: $log"
  rm -f "$pid_file"
}

require_free_port() {
  local holder
  holder=$(ss --no-header --listening --tcp --numeric --processes "sport = :$1")
  [[ -z $holder ]] || fail "port $1 is taken:" "$holder" "free it, or choose another one: make demo GATEWAY_PORT=18080"
}

start_daemon() {
  local pid waited
  mkdir -p "$ROOST_HOME"
  require_free_port "$1"
  setsid "$roost" serve --gateway-port "$1" >>"$log" 2>&1 </dev/null &
  pid=$!
  printf '%s\n' "$pid" >"$pid_file"
  printf '%s\n' "$1" >"$port_file"
  for ((waited = 0; waited < patience * 5; waited++)); do
    "$roost" app list >/dev/null 2>&1 && return
    [[ -d /proc/$pid ]] || break
    sleep 0.2
  done
  explain "the daemon did not start"
}

# What an operator would look at first.
explain() {
  printf '\nThe end of %s:\n' "$log" >&2
  tail -n 20 "$log" >&2 || true
  printf '\nWhat roost doctor says:\n' >&2
  "$roost" doctor >&2 || true
  fail "$1"
}

deploy() {
  step "roost deploy Examples/$1 --name $1 --yes"
  "$roost" deploy "Examples/$1" --name "$1" --yes || explain "$1 was not deployed"
}

# Both public addresses of an app: a path of the gateway, and a host of its own.
ask() {
  local app=$1 path=$2 port=$3
  get "http://127.0.0.1:$port/app/$app$path"
  get "http://$app.localhost:$port$path" --resolve "$app.localhost:$port:127.0.0.1"
}

get() {
  local url=$1 answer
  shift
  answer=$(curl --silent --show-error --fail --noproxy '*' --max-time 15 --output /dev/null \
    --write-out '%{http_code}, %{size_download} bytes, %{time_total} s' "$@" "$url") || explain "$url did not answer"
  printf '  GET %s -> %s\n' "$url" "$answer"
}

start() {
  local port=${GATEWAY_PORT:-8080} app
  [[ -x $roost ]] || fail "$roost is missing: make release"
  stop_daemon
  step "roost serve --gateway-port $port   (home: $ROOST_HOME, log: $log)"
  start_daemon "$port"
  for app in "${apps[@]}"; do deploy "$app"; done
  step "Asking both through the gateway"
  ask node-hello / "$port"
  ask node-hello /env "$port"
  ask flask-guestbook / "$port"
  summary "$port"
}

summary() {
  local command="ROOST_HOME=$ROOST_HOME $roost" app
  step "Both apps run on runtimes that Roost installed itself"
  for app in "${apps[@]}"; do
    printf '  %-16s http://localhost:%s/app/%s/   http://%s.localhost:%s/\n' "$app" "$1" "$app" "$app" "$1"
  done
  cat <<END

  Follow its output   $command app logs node-hello -f
  List the apps       $command app list
  Change and redeploy $command deploy Examples/node-hello --name node-hello
  Stop everything     make demo-stop
END
}

stop() {
  local app
  [[ -d $ROOST_HOME && -x $roost ]] || fail "there is no demo to stop in $ROOST_HOME"
  # Apps outlive their daemon: it takes a daemon to stop them.
  daemon_pid >/dev/null || start_daemon "$(cat "$port_file" 2>/dev/null || printf 8080)"
  for app in "${apps[@]}"; do
    "$roost" app stop "$app" || printf '%s was not running\n' "$app"
  done
  stop_daemon
  printf '\nStopped. Data and runtimes are kept in %s; to delete them too: rm -rf %q\n' "$ROOST_HOME" "$ROOST_HOME"
}

case ${1:-start} in
  start) start ;;
  stop) stop ;;
  *) fail "unknown argument '$1': use start or stop" ;;
esac
