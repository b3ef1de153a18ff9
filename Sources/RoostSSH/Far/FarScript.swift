/// The scripts that are run on hosts. POSIX shell, one line each, nothing that `RemoteCommand` refuses.
enum FarScript {
  /// Where Roost keeps things there, and what sandboxes need. Answers with lines of `name=value`.
  static let facts = RemoteCommand(
    [
      "PATH=\"$PATH:/usr/sbin:/sbin\"", "c=\"${XDG_CACHE_HOME:-$HOME/.cache}/roost\"", "umask 077",
      "mkdir -p \"$c/agents\" \"$c/layers\" \"$c/environments\" 2>/dev/null", "echo \"place=$c\"",
      "[ -w \"$c/environments\" ] && echo writable=1",
      "echo \"system=$(uname -s)\"", "echo \"machine=$(uname -m)\"", "echo \"kernel=$(uname -r)\"", "echo \"user=$(id -u)\"",
      "echo \"connection=$SSH_CONNECTION\"",
      "echo \"free=$(df -Pk \"$c\" 2>/dev/null | tail -n 1 | tr -s \" \" | cut -d \" \" -f 4)\"",
      "command -v unshare >/dev/null && { unshare -U true 2>/dev/null && echo trial=1 || echo trial=0; }",
      "for f in /proc/sys/user/max_user_namespaces /proc/sys/kernel/unprivileged_userns_clone "
        + "/proc/sys/kernel/apparmor_restrict_unprivileged_userns /proc/sys/net/ipv4/ip_forward "
        + "/proc/sys/kernel/seccomp/actions_avail; do [ -r $f ] && echo \"${f##*/}=$(cat $f)\"; done",
      "if grep -q overlay /proc/filesystems || grep -q /overlay.ko \"/lib/modules/$(uname -r)/modules.dep\"; then echo overlay=1; fi "
        + "2>/dev/null",
      "for t in tar zstd sha256sum mkfifo tee nft; do command -v $t >/dev/null && echo \"tool=$t\"; done",
      "for f in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem; "
        + "do [ -f $f ] && echo \"certificates=$(readlink -f $f)\" && break; done",
      "for f in /etc/resolv.conf /run/systemd/resolve/resolv.conf; do [ -r $f ] && sed \"s|^|resolver:$f=|\" $f; done",
      "for a in $(grep -o \"[0-9][0-9]*[.][0-9]*[.][0-9]*[.][0-9]*\" /proc/net/fib_trie 2>/dev/null | sort -u | head -n 2000); "
        + "do echo \"address=$a\"; done",
      "grep cgroup /proc/self/mountinfo | head -n 64 | sed \"s|^|mountinfo=|\"",
      "sed \"s|^|membership=|\" /proc/self/cgroup",
      "for f in /sys/fs/cgroup /sys/fs/cgroup/unified; do [ -r $f/cgroup.controllers ] && "
        + "echo \"controllers:$f=$(cat $f/cgroup.controllers)\"; done",
      "exit 0",
    ].joined(separator: "; "))

  /// Puts a file there under the name `$1`, if its SHA-256 is `$2`.
  static func receiveAgent(_ path: String, sha256: String) -> RemoteCommand {
    RemoteCommand(
      "umask 077; t=\"$1.new.$$\"; cat > \"$t\" && [ \"$(sha256sum < \"$t\" | cut -d \" \" -f 1)\" = \"$2\" ] && chmod 700 \"$t\" "
        + "&& mv -f \"$t\" \"$1\" && exit 0; rm -f \"$t\"; exit 4", [path, sha256])
  }

  /// Says which of the paths are not there.
  static func missing(_ paths: [String]) -> RemoteCommand {
    RemoteCommand("for p in \"$@\"; do [ -e \"$p\" ] || echo \"$p\"; done; exit 0", paths)
  }

