import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// A new file that is filled piece by piece. Blocking.
struct FetchedFile: Sendable {
  private let path: FilePath
  private let file: OwnedDescriptor

  init(_ path: FilePath, mode: UInt32 = 0o600) throws(Problem) {
    let number = open(path.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard number >= 0 else { throw Problem.lastSystemCall("make \(path)") }
    self.path = path
    file = OwnedDescriptor(owning: number)
  }

  func append(_ bytes: [UInt8]) throws(Problem) { try AtomicFile.writeAll(bytes, to: file.number, path: path) }

  func give(to user: UInt32) throws(Problem) {
    guard fchown(file.number, user, user) == 0 else { throw Problem.lastSystemCall("change the owner of \(path)") }
  }
}
