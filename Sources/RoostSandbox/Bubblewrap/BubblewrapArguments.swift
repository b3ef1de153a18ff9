import RoostAgentProtocol

/// The command line by which bubblewrap builds a sandbox around the agent. Pure.
///
/// Nothing here needs bubblewrap to be newer than 0.5 (2021), and all of it is allowed when it runs as root for an ordinary user.
/// Sizes of temporary file systems are not, which is why those places are directories.
struct BubblewrapArguments: Equatable, Sendable {
  /// A directory or file of the host, and where it appears.
  struct Bind: Equatable, Sendable {
    var source: String
    var target: String
    var isReadOnly: Bool
  }

  /// About the machine, not about the sandbox. Those that are there are hidden.
  static let maskedFiles = [
    "/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/proc/latency_stats", "/proc/kmsg", "/proc/interrupts",
  ]
  static let maskedDirectories = ["/proc/scsi", "/proc/acpi", "/proc/asound", "/proc/sysvipc"]

  var program: String
  var hostname: String
  /// A directory that everything else is mounted in; shown read-only.
  var root: String
  /// In this order.
  var binds: [Bind]
  /// Of ``maskedFiles`` and ``maskedDirectories``, what this machine has.
  var masked: [String]

  var all: [String] {
    [program] + namespaces + ["--ro-bind", root, "/"] + system + binds.flatMap(BubblewrapArguments.words)
      + ["--remount-ro", "/dev", "--chdir", "/", "--"] + BootHandover.command
  }

  /// A user namespace is made by bubblewrap itself where it has to, and is left out where it runs as root.
  private var namespaces: [String] {
    [
      "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--as-pid-1", "--new-session",
      "--cap-drop", "ALL", "--hostname", hostname,
    ]
  }

  private var system: [String] {
    var words = ["--proc", "/proc", "--dev", "/dev"]
    for path in masked {
      let isDirectory = BubblewrapArguments.maskedDirectories.contains(path)
      words += isDirectory ? ["--tmpfs", path, "--remount-ro", path] : ["--ro-bind", "/dev/null", path]
    }
    return words
  }

  private static func words(_ bind: Bind) -> [String] {
    [bind.isReadOnly ? "--ro-bind" : "--bind", bind.source, bind.target]
  }
}
