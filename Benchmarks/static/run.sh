#!/usr/bin/env bash
# Compares static files of the gateway with nginx (sendfile, open_file_cache, gzip_static) in one run: the server alone on
# core 0, the load on core 1, the same directory.
# Usage: Benchmarks/static/run.sh PATH-OF-gateway-bench [ROUNDS] [SECONDS] [CONNECTIONS]
# Needs nginx and wrk. Loopback only. Prints medians; on a noisy machine read the ratios.
set -euo pipefail
bench=$(realpath "${1:?path of gateway-bench}"); rounds=${2:-5}; seconds=${3:-5}; connections=${4:-64}
command -v nginx >/dev/null && command -v wrk >/dev/null || { echo "install first: apt-get install nginx-light wrk" >&2; exit 1; }
dir=$(mktemp -d); pids=()
cleanup() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$dir"; }
trap cleanup EXIT
chmod 755 "$dir"; mkdir -p "$dir/www/app/site"; site=$dir/www/app/site
head -c 200 /dev/zero | tr '\0' x > "$site/small.txt"
head -c 65536 /dev/urandom > "$site/medium.bin"; head -c 10485760 /dev/urandom > "$site/large.bin"

cat > "$dir/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $dir/nginx.pid; error_log $dir/nginx.log;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; sendfile on; tcp_nopush on; etag on; open_file_cache max=1000 inactive=60s;
  types { text/plain txt; application/octet-stream bin; }
  client_body_temp_path $dir/n1; proxy_temp_path $dir/n2; fastcgi_temp_path $dir/n3; uwsgi_temp_path $dir/n4; scgi_temp_path $dir/n5;
  server { listen 127.0.0.1:19411; root $dir/www; } }
CONF

wait_for() { for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.05; done; echo "nothing on port $1" >&2; exit 1; }
cpu() { # seconds of CPU of a process and its children
  local total=0 pid
  for pid in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    total=$((total + $(sed 's/.*) //' /proc/"$pid"/stat | awk '{print $12 + $13}')))
  done
  awk -v t=$total -v h="$(getconf CLK_TCK)" 'BEGIN { print t / h }'
}

taskset -c 0 nginx -c "$dir/nginx.conf" -p "$dir" & pids+=($!); nginx_pid=$!
taskset -c 0 "$bench" 19412 19413 1 "$site" & pids+=($!); gateway_pid=$!
for port in 19411 19412; do wait_for $port; done

measure() { # name port pid path connections
  local before after out requests
  before=$(cpu "$3")
  out=$(taskset -c 1 wrk -t1 -c"$5" -d"${seconds}s" --latency "${header[@]}" "http://127.0.0.1:$2/app/site/$4")
  after=$(cpu "$3")
  requests=$(awk '/requests in/ {print $1}' <<<"$out")
  grep -E 'Socket errors' <<<"$out" >&2 || true
  awk -v name="$1" -v n="$requests" -v s="$seconds" -v b="$before" -v a="$after" -v p="$(awk '/ 99%/ {print $2}' <<<"$out")" \
    'BEGIN { printf "%s %.0f %.2f %s\n", name, n / s, (a - b) / n * 1e6, p }'
}
median() { awk -v n="$1" -v c="$2" '$1 == n {print $c}' "$dir/results" | sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

for kind in small.txt medium.bin large.bin 304; do
  path=$kind; count=$connections; header=()
  [ $kind = large.bin ] && count=8
  if [ $kind = 304 ]; then path=small.txt; header=(-H 'If-None-Match: *'); fi
  : > "$dir/results"
  for _ in $(seq "$rounds"); do
    measure nginx 19411 "$nginx_pid" $path $count >> "$dir/results"
    measure roost 19412 "$gateway_pid" $path $count >> "$dir/results"
  done
  echo "== $kind, $count connections, $rounds rounds of $seconds s: medians"
  for name in nginx roost; do
    printf '%-6s %9.0f req/s %8.2f us CPU/request   p99 of the last round %s\n' $name "$(median $name 2)" "$(median $name 3)" \
      "$(awk -v n=$name '$1 == n {p = $4} END {print p}' "$dir/results")"
  done | tee "$dir/table"
  awk '/^nginx/ {r = $2; c = $4} /^roost/ {printf "roost/nginx: requests %.2f, CPU per request %.2f\n", $2 / r, $4 / c}' "$dir/table"
done
