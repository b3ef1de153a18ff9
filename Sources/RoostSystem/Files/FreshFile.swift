import Glibc
package import RoostModel
package import SystemPackage

/// A large file while it is written: without a name, so that a killed writer leaves nothing, until ``publish()`` puts it in the
/// place of what had the name before. Blocking.
package struct FreshFile: ~Copyable {
  private let path: FilePath
  private let file: OwnedDescriptor
  private let mode: UInt32

  // O_TMPFILE, which Glibc's module does not show: the number is the same on all architectures Swift knows.
  private static let unnamed = 0o20000000 | O_DIRECTORY

  /// In the directory of `path`, which must exist on a file system that keeps unnamed files: all of Linux's own do.
  package init(for path: FilePath, mode: UInt32 = 0o644) throws(Problem) {
    let directory = path.removingLastComponent()
    let number = open(directory.isEmpty ? "." : directory.string, FreshFile.unnamed | O_WRONLY | O_CLOEXEC, mode)
    guard number >= 0 else { throw Problem.lastSystemCall("write in \(directory)") }
    file = OwnedDescriptor(owning: number)
    self.path = path
    self.mode = mode
  }

  package borrowing func write(_ bytes: [UInt8]) throws(Problem) { try AtomicFile.writeAll(bytes, to: file.number, path: path) }

  package borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    var written = 0
    while written < bytes.count {
      let count = retryingInterrupts {
        Glibc.write(file.number, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count >= 0 else { throw Problem.lastSystemCall("write \(path)") }
      written += count
    }
  }

  /// Brings it to the disk and gives it its name.
  package borrowing func publish() throws(Problem) {
    guard fchmod(file.number, mode) == 0, fsync(file.number) == 0 else { throw Problem.lastSystemCall("write \(path)") }
    let beside = path.string + ".\(String(UInt64.random(in: .min ... .max), radix: 36)).new"
    guard linkat(AT_FDCWD, "/proc/self/fd/\(file.number)", AT_FDCWD, beside, AT_SYMLINK_FOLLOW) == 0 else {
      throw Problem.lastSystemCall("name \(path)")
    }
    guard rename(beside, path.string) == 0 else {
      let problem = Problem.lastSystemCall("rename to \(path)")
      unlink(beside)
      throw problem
    }
    try AtomicFile.syncDirectory(path.removingLastComponent())
  }
}
