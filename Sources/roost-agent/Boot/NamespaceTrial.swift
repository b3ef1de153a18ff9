import CRoost
import Glibc
import RoostAgentProtocol

/// `roost-agent namespaces`: whether this user may make a user namespace, and mount in it. Tried, because what forbids it is
/// not always a setting that can be read.
enum NamespaceTrial {
  /// 0 when it may; otherwise the reason is on standard error.
  static func run() -> Int32 {
    do throws(BootFailure) {
      try attempt()
      return 0
    } catch {
      LastWords.say("\(error.message): \(SystemFailure(error.errno).text)")
      return 1
    }
  }

  private static func attempt() throws(BootFailure) {
    var ends: [Int32] = [-1, -1]
    try BootFailure.check(.agent, "making a pipe", roost_pipe(&ends))
    let (reading, writing) = (Descriptor(ends[0]), Descriptor(ends[1]))
    let pid = try BootFailure.check(.namespaces, "making a user namespace", roost_clone_sandbox(true, -1))
    if pid == 0 {
      writing.close()
      exit(mountOnceMapped(reading))
    }
    reading.close()
    do throws(BootFailure) {
      try IdentityMap(user: getuid(), group: getgid()).write(for: pid)
    } catch {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
      throw error
    }
    writing.close()
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    if status != 0 { throw BootFailure(stage: .root, errno: status >> 8 & 0xff, message: "mounting in a user namespace") }
  }

  /// Returns 0 or the errno.
  private static func mountOnceMapped(_ reading: Descriptor) -> Int32 {
    // The end of the pipe says that the maps are written.
    _ = try? reading.read(1)
    let result = roost_mounts_private()
    return -(result < 0 ? result : roost_mount_new("tmpfs", "/proc", "size=4k", true, true))
  }
}
