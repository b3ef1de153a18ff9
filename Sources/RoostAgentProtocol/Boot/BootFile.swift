/// A file laid over the stack, owned by root: `/etc/resolv.conf`, `/etc/hosts`, `/etc/passwd` ...
package struct BootFile: Equatable, Sendable {
  /// Absolute; no part of it but the last may be a symbolic link in the stack.
  package var path: String
  package var mode: UInt16
  package var bytes: [UInt8]

  package init(path: String, mode: UInt16 = 0o644, bytes: [UInt8]) {
    self.path = path
    self.mode = mode
    self.bytes = bytes
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(path)
    writer.put(mode)
    writer.put(bytes)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    path = try reader.text()
    mode = try reader.integer()
    bytes = try reader.content()
  }
}
