/// What an environment uses at one moment. `nil` is not known here.
package struct EnvironmentMetrics: Sendable, Codable, Equatable {
  /// Processor time of all its processes since the boot, in seconds.
  package var cpuSeconds: Double?
  package var memory: ByteCount?
  /// The most it ever used.
  package var memoryPeak: ByteCount?
  package var processes: Int?
  /// Processes that were ended because the memory limit was reached.
  package var memoryKills: Int?

  package init(
    cpuSeconds: Double? = nil, memory: ByteCount? = nil, memoryPeak: ByteCount? = nil, processes: Int? = nil,
    memoryKills: Int? = nil
  ) {
    self.cpuSeconds = cpuSeconds
    self.memory = memory
    self.memoryPeak = memoryPeak
    self.processes = processes
    self.memoryKills = memoryKills
  }
}
