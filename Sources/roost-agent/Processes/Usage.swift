import Glibc
import RoostAgentProtocol

/// Adds up what processes use.
enum Usage {
  static func of(_ inhabitants: Inhabitants, memoryKills: UInt64) -> AgentStatistics {
    var statistics = AgentStatistics(
      cpuMicroseconds: ofCollected(), memory: 0, processes: 0, memoryKills: memoryKills)
    let tick = UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
    let page = UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))
    for pid in inhabitants.pids {
      guard let status = ProcessStatus(pid: "\(pid)") else { continue }
      statistics.processes += 1
      statistics.cpuMicroseconds += status.ticks * 1_000_000 / tick
      statistics.memory += status.pages * page
    }
    return statistics
  }

  /// Of children that have ended, and of theirs that they waited for.
  private static func ofCollected() -> UInt64 {
    var usage = rusage()
    guard getrusage(__rusage_who_t(truncatingIfNeeded: RUSAGE_CHILDREN.rawValue), &usage) == 0 else { return 0 }
    return microseconds(usage.ru_utime) + microseconds(usage.ru_stime)
  }

  private static func microseconds(_ time: timeval) -> UInt64 { UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_usec) }
}
