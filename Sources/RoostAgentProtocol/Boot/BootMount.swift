/// A directory or file of the host that appears inside.
package struct BootMount: Equatable, Sendable {
  /// Never followed through a symbolic link.
  package var source: String
  /// Absolute; made when missing. Refused when a part of it is a symbolic link.
  package var target: String
  package var isReadOnly: Bool
  /// Whose files the processes' own are on the host, and the other way round. Not available in rootless mode.
  package var owner: BootOwner?

  package init(source: String, target: String, isReadOnly: Bool) {
    self.source = source
    self.target = target
    self.isReadOnly = isReadOnly
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(source)
    writer.put(target)
    writer.put(isReadOnly)
    writer.put(optional: owner) { $1.encode(into: &$0) }
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    source = try reader.text()
    target = try reader.text()
    isReadOnly = try reader.flag()
    owner = try reader.optional { reader throws(DecodingFailure) in try BootOwner(from: &reader) }
  }
}
