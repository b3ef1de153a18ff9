import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Held while the process of a transaction lives. Its file is removed with the transaction's end, so that only those of
/// running and of killed transactions are there.
final class TransactionLock: Sendable {
  private let path: FilePath
  private let file: OwnedDescriptor

  private init(path: FilePath, file: OwnedDescriptor) {
    self.path = path
    self.file = file
  }

  /// Makes the file. Only while the journal's own lock is held.
  static func create(_ path: FilePath) throws(Problem) -> TransactionLock {
    let number = open(path.string, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw Problem.lastSystemCall("make \(path)") }
    let lock = TransactionLock(path: path, file: OwnedDescriptor(owning: number))
    guard flock(number, LOCK_EX) == 0 else { throw Problem.lastSystemCall("lock \(path)") }
    return lock
  }

  /// The lock of a transaction whose process is gone; `nil` when it is at work, or ended in order.
  static func ofDead(_ path: FilePath) throws(Problem) -> TransactionLock? {
    let number = open(path.string, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOENT { return nil }
      throw Problem.lastSystemCall("open \(path)")
    }
    let file = OwnedDescriptor(owning: number)
    var status = stat()
    guard flock(number, LOCK_EX | LOCK_NB) == 0, fstat(number, &status) == 0, status.st_nlink > 0 else { return nil }
    return TransactionLock(path: path, file: file)
  }

  /// Whether a process works on the transaction. Asks without getting in anybody's way for longer than a moment.
  static func isHeld(_ path: FilePath) -> Bool {
    let number = open(path.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { return false }
    let file = OwnedDescriptor(owning: number)
    return flock(file.number, LOCK_SH | LOCK_NB) != 0
  }

  /// The transaction has ended: nothing is left to be repaired.
  func remove() throws(Problem) {
    guard unlink(path.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("remove \(path)") }
    flock(file.number, LOCK_UN)
  }
}
