import RoostAgentProtocol
import Testing

@testable import RoostSandbox

/// What bubblewrap is told.
struct BubblewrapArgumentsTests {
  private let arguments = BubblewrapArguments(
    program: "/usr/bin/bwrap", hostname: "roost-1", root: "/home/a b/root",
    binds: [
      .init(source: "/home/tmp", target: "/tmp", isReadOnly: false),
      .init(source: "/srv/$(x)", target: "/data", isReadOnly: true),
    ],
    masked: ["/proc/keys", "/proc/acpi"])

  @Test func isOneWordEach() {
    #expect(
      arguments.all == [
        "/usr/bin/bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try",
        "--as-pid-1",
        "--new-session", "--cap-drop", "ALL", "--hostname", "roost-1", "--ro-bind", "/home/a b/root", "/", "--proc", "/proc",
        "--dev", "/dev", "--ro-bind", "/dev/null", "/proc/keys", "--tmpfs", "/proc/acpi", "--remount-ro", "/proc/acpi", "--bind",
        "/home/tmp", "/tmp", "--ro-bind", "/srv/$(x)", "/data", "--remount-ro", "/dev", "--chdir", "/", "--",
        "/proc/self/fd/25", "inside",
      ])
  }

  /// As root for an ordinary user it refuses sizes and capabilities, and fails with a user namespace where there may be none. The agent
  /// outlives the process that starts it.
  @Test func asksForNothingThatItRefuses() {
    let refused = ["--size", "--unshare-user", "--unshare-all", "--cap-add", "--die-with-parent", "--overlay", "--share-net"]
    #expect(arguments.all.filter(refused.contains) == [])
  }
}
