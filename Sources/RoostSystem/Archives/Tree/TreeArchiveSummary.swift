/// What an archived tree came to.
package struct TreeArchiveSummary: Sendable, Equatable {
  /// Length of the archive, not compressed.
  package var bytes: UInt64
  package var entries: Int
  /// SHA-256 over names, kinds, modes, links and contents, in hexadecimal.
  package var digest: String
  /// SHA-256 of the archive's own bytes, owners and times included, when that was asked for.
  package var sha256: String?

  package init(bytes: UInt64, entries: Int, digest: String) {
    self.bytes = bytes
    self.entries = entries
    self.digest = digest
  }
}
