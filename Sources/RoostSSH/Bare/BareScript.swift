/// The scripts of environments without an agent there. See ``FarScript``. Paths that a user names are the first line of the input: in a
/// command, not every shell would take them as they are. Where one is looked at: 2 nothing is there, 3 it is of another kind.
enum BareScript {
  private static let path = "IFS= read -r p; "

  static func make(_ directory: String, places: [String]) -> RemoteCommand {
    RemoteCommand("umask 077; mkdir \"$1\" || exit 4; mkdir -p \"$@\" || exit 4; exit 0", [directory] + places)
  }

  /// Takes a ``BareLaunch`` and tries it: 5 no such directory to start in, 6 no such command, 7 not executable.
  static func prepare(_ directory: String, _ name: String) -> RemoteCommand {
    RemoteCommand(
      "umask 077; cat > \"$1/run.$2\" || exit 4; sh \"$1/run.$2\" check; s=$?; [ $s = 0 ] || rm -f \"$1/run.$2\"; exit $s",
      [directory, name])
  }

  static func run(_ directory: String, _ name: String) -> RemoteCommand {
    RemoteCommand("exec sh \"$1/run.$2\"", [directory, name])
  }

  /// The status that a process ended with; nothing when it was not written down.
  static func exit(_ directory: String, _ name: String) -> RemoteCommand {
    RemoteCommand("cat \"$1/exit.$2\" 2>/dev/null; exit 0", [directory, name])
  }

  /// `marked` says which processes have `$1` among their variables. `led` says which are of the session whose leader, the
  /// shell of a ``BareLaunch``, left its number in the file `$1`: for programs that write over their variables, or have none.
  private static let looking =
    "marked() { grep -l -s -a -F \"$1\" /proc/[0-9]*/environ | sed \"s|[^0-9]||g\"; }; "
    + "led() { { read -r s < \"$1\"; } 2>/dev/null || return 0; "
    + "grep -q -s -a -F \"/run.${1##*/pid.}\" \"/proc/$s/cmdline\" || return 0; "
    + "for q in /proc/[0-9]*/stat; do { read -r t < \"$q\"; } 2>/dev/null || continue; set -- ${t##*) }; "
    + "[ \"$4\" = \"$s\" ] || continue; q=${q#/proc/}; case \"$1 ${q%/stat}\" in Z*|*\" $s\") ;; *) echo ${q%/stat};; esac; done; }; "

  /// To every process of one launch. Waits two seconds at most for one that is about to start; 5 when there is none.
  static func signal(_ signal: Int32, mark: String, _ directory: String, _ name: String) -> RemoteCommand {
    RemoteCommand(
      looking + "all() { { marked \"$1\"; led \"$2\"; } | sort -u; }; "
        + "n=100; while l=$(all \"$2\" \"$3/pid.$4\"); [ -z \"$l\" ]; do "
        + "[ -e \"$3/exit.$4\" ] && exit 0; n=$((n - 1)); [ $n -gt 0 ] || exit 5; sleep 0.02; done; "
        + "for p in $l; do kill -$1 $p 2>/dev/null; done; exit 0",
      ["\(signal)", mark, directory, name])
  }

  /// Asks every process with a mark, and all that were launched below `$3`, to end, and kills after `$2` twentieths of a
  /// second. 5 when some cannot be ended.
  static func end(mark: String, _ directory: String?, patience: Duration) -> RemoteCommand {
    RemoteCommand(
      looking + "all() { { marked \"$1\"; [ -z \"$2\" ] || for f in \"$2\"/pid.*; do led \"$f\"; done; } | sort -u; }; "
        + "each() { for p in $(all \"$2\" \"$3\"); do kill -$1 $p 2>/dev/null; done; }; "
        + "[ $2 = 0 ] || each TERM \"$1\" \"$3\"; "
        + "n=$2; while [ $n -gt 0 ] && [ -n \"$(all \"$1\" \"$3\")\" ]; do n=$((n - 1)); sleep 0.05; done; "
        + "n=200; while [ -n \"$(all \"$1\" \"$3\")\" ]; do "
        + "each KILL \"$1\" \"$3\"; n=$((n - 1)); [ $n -gt 0 ] || exit 5; sleep 0.02; done; exit 0",
      [mark, "\(Int(patience / .milliseconds(50)))", directory ?? ""])
  }

  static func read(from offset: UInt64, limit: Int) -> RemoteCommand {
    RemoteCommand(
      path
        + "[ -e \"$p\" ] || exit 2; [ -d \"$p\" ] && exit 3; [ -r \"$p\" ] || exit 4; tail -c \"+$1\" \"$p\" | head -c \"$2\"; exit 0",
      ["\(offset + 1)", "\(limit)"])
  }

  /// 5 when it does not end where the portion begins.
  static func write(at offset: UInt64, mode: UInt16) -> RemoteCommand {
    RemoteCommand(
      path
        + "[ -d \"$p\" ] && exit 3; if [ $1 = 0 ]; then [ -d \"${p%/*}/\" ] || exit 2; cat > \"$p\" && chmod $2 \"$p\" || exit 4; "
        + "else [ \"$(stat -c %s \"$p\")\" = $1 ] || exit 5; cat >> \"$p\" || exit 4; fi; exit 0",
      ["\(offset)", String(mode & 0o7777, radix: 8)])
  }

  /// A line for each entry: mode in hexadecimal digits, size, seconds of its change, name.
  static let list = RemoteCommand(
    path + "[ -e \"$p\" ] || exit 2; [ -d \"$p\" ] || exit 3; cd \"$p\" || exit 4; "
      + "find . -mindepth 1 -maxdepth 1 -exec stat -c \"%f %s %Y %n\" {} + || exit 4; exit 0")

  static func remove(recursive: Bool) -> RemoteCommand {
    RemoteCommand(
      path + "[ -e \"$p\" ] || [ -h \"$p\" ] || exit 2; if [ $1 = 1 ]; then rm -rf \"$p\"; "
        + "elif [ -h \"$p\" ]; then rm -f \"$p\"; elif [ -d \"$p\" ]; then rmdir \"$p\" || exit 5; else rm -f \"$p\"; fi || exit 4; exit 0",
      [recursive ? "1" : "0"])
  }

  static let unpack = RemoteCommand(path + "mkdir -p \"$p\" && tar -xf - --no-same-owner -C \"$p\" || exit 4; exit 0")

  /// 5 when nothing listens on a port; its number in hexadecimal digits.
  static func listens(_ port: UInt16) -> RemoteCommand {
    let digits = String(port, radix: 16, uppercase: true)
    return RemoteCommand(
      "cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q \":$1 [0-9A-F]*:[0-9A-F]* 0A \" || exit 5; exit 0",
      [String(repeating: "0", count: 4 - digits.count) + digits])
  }
}
