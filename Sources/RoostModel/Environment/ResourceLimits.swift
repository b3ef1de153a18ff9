/// What an environment may use in total. `nil` means no limit. A limit that cannot be kept refuses the boot.
package struct ResourceLimits: Codable, Sendable, Equatable {
  package var memory: ByteCount?
  /// CPU time per second of real time: 0.5 is half a core.
  package var cpus: Double?
  /// Processes and threads.
  package var processes: Int?
  /// What may be written over the stack.
  package var disk: ByteCount?
  /// Files, sockets and pipes that one process may have open.
  package var openFiles: Int?
  /// Seconds from the boot on, after which the environment ends with everything in it: SIGTERM, and SIGKILL five seconds later.
  /// Kept by its agent, whether a daemon runs or not. While it is paused its time goes on, and it ends when it is resumed.
  package var seconds: Int?

  package init(
    memory: ByteCount? = nil, cpus: Double? = nil, processes: Int? = nil, disk: ByteCount? = nil, seconds: Int? = nil,
    openFiles: Int? = nil
  ) {
    self.memory = memory
    self.cpus = cpus
    self.processes = processes
    self.disk = disk
    self.seconds = seconds
    self.openFiles = openFiles
  }

  /// What ``seconds`` may be: thirty years, which are as good as no limit.
  package static let sensibleSeconds = 1...1_000_000_000

  /// ``seconds`` as an agent is told them.
  package var milliseconds: UInt64? {
    seconds.map { UInt64(max(0, min($0, ResourceLimits.sensibleSeconds.upperBound))) * 1000 }
  }
}
