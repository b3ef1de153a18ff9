import Glibc
package import RoostModel
import SystemPackage

/// Stops and continues every process of a version 2 control group, without a signal that they could see.
///
/// Source: "cgroup.freeze" in the kernel's documentation of control group version 2.
package struct CgroupFreezer: Sendable {
  /// A process in an uninterruptible call stops when that returns.
  private static let patience: Duration = .seconds(2)

  private let group: FilePath

  /// `nil` where the environment has no group of version 2, or the kernel (before 5.2) cannot freeze it.
  package init?(_ membership: CgroupMembership) {
    guard let group = membership.unified, KernelFile.exists(group.appending("cgroup.freeze")) else { return nil }
    self.group = group
  }

  /// The same, or the problem that says what is missing.
  package static func required(_ membership: CgroupMembership) throws(Problem) -> CgroupFreezer {
    guard let freezer = CgroupFreezer(membership) else {
      throw Problem(
        .unsupported, "this machine has no control groups of version 2 that could be paused",
        hint: "mount them: mount -t cgroup2 none /sys/fs/cgroup/unified")
    }
    return freezer
  }

  package var isFrozen: Bool {
    (try? KernelFile.text(of: group.appending("cgroup.events")))?.split(separator: "\n").contains("frozen 1") ?? false
  }

  /// Returns when all stand still. After ``ProblemCode/timeout`` none does. Blocking.
  package func freeze() throws(Problem) {
    try write("1")
    do throws(Problem) {
      try waitUntilFrozen()
    } catch {
      try write("0")
      throw error
    }
  }

  /// Blocking, a few microseconds.
  package func thaw() throws(Problem) { try write("0") }

  private func write(_ value: String) throws(Problem) {
    do throws(Errno) {
      try KernelFile.write(value, to: group.appending("cgroup.freeze"))
    } catch {
      throw Problem(
        .environmentState, "the control group \(group) could not be \(value == "1" ? "frozen" : "thawed")",
        hint: "run the daemon as root, or in a group that is its own: systemd-run -p Delegate=yes roost serve", cause: "\(error)")
    }
  }

  /// `cgroup.events` is readable with priority after each change. Of changes that follow one another the kernel tells every
  /// 10 ms only, so in the beginning it is looked at in between.
  private func waitUntilFrozen() throws(Problem) {
    let events = group.appending("cgroup.events")
    let file = open(events.string, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .lastSystemCall("open \(events)") }
    defer { close(file) }
    let deadline = ContinuousClock.now.advanced(by: CgroupFreezer.patience)
    while true {
      // Reading also marks the present state as seen.
      if isFrozen(file) { return }
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { break }
      var wait = pollfd(fd: file, events: Int16(POLLPRI), revents: 0)
      let isNew = CgroupFreezer.patience - left < .milliseconds(20)
      guard poll(&wait, 1, isNew ? 1 : Int32(left / .milliseconds(1)) + 1) >= 0 || errno == EINTR else {
        throw .lastSystemCall("watch \(events)")
      }
    }
    throw Problem(
      .timeout, "not every process of the control group \(group) stands still after \(CgroupFreezer.patience)",
      hint: "look what they wait for: cat \(group)/cgroup.procs | xargs ps -o pid,stat,wchan,cmd -p")
  }

  private func isFrozen(_ file: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = pread(file, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "\n").contains("frozen 1")
  }
}
