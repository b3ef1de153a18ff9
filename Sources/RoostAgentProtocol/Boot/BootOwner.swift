/// Whom a file belongs to on the host.
package struct BootOwner: Equatable, Sendable {
  package var user: UInt32
  package var group: UInt32

  package init(user: UInt32, group: UInt32) {
    self.user = user
    self.group = group
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(user)
    writer.put(group)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    user = try reader.integer()
    group = try reader.integer()
  }
}
