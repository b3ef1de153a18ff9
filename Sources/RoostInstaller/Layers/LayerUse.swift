import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// The claim of somebody who uses a layer's files: a lock on its record, shared among users.
///
/// The agent of every sandbox holds one for each layer below its root, so it ends with the last process inside. The lock is
/// the file's, so it goes with a layer that is renamed.
package struct LayerUse: Sendable {
  private let file: OwnedDescriptor

  /// For a user. `nil` when the layer is gone or being deleted. Blocking for a moment.
  package static func shared(_ layer: FilePath) throws(Problem) -> LayerUse? {
    guard let file = try openRecord(of: layer), flock(file.number, LOCK_SH | LOCK_NB) == 0 else { return nil }
    return LayerUse(file: file)
  }

  /// For whoever deletes it; `nil` while somebody uses it.
  static func exclusive(_ layer: FilePath) throws(Problem) -> LayerUse? {
    // Without its record nobody can have claimed it: the rest of a deletion that was killed.
    var found = try openRecord(of: layer)
    if found == nil { found = try openDirectory(layer) }
    guard let file = found else { return nil }
    return flock(file.number, LOCK_EX | LOCK_NB) == 0 ? LayerUse(file: file) : nil
  }

  private static func openRecord(of layer: FilePath) throws(Problem) -> OwnedDescriptor? {
    try descriptor(layer.appending(LayerRecord.fileName), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
  }

  private static func openDirectory(_ layer: FilePath) throws(Problem) -> OwnedDescriptor? {
    try descriptor(layer, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  private static func descriptor(_ path: FilePath, _ flags: Int32) throws(Problem) -> OwnedDescriptor? {
    let number = open(path.string, flags)
    guard number >= 0 else {
      if errno == ENOENT { return nil }
      throw Problem.lastSystemCall("open \(path)")
    }
    return OwnedDescriptor(owning: number)
  }
}
