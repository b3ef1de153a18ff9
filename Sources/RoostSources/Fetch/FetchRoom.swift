import RoostModel
import RoostSystem
import SystemPackage

/// A directory in which one source is fetched, removed with what it holds.
struct FetchRoom: Sendable {
  let root: FilePath
  /// What becomes the project.
  var tree: FilePath { root.appending("tree") }

  static func make(in parent: FilePath) async throws(Problem) -> FetchRoom {
    let room = FetchRoom(root: parent.appending(UploadID().text))
    try await BlockingWork.run { () throws(Problem) in
      try DirectoryCreation.ensure(room.root, mode: 0o700)
      try DirectoryCreation.ensure(room.tree, mode: 0o700)
    }
    return room
  }

  func remove() async {
    // What is left goes with the next start of the daemon.
    try? await DirectoryRemoval.remove(root)
  }
}
