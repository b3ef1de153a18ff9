import RoostModel
import SystemPackage

extension LimitsDriver {
  /// Says which limit cannot be kept here and what would change that.
  static func refusal(_ controllers: [CgroupController], _ errno: Errno?) -> Problem {
    let names = controllers.map(\.limitName).joined(separator: " and ")
    let message = "this machine cannot keep a limit of \(names)"
    let hint =
      switch errno {
      case nil:
        "leave `limits` out of roost.yml, or start the kernel with its controllers: "
          + "cat /sys/fs/cgroup/cgroup.controllers; for memory on Debian add cgroup_enable=memory to the kernel's command line"
      case .permissionDenied, .notPermitted, .readOnlyFileSystem:
        "run `sudo roost serve`, or let systemd delegate the controllers: systemd-run --user --scope -p Delegate=yes roost serve"
      case .resourceBusy:
        "start the daemon in a group of its own: systemd-run -p Delegate=yes roost serve"
      default: "look at the control groups: mount | grep cgroup; roost doctor"
      }
    return Problem(.limitUnsupported, message, hint: hint, cause: errno.map { "control groups: \($0)" })
  }
}

extension CgroupController {
  fileprivate var limitName: String {
    switch self {
    case .memory: "memory"
    case .cpu: "CPU time"
    case .pids: "processes"
    }
  }
}
