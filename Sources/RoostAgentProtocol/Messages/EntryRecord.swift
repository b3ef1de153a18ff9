/// Something in a directory inside.
package struct EntryRecord: Equatable, Sendable {
  package enum Kind: UInt8, Equatable, Sendable { case other, file, directory, link }

  package var name: String
  package var kind: Kind
  /// Bytes of a file's content.
  package var size: UInt64
  /// Permission bits.
  package var mode: UInt16
  /// Nanoseconds since 1970.
  package var modified: Int64

  package init(name: String, kind: Kind, size: UInt64, mode: UInt16, modified: Int64) {
    self.name = name
    self.kind = kind
    self.size = size
    self.mode = mode
    self.modified = modified
  }

  func encode(into writer: inout ByteWriter) {
    writer.put(name)
    writer.put(kind.rawValue)
    writer.put(size)
    writer.put(mode)
    writer.put(modified)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    name = try reader.text()
    guard let kind = Kind(rawValue: try reader.integer()) else { throw .invalidValue }
    self.kind = kind
    size = try reader.integer()
    mode = try reader.integer()
    modified = try reader.integer()
  }
}
