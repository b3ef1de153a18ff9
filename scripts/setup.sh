#!/usr/bin/env bash
# Installs what building, running and testing Roost needs on Debian 12 or Ubuntu 24.04: system packages by name through
# apt, and Swift through swiftly when there is none that is new enough. Changes nothing when all is there.
#
#   scripts/setup.sh          what make test and make check need: engines and browsers, too
#   scripts/setup.sh run      only what building and running Roost need, for make demo and make install
#   scripts/setup.sh bench    also what make bench compares Roost with
#   scripts/setup.sh swift    only Swift
set -euo pipefail

readonly needs_root=10
readonly unsupported_platform=13
readonly swift_minimum=6.2
readonly swift_wanted=6.3
readonly swiftly_downloads=https://download.swift.org/swiftly/linux
readonly swift_keys=https://www.swift.org/keys/all-keys.asc

build_packages=(make git pkg-config ca-certificates curl unzip binutils valgrind libsqlite3-dev zlib1g-dev libcrypt-dev)
swift_packages=(gnupg g++ libc6-dev libcurl4-openssl-dev libedit2 libncurses-dev libpython3-dev libxml2-dev libz3-dev
  tzdata)
run_packages=(mmdebstrap nftables iproute2 e2fsprogs python3 python3-pip xz-utils zstd bzip2)
test_packages=(openssl certbot python3-venv openssh-client openssh-server bubblewrap util-linux busybox-static wrk dnf rpm createrepo-c gnupg gpgv docker.io
  python3-h2 python3-websockets nginx chromium chromium-driver ruby-sinatra ruby-webrick
  qemu-system-x86 erofs-utils)
bench_packages=(runc hyperfine nginx jq)

say() { printf '%s\n' "$*"; }
fail() {
  local status=$1
  shift
  printf 'setup: %s\n' "$1" >&2
  shift
  (($# == 0)) || printf '  %s\n' "$@" >&2
  exit "$status"
}

require_debian() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null && return
  fail $unsupported_platform "this machine has no apt-get; Debian 12 and Ubuntu 24.04 are supported" \
    "install by hand what 'scripts/setup.sh' lists at its top"
}

is_installed() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# A command counts however it came: a pip, a Docker client or an nginx that did not come from apt is one all the same.
is_provided() {
  case $1 in
    python3-pip) python3 -m pip --version >/dev/null 2>&1 ;;
    docker.io) command -v dockerd >/dev/null ;;
    pkg-config | curl | git | make | unzip | hyperfine | nginx | wrk | mmdebstrap | python3 | zstd | runc) command -v "$1" >/dev/null ;;
    *) return 1 ;;
  esac
}

missing_packages() {
  local package
  for package in "$@"; do
    is_installed "$package" || is_provided "$package" || say "$package"
  done
}

install_packages() {
  local -a missing as_root=()
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    # Without a terminal nobody can type a password: sudo must do without one.
    local -a sudo=(sudo)
    [[ -t 0 ]] || sudo+=(--non-interactive)
    "${sudo[@]}" true 2>/dev/null ||
      fail $needs_root "system packages are missing; as root, run:" "apt-get install -y --no-install-recommends ${missing[*]}"
    as_root=("${sudo[@]}")
  fi
  say "Installing system packages: ${missing[*]}"
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}"
}

# The compiler's own version, such as 6.3.1; nothing when there is no compiler.
swift_version() {
  { swift --version 2>/dev/null || true; } | sed -n 's/^.*Swift version \([0-9][0-9.]*\).*$/\1/p' | head -n 1
}

is_new_enough() {
  [[ -n $1 && $(printf '%s\n' "$swift_minimum" "$1" | sort --version-sort | head -n 1) == "$swift_minimum" ]]
}

fetch() { curl --fail --location --silent --show-error --retry 3 --max-time 600 --proto '=https' --output "$2" "$1"; }

# The archive is signed with a key that swift.org publishes. A keyring of our own keeps the user's untouched.
verify_swiftly() {
  local directory=$1
  fetch "$swift_keys" "$directory/keys.asc"
  mkdir -m 700 "$directory/gnupg"
  GNUPGHOME=$directory/gnupg gpg --batch --quiet --import "$directory/keys.asc"
  GNUPGHOME=$directory/gnupg gpg --batch --verify "$directory/swiftly.tar.gz.sig" "$directory/swiftly.tar.gz" ||
    fail 5 "the signature of the swiftly archive is wrong; nothing was installed"
}

install_swift() {
  local found directory
  found=$(swift_version)
  is_new_enough "$found" && return
  say "Installing Swift $swift_wanted with swiftly (found: ${found:-none}; $swift_minimum or newer is needed)"
  directory=$(mktemp -d)
  # shellcheck disable=SC2064 # the directory of now
  trap "rm -rf '$directory'" EXIT
  fetch "$swiftly_downloads/swiftly-$(uname -m).tar.gz" "$directory/swiftly.tar.gz"
  fetch "$swiftly_downloads/swiftly-$(uname -m).tar.gz.sig" "$directory/swiftly.tar.gz.sig"
  verify_swiftly "$directory"
  tar --extract --gzip --file "$directory/swiftly.tar.gz" --directory "$directory"
  "$directory/swiftly" init --assume-yes --quiet-shell-followup --skip-install
  # shellcheck source=/dev/null
  source "${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh"
  hash -r
  swiftly install "$swift_wanted" --use --assume-yes --post-install-file="$directory/post-install.sh"
  found=$(swift_version)
  is_new_enough "$found" || fail 1 "swiftly ran, but 'swift --version' gives '${found:-nothing}'"
  say "Swift $found is ready. For your own shell: . ${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh"
}

main() {
  local packages=("${build_packages[@]}")
  require_debian
  is_new_enough "$(swift_version)" || packages+=("${swift_packages[@]}")
  case ${1:-all} in
    all) packages+=("${run_packages[@]}" "${test_packages[@]}") ;;
    run) packages+=("${run_packages[@]}") ;;
    bench) packages+=("${run_packages[@]}" "${test_packages[@]}" "${bench_packages[@]}") ;;
    swift) ;;
    *) fail 2 "unknown argument '$1': use nothing, 'run', 'bench' or 'swift'" ;;
  esac
  # Ubuntu builds a Debian base, and must know Debian's keys for it.
  # shellcheck source=/dev/null
  [[ $(. /etc/os-release && say "$ID") != ubuntu ]] || packages+=(debian-archive-keyring)
  install_packages "${packages[@]}"
  install_swift
}

main "$@"