  /// Unpacks a tree beside its name `$2`, and gives it that name when the archive's SHA-256 is `$3`: never half a tree, and
  /// another may have been quicker. What an earlier one left half done is removed.
  static func receiveTree(_ scratch: String, as path: String, sha256: String, isCompressed: Bool) -> RemoteCommand {
    RemoteCommand(
      "umask 022; find \"${1%/*}\" -maxdepth 1 -name \".incoming-*\" -mmin +120 -exec rm -rf {} + 2>/dev/null; "
        + "mkdir \"$1\" && mkdir \"$1/tree\" && cd \"$1\" && mkfifo pipe || exit 4; sha256sum < pipe > sum & "
        + (isCompressed ? "zstd -dcq | " : "") + "tee pipe | tar -xpf - --numeric-owner -C tree; s=$?; wait; "
        + "if [ $s = 0 ] && [ \"$(cut -d \" \" -f 1 sum)\" = \"$3\" ]; then sync -f tree 2>/dev/null; mv -T tree \"$2\" 2>/dev/null; fi; "
        + "cd /; rm -rf \"$1\"; [ -d \"$2\" ] || exit 4; exit 0", [scratch, path, sha256])
  }

  /// Makes the environment's directory `$1` and runs the agent `$2` in it, with the specification as its input and its report
  /// as the answer. `$3` is the number of layers; these and the steps' words follow. 3 and a list when something is missing
  /// that should be there; 6 when a control group cannot be made, 7 a volume.
  static func boot(_ directory: String, agent: String, layers: [String], steps: [FarStep]) -> RemoteCommand {
    RemoteCommand(
      "d=\"$1\"; a=\"$2\"; n=$3; shift 3; m=0; [ -x \"$a\" ] || { echo \"$a\"; m=3; }; "
        + "while [ $n -gt 0 ]; do [ -d \"$1\" ] || { echo \"$1\"; m=3; }; shift; n=$((n - 1)); done; [ $m = 0 ] || exit 3; "
        + "mkdir -m 700 \"$d\" || exit 4; "
        + "while [ $# -gt 0 ]; do case \"$1\" in group) mkdir -p \"$2\" || exit 6;; optional) { echo \"$3\" > \"$2\"; } 2>/dev/null;; "
        + "write) echo \"$3\" > \"$2\" || exit 6;; "
        + "volume) mkdir -p \"$2\" && { [ -z \"$3\" ] || chown \"$3\" \"$2\"; } || exit 7;; esac; shift 3; done; "
        + "umask 077; mkdir \"$d/upper\" \"$d/work\"; chmod 755 \"$d/upper\" \"$d/work\"; "
        + "\"$a\" boot \"environment=$d\" 2> \"$d/boot.log\"; s=$?; [ $s = 0 ] || cat \"$d/boot.log\" >&2; exit $s",
      [directory, agent, "\(layers.count)"] + layers + steps.flatMap(\.words))
  }

  /// Names in a directory; none when it is not there.
  static func list(_ directory: String) -> RemoteCommand {
    RemoteCommand("[ -d \"$1\" ] || exit 0; ls \"$1\" || exit 4; exit 0", [directory])
  }

  /// What a file holds; nothing when it is not there.
  static func read(_ path: String) -> RemoteCommand {
    RemoteCommand("[ -e \"$1\" ] || exit 0; cat \"$1\" || exit 4; exit 0", [path])
  }

  /// Directories that their owner made read-only are in nobody's way.
  private static func removing(_ path: String) -> String {
    "rm -rf \"\(path)\" 2>/dev/null || { chmod -R u+rwX \"\(path)\" 2>/dev/null; rm -rf \"\(path)\"; } "
  }

  static func removeTree(_ path: String) -> RemoteCommand {
    RemoteCommand(removing("$1") + "|| exit 4; exit 0", [path])
  }

  /// Stops all processes of a control group. 5 when they do not all stand still after two seconds; then none does.
  static func freeze(_ group: String) -> RemoteCommand {
    RemoteCommand(
      "echo 1 > \"$1/cgroup.freeze\" || exit 4; n=200; until grep -q \"frozen 1\" \"$1/cgroup.events\"; do "
        + "[ $n -gt 0 ] || { echo 0 > \"$1/cgroup.freeze\"; exit 5; }; n=$((n - 1)); sleep 0.01; done; exit 0", [group])
  }

  static func thaw(_ group: String) -> RemoteCommand {
    RemoteCommand("echo 0 > \"$1/cgroup.freeze\" || exit 4; exit 0", [group])
  }

