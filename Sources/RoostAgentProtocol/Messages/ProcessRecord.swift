/// A process that the agent remembers.
package struct ProcessRecord: Equatable, Sendable {
  package var process: UInt32
  /// As seen inside; meaningless once `exit` is set.
  package var pid: Int32
  /// Where its output ends so far.
  package var outputEnd: UInt64
  package var exit: ExitRecord?

  package init(process: UInt32, pid: Int32, outputEnd: UInt64, exit: ExitRecord? = nil) {
    self.process = process
    self.pid = pid
    self.outputEnd = outputEnd
    self.exit = exit
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(process)
    writer.put(pid)
    writer.put(outputEnd)
    writer.put(optional: exit) { $1.encode(into: &$0) }
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    process = try reader.integer()
    pid = try reader.integer()
    outputEnd = try reader.integer()
    exit = try reader.optional { reader throws(DecodingFailure) in try ExitRecord(from: &reader) }
  }
}
