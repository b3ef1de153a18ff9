import Glibc
import RoostModel
import RoostSystem

/// The machine without what Roost installed on it.
struct MachineSummary: Sendable {
  var system: OperatingSystem
  var cgroup: CgroupSupport
  var packageManagers: [PackageManagerKind]
  var memory: Space
  var processors: Int

  /// Blocking, some small files of the kernel's.
  static func read(searchPath: String) -> MachineSummary {
    let system = OperatingSystem.detect()
    return MachineSummary(
      system: system, cgroup: .detect(), packageManagers: PackageManagers.detect(on: system, searchPath: searchPath),
      memory: Space.memory() ?? Space(total: ByteCount(0), free: ByteCount(0)),
      processors: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  }
}
