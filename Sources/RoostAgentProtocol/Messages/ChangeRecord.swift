/// Something that happened to a file that is watched.
package struct ChangeRecord: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// It came, or it was found in a directory that came: so it may be told twice.
    case created = 1
    case changed = 2
    /// It went. A directory stands for all that was in it.
    case removed = 3
    /// More happened than could be told. Without a path.
    case overflow = 4
  }

  package var kind: Kind
  /// Absolute, below the path that was asked for.
  package var path: String

  package init(_ kind: Kind, _ path: String = "") {
    self.kind = kind
    self.path = path
  }

  /// Of an encoded record, in bytes: what counts as credit.
  package var length: Int { path.utf8.count + 5 }

  func encode(into writer: inout ByteWriter) {
    writer.put(kind.rawValue)
    writer.put(path)
  }

  init(from reader: inout ByteReader) throws(DecodingFailure) {
    guard let kind = Kind(rawValue: try reader.integer()) else { throw .invalidValue }
    self.kind = kind
    path = try reader.text()
  }
}
