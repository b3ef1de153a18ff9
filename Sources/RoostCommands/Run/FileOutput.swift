import Glibc
import RoostModel
import Synchronization

/// Something written for its user alone: a file, which has its name only when it is whole, or standard output.
final class FileOutput: Sendable {
  /// For messages: `the export`.
  private let what: String
  private let path: String?
  private let part: String
  private let descriptor: Int32
  private let isDone = Mutex(false)

  /// `nil` is standard output, which must not be a terminal.
  static func export(_ path: String?) throws(Problem) -> FileOutput {
    guard path != nil || isatty(STDOUT_FILENO) == 0 else {
      throw Problem(
        .usageInvalid, "an export is no text, and standard output is a terminal",
        hint: "name a file: roost export APP -o app.roost; or send it on: roost export APP > app.roost")
    }
    return try FileOutput("the export", at: path)
  }

  init(_ what: String, at path: String?) throws(Problem) {
    self.what = what
    self.path = path
    guard let path else {
      part = ""
      descriptor = STDOUT_FILENO
      return
    }
    part = "\(path).\(getpid()).part"
    descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        .usageInvalid, "\(path.debugDescription) cannot be written", hint: "name a file in a directory of yours",
        cause: String(cString: strerror(errno)))
    }
  }

  var isStandardOutput: Bool { path == nil }

  func write(_ bytes: [UInt8]) throws(Problem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest.removeFirst(count)
      } else if errno != EINTR {
        throw failure(errno)
      }
    }
  }

  /// It is on the disk and has its name.
  func finish() throws(Problem) {
    guard let path else { return }
    guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw failure(errno) }
    isDone.withLock { $0 = true }
    close(descriptor)
  }

  /// Leaves nothing of what is not whole.
  func abandon() {
    guard path != nil, !isDone.withLock({ $0 }) else { return }
    unlink(part)
  }

  private func failure(_ number: Int32) -> Problem {
    let what = "\(what) cannot be written to \(path ?? "standard output")"
    guard number == ENOSPC || number == EDQUOT else {
      return Problem(.internal, what, hint: "look at where it goes", cause: String(cString: strerror(number)))
    }
    return Problem(.diskFull, what, hint: "free some space, or write it elsewhere: df -h")
  }
}
