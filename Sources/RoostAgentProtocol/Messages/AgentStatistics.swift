/// What the processes of an agent use together.
package struct AgentStatistics: Equatable, Sendable {
  /// Since the boot, of ended ones too.
  package var cpuMicroseconds: UInt64
  /// Bytes that are in memory now; what several share counts for each.
  package var memory: UInt64
  package var processes: UInt32
  /// How many were ended because the memory limit was reached.
  package var memoryKills: UInt64

  package init(cpuMicroseconds: UInt64, memory: UInt64, processes: UInt32, memoryKills: UInt64) {
    self.cpuMicroseconds = cpuMicroseconds
    self.memory = memory
    self.processes = processes
    self.memoryKills = memoryKills
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(cpuMicroseconds)
    writer.put(memory)
    writer.put(processes)
    writer.put(memoryKills)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    cpuMicroseconds = try reader.integer()
    memory = try reader.integer()
    processes = try reader.integer()
    memoryKills = try reader.integer()
  }
}
