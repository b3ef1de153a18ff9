import Glibc
package import RoostModel
package import SystemPackage

/// Replaces a file so that a reader, or a machine that lost its power, sees the old or the new contents, whole.
package enum AtomicFile {
  /// Writes beside `path`, syncs, renames over it, syncs the directory. Blocking; meant for small files.
  package static func write(_ bytes: [UInt8], to path: FilePath, mode: UInt32 = 0o644) throws(Problem) {
    let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporary = FilePath(path.string + ".\(suffix).new")
    let file = open(temporary.string, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw Problem.lastSystemCall("create \(temporary)") }
    do throws(Problem) {
      defer { close(file) }
      try writeAll(bytes, to: file, path: temporary)
      guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw Problem.lastSystemCall("write \(temporary)") }
    } catch {
      unlink(temporary.string)
      throw error
    }
    guard rename(temporary.string, path.string) == 0 else {
      let problem = Problem.lastSystemCall("rename \(temporary) to \(path)")
      unlink(temporary.string)
      throw problem
    }
    try syncDirectory(path.removingLastComponent())
  }

  /// Makes renames and removals in a directory survive a power cut.
  package static func syncDirectory(_ path: FilePath) throws(Problem) {
    let directory = open(path.isEmpty ? "." : path.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw Problem.lastSystemCall("open \(path)") }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw Problem.lastSystemCall("sync \(path)") }
  }

  /// Writes everything to an open file, however many calls it takes.
  package static func writeAll(_ bytes: [UInt8], to file: Int32, path: FilePath) throws(Problem) {
    var written = 0
    while written < bytes.count {
      let count = retryingInterrupts {
        bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
      }
      guard count >= 0 else { throw Problem.lastSystemCall("write \(path)") }
      written += count
    }
  }
}
