/// A TCP socket that listens inside.
package struct PortRecord: Hashable, Sendable {
  package var port: UInt16
  /// Bound address in network byte order: 4 bytes, or 16 for IPv6.
  package var address: [UInt8]

  package init(port: UInt16, address: [UInt8]) {
    self.port = port
    self.address = address
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(port)
    writer.put(address)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    port = try reader.integer()
    address = try reader.content()
    guard address.count == 4 || address.count == 16 else { throw .invalidValue }
  }
}
