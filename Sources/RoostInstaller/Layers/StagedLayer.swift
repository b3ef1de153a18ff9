import Glibc
package import RoostModel
import RoostSystem
package import SystemPackage

/// A layer that is being made, in a directory of its own below `tmp/`, locked while its maker lives.
///
/// ``LayerStore/publish(_:as:)`` renames the whole directory into the store, so a killed maker leaves only what
/// ``LayerStore/sweep()`` removes.
package final class StagedLayer: Sendable {
  package let directory: FilePath
  private let lock: OwnedDescriptor

  /// The tree that becomes the layer.
  package var tree: FilePath { directory.appending("fs") }
  /// For what is needed only while building; never published.
  package var scratch: FilePath { directory.appending("scratch") }

  static let prefix = "install-"

  private init(directory: FilePath, lock: OwnedDescriptor) {
    self.directory = directory
    self.lock = lock
  }

  /// Makes and locks a new one. Blocking.
  static func make(in temporary: FilePath) throws(Problem) -> StagedLayer {
    let name = prefix + String(UInt64.random(in: .min ... .max), radix: 36)
    let directory = temporary.appending(name)
    // A sweep may take the directory between its making and its locking: then it is made once more.
    for _ in 0..<8 {
      try DirectoryCreation.ensure(directory)
      guard let lock = try lock(directory) else { continue }
      let staged = StagedLayer(directory: directory, lock: lock)
      try DirectoryCreation.ensure(staged.tree)
      try DirectoryCreation.ensure(staged.scratch)
      return staged
    }
    throw Problem(.lockHeld, "\(directory) keeps being removed", hint: "only one daemon may use \(temporary): roost doctor")
  }

  /// The lock of a directory nobody works in; `nil` when it is taken or the directory is gone.
  static func lock(_ directory: FilePath) throws(Problem) -> OwnedDescriptor? {
    let number = open(directory.string, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { return nil }
      throw Problem.lastSystemCall("open \(directory)")
    }
    let descriptor = OwnedDescriptor(owning: number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else { return nil }
    var status = stat()
    guard fstat(number, &status) == 0, status.st_nlink > 0 else { return nil }
    return descriptor
  }

  /// Waits until everything written to the file system of this directory is on the disk.
  func sync() throws(Problem) { try FileSystemSync.flush(lock.number, of: directory.string) }

  /// Removes what was staged. Harmless after it was published.
  package func discard() async throws(Problem) { try await DirectoryRemoval.remove(directory) }
}
