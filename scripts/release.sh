#!/usr/bin/env bash
# Builds the one file that is shipped, .build/dist/roost: the agent first, because roost carries it inside.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

embedded=$PWD/.build/embed/roost-agent
# Nothing that this script is given may reach the first build: the agent carries no agent.
unset ROOST_EMBED_AGENT ROOST_SYMBOL_ORDER
swift build --configuration release --product roost-agent
binaries=$(swift build --configuration release --show-bin-path)

mkdir -p "${embedded%/*}"
strip -o "$embedded.new" "$binaries/roost-agent"
# An unchanged agent keeps its time stamp, so nothing is built again because of it.
if cmp --silent "$embedded.new" "$embedded"; then rm "$embedded.new"; else mv "$embedded.new" "$embedded"; fi

# One file: what it needs beyond the C library is inside, wherever this machine has it as a static library.
libraries=$PWD/.build/embed/lib
mkdir -p "$libraries"
for name in libsqlite3.a libz.a libstdc++.a; do
  path=$(clang -print-file-name="$name")
  # What is not found is answered with its mere name.
  [[ $path != /* ]] || ln -sf "$path" "$libraries/$name"
done

# The name tells what is in it, as the linker runs again only when its command line changes.
order=$(find "${embedded%/*}" -name 'roost-*.order' -print -quit)
build_roost() {
  ROOST_EMBED_AGENT=$embedded ROOST_STATIC_LIBRARIES=$libraries ROOST_SYMBOL_ORDER=$order \
    swift build --configuration release --product roost --static-swift-stdlib
}
build_roost
scripts/order.sh "$binaries/roost" >"${embedded%/*}/order.new"
ordered=${embedded%/*}/roost-$(sha256sum "${embedded%/*}/order.new" | cut --characters=1-16).order
if [[ $ordered != "$order" ]]; then
  [[ -z $order ]] || rm "$order"
  order=$ordered
  mv "${embedded%/*}/order.new" "$order"
  build_roost
fi
rm -f "${embedded%/*}/order.new"
strip -o "$binaries/roost.stripped" "$binaries/roost"
mkdir -p .build/dist
mv "$binaries/roost.stripped" .build/dist/roost
printf 'built .build/dist/roost, %s bytes\n' "$(stat --format=%s .build/dist/roost)"
