/// A TCP socket that listens inside.
package struct PortRecord: Hashable, Sendable {
  package var port: UInt16
  /// Bound address in network byte order: 4 bytes, or 16 for IPv6.
  package var address: [UInt8]
  /// Nil when it could not be told, or by an agent of schema 1.
  package var process: PortProcess?

  package init(port: UInt16, address: [UInt8], process: PortProcess? = nil) {
    self.port = port
    self.address = address
    self.process = process
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(port)
    writer.put(address)
    writer.put(optional: process) { $1.encode(into: &$0) }
  }

  /// The last field of its message, so that what schema 1 did not know can be missing.
  init(from reader: inout ByteReader) throws(DecodingFailure) {
    port = try reader.integer()
    address = try reader.content()
    guard address.count == 4 || address.count == 16 else { throw .invalidValue }
    guard reader.remaining > 0 else { return }
    process = try reader.optional { reader throws(DecodingFailure) in try PortProcess(from: &reader) }
  }
}
