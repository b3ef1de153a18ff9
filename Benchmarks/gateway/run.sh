#!/usr/bin/env bash
# Compares the gateway with nginx, haproxy and Caddy in one run: each proxy alone on core 0; the load and the server
# behind on core 1. Usage: Benchmarks/gateway/run.sh PATH-OF-gateway-bench [--rounds N] [--seconds N] [--only CASE,CASE]
# Cases: small, medium, large, crowd, tls, routes, static, slow, websocket, idle; and, alone, --soak MINUTES.
# Needs nginx and wrk; haproxy and caddy are left out, and that is said, where they are missing. Loopback only.
set -euo pipefail
exec python3 "$(dirname "${BASH_SOURCE[0]}")/compare.py" "$@"
