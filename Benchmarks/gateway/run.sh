#!/usr/bin/env bash
# Compares the gateway with nginx in one run: the proxy alone on core 0; the load and the server behind on core 1.
# Usage: Benchmarks/gateway/run.sh PATH-OF-gateway-bench [ROUNDS] [SECONDS] [CONNECTIONS]
# Needs nginx and wrk. Loopback only. Prints medians; on a noisy machine read the ratios.
set -euo pipefail
bench=$(realpath "${1:?path of gateway-bench}"); rounds=${2:-5}; seconds=${3:-5}; connections=${4:-64}
command -v nginx >/dev/null && command -v wrk >/dev/null || { echo "install first: apt-get install nginx-light wrk" >&2; exit 1; }
dir=$(mktemp -d); pids=()
cleanup() { for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done; wait 2>/dev/null || true; rm -rf "$dir"; }
trap cleanup EXIT
chmod 755 "$dir"; mkdir "$dir/www"
head -c 200 /dev/zero | tr '\0' x > "$dir/www/small"; head -c 10485760 /dev/zero > "$dir/www/large"

cat > "$dir/origin.conf" <<CONF
daemon off; worker_processes 1; pid $dir/origin.pid; error_log $dir/origin.log;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; sendfile on; client_body_temp_path $dir/o1; proxy_temp_path $dir/o2; fastcgi_temp_path $dir/o3; uwsgi_temp_path $dir/o4; scgi_temp_path $dir/o5;
  server { listen 127.0.0.1:19400; root $dir/www; } }
CONF
cat > "$dir/proxy.conf" <<CONF
daemon off; worker_processes 1; pid $dir/proxy.pid; error_log $dir/proxy.log;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; client_body_temp_path $dir/p1; proxy_temp_path $dir/p2; fastcgi_temp_path $dir/p3; uwsgi_temp_path $dir/p4; scgi_temp_path $dir/p5;
  upstream origin { server 127.0.0.1:19400; keepalive 128; keepalive_requests 100000000; }
  server { listen 127.0.0.1:19401; location /app/bench/ { proxy_pass http://origin/; proxy_http_version 1.1; proxy_max_temp_file_size 0; proxy_set_header Connection ""; proxy_set_header Host \$http_host;
    proxy_set_header X-Forwarded-For \$remote_addr; proxy_set_header X-Forwarded-Proto http; proxy_set_header X-Forwarded-Host \$http_host; proxy_set_header X-Forwarded-Prefix /app/bench; } } }
CONF

wait_for() { for _ in $(seq 100); do (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.05; done; echo "nothing on port $1" >&2; exit 1; }
cpu() { # seconds of CPU of a process and its children
  local total=0 pid
  for pid in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    total=$((total + $(sed 's/.*) //' /proc/"$pid"/stat | awk '{print $12 + $13}')))
  done
  awk -v t=$total -v h="$(getconf CLK_TCK)" 'BEGIN { print t / h }'
}
memory() { local pid; for pid in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do awk '/^Pss:/ {print $2}' /proc/"$pid"/smaps_rollup; done | awk '{t += $1} END {printf "%.1f", t / 1024}'; }

taskset -c 1 nginx -c "$dir/origin.conf" -p "$dir" & pids+=($!)
taskset -c 0 nginx -c "$dir/proxy.conf" -p "$dir" & pids+=($!); nginx_pid=$!
taskset -c 0 "$bench" 19402 19400 1 & pids+=($!); gateway_pid=$!
for port in 19400 19401 19402; do wait_for $port; done

measure() { # name port pid path connections
  local before after out requests
  before=$(cpu "$3")
  out=$(taskset -c 1 wrk -t1 -c"$5" -d"${seconds}s" --latency "http://127.0.0.1:$2/app/bench/$4")
  after=$(cpu "$3")
  requests=$(awk '/requests in/ {print $1}' <<<"$out")
  grep -E 'Non-2xx|Socket errors' <<<"$out" >&2 || true
  awk -v name="$1" -v n="$requests" -v s="$seconds" -v b="$before" -v a="$after" -v p="$(awk '/ 99%/ {print $2}' <<<"$out")" -v m="$(memory "$3")" \
    'BEGIN { printf "%s %.0f %.2f %s %s\n", name, n / s, (a - b) / n * 1e6, p, m }'
}
for path in small large; do
  count=$connections; [ $path = large ] && count=8
  : > "$dir/results"
  for _ in $(seq "$rounds"); do
    measure nginx 19401 "$nginx_pid" $path $count >> "$dir/results"
    measure roost 19402 "$gateway_pid" $path $count >> "$dir/results"
  done
  echo "== $path, $count connections, $rounds rounds of $seconds s: medians"
  for name in nginx roost; do
    for column in 2 3; do
      awk -v n=$name -v c=$column '$1 == n {print $c}' "$dir/results" | sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
    done | paste -sd' ' | awk -v n=$name -v last="$(awk -v n=$name '$1 == n' "$dir/results" | tail -1 | cut -d' ' -f4-)" '{printf "%-6s %9.0f req/s %8.2f us CPU/request   p99 and PSS MB of the last round: %s\n", n, $1, $2, last}'
  done | tee "$dir/table"
  awk '/^nginx/ {r = $2; c = $4} /^roost/ {printf "roost/nginx: requests %.2f, CPU per request %.2f\n", $2 / r, $4 / c}' "$dir/table"
done
