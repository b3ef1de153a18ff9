#!/usr/bin/env bash
# Prints the functions that commands which answer from the disk run through. The linker lays them side by side: the kernel
# maps 64 KiB around whatever a process touches, and these few would else be spread over all of the executable.
# Usage: scripts/order.sh roost (with its symbols); needs valgrind.
set -euo pipefail
readonly roost=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Valgrind stops at Swift's debugging information.
strip --strip-debug -o "$scratch/roost" "$roost"

# A home with something to read in it.
export ROOST_HOME=$scratch/home
layer=nodejs-24.0.0-000000000000
install -d "$ROOST_HOME/store/journal" "$ROOST_HOME/store/layers/$layer/fs/usr"
cat >"$ROOST_HOME/store/layers/$layer/layer.json" <<END
{"runtime": "nodejs", "version": "24.0.0", "digest": "$(printf '0%.0s' {1..64})", "size": 1, "seconds": 1, "installedAt": 1,
 "tree": "$ROOST_HOME/store/layers/$layer/fs", "variables": {}, "provenance": ["a file"], "transaction": 1}
END
cat >"$ROOST_HOME/store/journal/000001.json" <<END
{"record": {"id": 1, "kind": "install", "scope": "layer", "state": "done", "user": 0, "request": "nodejs@24", "startedAt": 1,
  "endedAt": 2, "changes": [
    {"action": "added", "name": "$layer", "runtime": "nodejs", "scope": "layer", "version": "24.0.0"}]},
 "requests": [{"runtime": "nodejs", "selector": "24", "version": "24.0.0"}], "samples": [], "steps": []}
END

number=0
for words in "version" "runtime list" "runtime info nodejs" "runtime why nodejs" "runtime search node" "profile list" "history"; do
  number=$((number + 1))
  # shellcheck disable=SC2086 # words of a command
  valgrind --quiet --tool=callgrind --demangle=no --callgrind-out-file="$scratch/$number.calls" "$scratch/roost" $words \
    >"$scratch/output" 2>&1 || { cat "$scratch/output" >&2 && exit 1; }
done

# Local names that stand in several objects would bring all of those.
nm --defined-only "$scratch/roost" | awk '$2 ~ /[tTwW]/ { print $3 }' | sort | uniq --unique >"$scratch/unique"
awk -v executable="$scratch/roost" '
  FNR == NR { unique[$1] = 1; next }
  FNR == 1 { split("", names) }
  match($0, /^c?(ob|fn)=\([0-9]+\)/) {
    kind = substr($0, 1, index($0, "=") - 1)
    key = substr($0, kind ~ /^c/ ? 2 : 1, RLENGTH - (kind ~ /^c/ ? 1 : 0))
    if (length($0) > RLENGTH) names[key] = substr($0, RLENGTH + 2)
    if (kind == "ob") object = names[key]
    name = names[key]
    sub(/\047[0-9]+$/, "", name)
    if (kind == "fn" && object == executable && name in unique) { print name; delete unique[name] }
  }' "$scratch/unique" "$scratch"/*.calls
