package import RoostModel

/// What a ``TreeCopy`` leaves out, allows and sets.
package struct TreeCopyOptions: Sendable, Equatable {
  /// Names of entries that are left out, at any depth.
  package var excludedNames: Set<String> = []
  /// Names of entries that are left out where a certain other file stands beside them.
  package var excludedBeside: [String: String] = [:]
  package var byteLimit = ByteCount.megabytes(2_000)
  package var entryLimit = 200_000
  /// Host user and group of the copies; `nil` leaves them to this process's own. Needs root.
  package var owner: UInt32?

  package init() {}

  /// What is left out of a directory with these entries.
  func excluded(among entries: [DirectoryEntry]) -> Set<String> {
    guard !excludedBeside.isEmpty else { return excludedNames }
    let names = Set(entries.map(\.text))
    return excludedNames.union(excludedBeside.filter { names.contains($0.value) }.keys)
  }
}

/// What was copied.
package struct TreeCopyReport: Sendable, Equatable {
  package var bytes: ByteCount
  package var entries: Int
  /// SHA-256 of names, modes, bytes and the targets of links.
  package var digest: String

  package init(bytes: ByteCount = ByteCount(0), entries: Int = 0, digest: String = "") {
    self.bytes = bytes
    self.entries = entries
    self.digest = digest
  }
}
