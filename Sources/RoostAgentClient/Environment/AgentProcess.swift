import Glibc
import RoostSystem
import SystemPackage

/// A process that carries an agent on this machine, so that a number the kernel gave to another process since is not mistaken for it.
package struct AgentProcess: Codable, Sendable, Hashable {
  package private(set) var pid: Int32
  /// Clock ticks since the machine started, field 22 of proc_pid_stat(5).
  var startedAt: UInt64
  /// Of the machine's present run.
  var machineRun: String

  /// Nil when there is no such process.
  package init?(pid: Int32) {
    guard let startedAt = AgentProcess.startTime(of: pid), let machineRun = AgentProcess.currentRun else { return nil }
    self.pid = pid
    self.startedAt = startedAt
    self.machineRun = machineRun
  }

  /// The first process of a sandbox among processes of the host.
  package static func first(among processes: [Int32]) -> AgentProcess? {
    processes.first { HostProcess.innermostNumber(of: $0) == 1 }.flatMap { AgentProcess(pid: $0) }
  }

  package var isAlive: Bool {
    AgentProcess.startTime(of: pid) == startedAt && AgentProcess.currentRun == machineRun
  }

  /// How long ago it started; nil when that was before the machine did.
  package var age: Duration? {
    guard AgentProcess.currentRun == machineRun else { return nil }
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    let started = Duration.seconds(Double(startedAt) / Double(sysconf(Int32(_SC_CLK_TCK))))
    return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec) - started
  }

  /// Ends it, and with the first process of a sandbox all others in it; nothing when it is gone already.
  package func kill() {
    if isAlive { Glibc.kill(pid, SIGKILL) }
  }

  /// False when it still lives after `limit`.
  @discardableResult
  package func waitForEnd(within limit: Duration) async -> Bool {
    let deadline = ContinuousClock.now.advanced(by: limit)
    var pause = Duration.microseconds(100)
    while isAlive {
      guard ContinuousClock.now < deadline else { return false }
      await SteadyPause.wait(pause)
      pause = min(pause * 3 / 2, .milliseconds(20))
    }
    return true
  }

  private static let currentRun: String? = {
    guard let text = try? KernelFile.text(of: "/proc/sys/kernel/random/boot_id") else { return nil }
    return String(text.prefix { !$0.isWhitespace })
  }()

  /// Nil for a process that has ended, also when nobody collected it yet.
  private static func startTime(of pid: Int32) -> UInt64? {
    guard let text = try? KernelFile.text(of: FilePath("/proc/\(pid)/stat")) else { return nil }
    // The second field is the program's name in parentheses, and may hold anything.
    guard let close = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return UInt64(fields[19])
  }
}
