/// The control groups that an agent enters before it does anything else. The daemon has made and set them.
package struct BootLimits: Equatable, Sendable {
  /// A cgroup2 directory to be born in.
  package var unifiedGroup: String?
  /// `tasks` files of version 1 hierarchies.
  package var taskLists: [String] = []
  /// A file with a line `oom_kill <count>`: `memory.events` of version 2, `memory.oom_control` of version 1.
  package var memoryEvents: String?
  /// Open files of a process; 0 keeps what the agent was started with.
  package var openFiles: UInt32 = 0
  /// Largest size of `/tmp`, which lives in memory and counts towards its limit.
  package var temporaryMegabytes: UInt32 = 256

  package init() {}

  func encode(into writer: inout ByteWriter) {
    writer.put(optional: unifiedGroup) { $0.put($1) }
    writer.put(each: taskLists) { $0.put($1) }
    writer.put(optional: memoryEvents) { $0.put($1) }
    writer.put(openFiles)
    writer.put(temporaryMegabytes)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    unifiedGroup = try reader.optional { reader throws(DecodingFailure) in try reader.text() }
    taskLists = try reader.list { reader throws(DecodingFailure) in try reader.text() }
    memoryEvents = try reader.optional { reader throws(DecodingFailure) in try reader.text() }
    openFiles = try reader.integer()
    temporaryMegabytes = try reader.integer()
  }
}
