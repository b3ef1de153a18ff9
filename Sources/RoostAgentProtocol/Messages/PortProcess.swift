/// The process that listens on a port, as it was when the port opened.
package struct PortProcess: Hashable, Sendable {
  /// As seen inside.
  package var pid: Int32
  /// Its name as the kernel keeps it: at most 15 bytes, chosen by the process itself.
  package var command: String

  package init(pid: Int32, command: String) {
    self.pid = pid
    self.command = command
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(pid)
    writer.put(command)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    pid = try reader.integer()
    command = try reader.text()
  }
}
