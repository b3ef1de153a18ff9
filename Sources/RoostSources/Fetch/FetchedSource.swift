package import RoostModel
package import SystemPackage

/// Code in a directory of this machine, and where it came from.
package struct FetchedSource: Sendable {
  package let directory: FilePath
  package var record: SourceRecord
  /// For an app that was given none; `nil` is the directory's own.
  package let name: String?
  /// Of a directory of the user's: any other is refused.
  package let identity: DirectoryIdentity?
  private let room: FetchRoom?

  init(directory: FilePath, room: FetchRoom, record: SourceRecord, name: String?) {
    self.directory = directory
    self.room = room
    self.record = record
    self.name = name
    identity = nil
  }

  /// A directory as it is.
  package init(directory: FilePath, identity: DirectoryIdentity? = nil) {
    self.directory = directory
    self.identity = identity
    room = nil
    record = SourceRecord(kind: .directory, place: directory.string)
    name = nil
  }

  /// Removes what was fetched. A directory of the user's stays.
  package func discard() async { await room?.remove() }
}
