package import RoostModel

/// One file of a control group and what has to be written into it.
package struct LimitSetting: Equatable, Sendable {
  package var file: String
  package var value: String
  /// The kernel may have been built or started without this file; the limit holds without it.
  package var isOptional = false
}

extension ResourceLimits {
  /// Length of the interval over which CPU time is shared out, in microseconds.
  private static let period = 100_000

  /// Nothing when no limit of that kind was asked for.
  package func settings(of controller: CgroupController, unified: Bool) -> [LimitSetting] {
    switch controller {
    case .memory: memory.map { ResourceLimits.memorySettings($0.bytes, unified) } ?? []
    case .cpu: cpus.map { ResourceLimits.cpuSettings($0, unified) } ?? []
    // The agent counts as a process of its group, but the user did not ask for it.
    case .pids: processes.map { [LimitSetting(file: "pids.max", value: "\($0 + 1)")] } ?? []
    }
  }

  private static func memorySettings(_ bytes: UInt64, _ unified: Bool) -> [LimitSetting] {
    unified
      ? [
        LimitSetting(file: "memory.max", value: "\(bytes)"),
        LimitSetting(file: "memory.swap.max", value: "0", isOptional: true),
      ]
      : [
        LimitSetting(file: "memory.limit_in_bytes", value: "\(bytes)"),
        LimitSetting(file: "memory.memsw.limit_in_bytes", value: "\(bytes)", isOptional: true),
      ]
  }

  private static func cpuSettings(_ cpus: Double, _ unified: Bool) -> [LimitSetting] {
    let quota = Int((cpus * Double(period)).rounded())
    return unified
      ? [LimitSetting(file: "cpu.max", value: "\(quota) \(period)")]
      : [
        LimitSetting(file: "cpu.cfs_period_us", value: "\(period)"),
        LimitSetting(file: "cpu.cfs_quota_us", value: "\(quota)"),
      ]
  }

  /// Refuses what no kernel accepts, before anything is made.
  package func check() throws(Problem) {
    if let memory, memory < .mebibytes(4) || memory.bytes > UInt64(Int64.max) {
      throw refused("\(memory) of memory", "ask for at least 4 MB")
    }
    if let cpus, !(cpus >= 0.01 && cpus <= 10_000) { throw refused("\(cpus) CPUs", "ask for 0.01 or more") }
    if let processes, !(1...4_000_000).contains(processes) { throw refused("\(processes) processes", "ask for 1 or more") }
    if let seconds, !(1...315_360_000).contains(seconds) { throw refused("\(seconds) seconds", "ask for 1 or more") }
  }

  private func refused(_ what: String, _ advice: String) -> Problem {
    Problem(.usageInvalid, "a limit of \(what) makes no sense", hint: "\(advice), in the `limits` of roost.yml or its option")
  }
}
