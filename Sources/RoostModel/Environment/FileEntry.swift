/// Something in a directory of an environment.
package struct FileEntry: Sendable, Codable, Equatable {
  package enum Kind: String, Sendable, Codable, CaseIterable { case file, directory, link, other }

  package var name: String
  package var kind: Kind
  /// Bytes of a file's content.
  package var size: UInt64
  /// Permission bits.
  package var mode: UInt16
  /// Seconds since 1970.
  package var modified: Double

  package init(name: String, kind: Kind, size: UInt64, mode: UInt16, modified: Double) {
    self.name = name
    self.kind = kind
    self.size = size
    self.mode = mode
    self.modified = modified
  }
}