  /// Loads the rules it is sent and lets packets pass. Answers with the rules of an older packet filter, if there is one.
  static let loadRules = RemoteCommand(
    "PATH=\"$PATH:/usr/sbin:/sbin\"; nft -f - || exit 4; echo 1 > /proc/sys/net/ipv4/ip_forward || exit 4; "
      + "command -v iptables >/dev/null && iptables -w 5 -S 2>/dev/null; exit 0")

  static func iptables(_ arguments: [String]) -> RemoteCommand {
    RemoteCommand("PATH=\"$PATH:/usr/sbin:/sbin\"; iptables \"$@\" || exit 4; exit 0", arguments)
  }

  /// Whether a process is the agent of an environment: it is told that with its name, for whoever cannot see what it holds open.
  /// Agents that are older than that are known by their log.
  private static let isAgent =
    "is() { grep -q -s -a -F \"environment=$d\" \"/proc/$1/cmdline\" "
    + "|| ls -l \"/proc/$1/fd\" 2>/dev/null | grep -q -F \" $d/agent.log\"; }; "

  /// Waits at most `$3` twentieths of a second for the agent `$2` of the environment `$1` to end, and then ends it. Without a
  /// number all processes are looked at.
  private static let ending =
    "d=\"$1\"; " + isAgent
    + "end() { n=$2; while is $1; do [ $n -gt 0 ] || { kill -KILL $1; n=100; }; n=$((n - 1)); sleep 0.05; done; }; "
    + "if [ \"$2\" -gt 0 ]; then end $2 $3; elif [ -e \"$d/agent.log\" ]; then "
    + "for p in /proc/[0-9]*; do is ${p#/proc/} && end ${p#/proc/} 0; done; fi; "

  static func end(_ directory: String, agent: Int32, patience: Duration) -> RemoteCommand {
    RemoteCommand(ending + "exit 0", [directory, "\(agent)", "\(Int(patience / .milliseconds(50)))"])
  }

  /// Asks the agent `$2` to end with all it has, and kills it after five seconds; then whatever has `$3` among its variables.
  /// 5 when something of it cannot be ended.
  static func endPlain(_ directory: String, agent: Int32, mark: String) -> RemoteCommand {
    RemoteCommand(
      "d=\"$1\"; " + isAgent
        + "[ $2 -gt 0 ] && is $2 && kill -TERM $2; n=100; while [ $2 -gt 0 ] && is $2; do [ $n -gt 0 ] || kill -KILL $2; "
        + "n=$((n - 1)); [ $n -gt -100 ] || exit 5; sleep 0.05; done; n=200; "
        + "while l=$(grep -l -s -a -F \"$3\" /proc/[0-9]*/environ); [ -n \"$l\" ]; do [ $n -gt 0 ] || exit 5; "
        + "for p in $l; do p=${p#/proc/}; kill -KILL ${p%/environ} 2>/dev/null; done; n=$((n - 1)); sleep 0.02; done; exit 0",
      [directory, "\(agent)", mark])
  }

  /// 5 when the agent is gone.
  static func isAlive(_ directory: String, agent: Int32) -> RemoteCommand {
    RemoteCommand("d=\"$1\"; " + isAgent + "is $2 && exit 0; exit 5", [directory, "\(agent)"])
  }

  /// Ends what runs in the environment's control groups too, and removes these and its directory.
  static func remove(_ directory: String, agent: Int32, groups: [String]) -> RemoteCommand {
    RemoteCommand(
      ending
        + "shift 3; for g in \"$@\"; do [ -d \"$g\" ] || continue; [ -e \"$g/cgroup.freeze\" ] && echo 0 > \"$g/cgroup.freeze\"; "
        + "n=100; until rmdir \"$g\" 2>/dev/null || [ $n = 0 ]; do for p in $(cat \"$g/cgroup.procs\" 2>/dev/null); do kill -KILL $p "
        + "2>/dev/null; done; n=$((n - 1)); sleep 0.02; done; [ -d \"$g\" ] && exit 4; done; "
        + "[ -e \"$d\" ] || exit 0; " + removing("$d") + "; [ -e \"$d\" ] && exit 4; exit 0",
      [directory, "\(agent)", "0"] + groups)
  }
}
