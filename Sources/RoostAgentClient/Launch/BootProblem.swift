import Glibc
package import RoostAgentProtocol
package import RoostModel
import RoostSystem
package import SystemPackage

/// Why an environment did not come up, as its user sees it.
package enum BootProblem {
  package static func of(_ failure: BootFailure) -> Problem {
    let cause = failure.errno == 0 ? failure.message : "\(failure.message): \(Errno(rawValue: failure.errno))"
    if failure.errno == ENOSPC {
      return Problem(
        .diskFull, "no room to start an environment", hint: "free some space: df -h; roost runtime list", cause: cause)
    }
    return Problem(
      .environmentBootFailed, "the environment could not be built (\(failure.stage))", hint: hint(failure), cause: cause)
  }

  /// Of a program that builds sandboxes, which says why in `log`.
  static func of(_ failure: BootFailure, log: FilePath) -> Problem {
    var problem = of(failure)
    let said = ((try? KernelFile.text(of: log)) ?? "").split(whereSeparator: \.isNewline).suffix(5)
    problem.cause = ([problem.cause].compactMap { $0 } + said.map(String.init)).joined(separator: "\n")
    return problem
  }

  private static func hint(_ failure: BootFailure) -> String {
    switch failure.stage {
    case .namespaces, .identity:
      "run `sudo roost serve`, or allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1 "
        + "kernel.apparmor_restrict_unprivileged_userns=0, or let bubblewrap do it: apt-get install -y bubblewrap"
    case .builder: "see who builds sandboxes here, and what it lacks: roost strategy list; roost doctor"
    case .limits: "look at the control groups: mount | grep cgroup; roost doctor"
    case .network: "look at the network interfaces: ip link; roost doctor"
    case .stack: "look whether every layer is there, and install it again: roost runtime list"
    case .mounts: "look whether the mounted directories exist and hold no symbolic links in their paths"
    case .seccomp, .landlock: "this kernel lacks a protection; see what: roost doctor"
    default: "see what this machine lacks: roost doctor"
    }
  }

  package static func silent(log: FilePath) -> Problem {
    let said = (try? KernelFile.text(of: log)) ?? ""
    return Problem(
      .environmentBootFailed, "the agent ended without a word about why", hint: "see what this machine lacks: roost doctor",
      cause: said.isEmpty ? nil : String(said.suffix(2000)))
  }

  package static func late(_ limit: Duration) -> Problem {
    Problem(
      .timeout, "the environment was not up after \(limit.components.seconds) seconds",
      hint: "the machine may be overloaded: uptime")
  }

  static func cannotStart(_ executable: FilePath, errno: Int32) -> Problem {
    Problem(
      .environmentBootFailed, "cannot start the agent \(executable)",
      hint: "look whether it is there and executable: ls -l \(executable)",
      cause: "\(Errno(rawValue: errno))")
  }
}
