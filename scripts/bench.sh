#!/usr/bin/env bash
# Runs every benchmark: the command line's own cost, then each of Benchmarks/. A benchmark that lacks an engine to
# compare with says so and goes on; one that fails is reported at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly roost=$PWD/.build/dist/roost
failed=()

printf '\n==> roost version (limits: 10 ms, 20 MB resident)\n'
hyperfine --warmup 5 --runs 50 --shell=none "$roost version"
# VmHWM of the finished process, as the kernel reports it to its parent.
python3 - "$roost" <<'END'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "version"], check=True, stdout=subprocess.DEVNULL)
print(f"resident at most: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.1f} MiB")
END

# The benchmarks that drive a part of Roost directly are programs of their own, built as roost is.
swift build --configuration release --product strategy-benchmark --static-swift-stdlib
swift build --configuration release --product gateway-bench --static-swift-stdlib
binaries=$(swift build --configuration release --show-bin-path)

run() {
  printf '\n==> Benchmarks/%s/run.sh\n' "$1"
  "Benchmarks/$1/run.sh" "${@:2}" || failed+=("$1")
}
# First, before others delete many files: on ext4 whoever creates some in the minutes after pays for that.
run installer "$roost"
run strategies "$binaries/strategy-benchmark" "$PWD/.build/embed/roost-agent"
run deploy "$roost"
run gateway "$binaries/gateway-bench"
run sleep "$roost"
run dev "$roost"
run logs "$roost"
run observe "$roost"
run api "$roost"
run dashboard "$roost"

((${#failed[@]} == 0)) || { printf '\nfailed: %s\n' "${failed[*]}" >&2 && exit 1; }
