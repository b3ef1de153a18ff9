import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Named pipes through which a program's output leaves its sandbox: they appear inside as files of a mounted directory, so
/// nothing is kept on the way, nothing is lost, and a slow reader slows the program down.
struct ProgramPipes: Sendable {
  /// Where the directory appears inside.
  static let target = "/.roost-io"
  let directory: FilePath
  /// Standard error goes where standard output goes, in the same order.
  let isOneStream: Bool

  /// In a new directory below `place`, for a user inside.
  static func make(in place: FilePath, user: UInt32) throws(Problem) -> ProgramPipes {
    let pipes = ProgramPipes(directory: place.appending("io"), isOneStream: isSameFile(STDOUT_FILENO, STDERR_FILENO))
    try DirectoryCreation.ensure(pipes.directory, mode: 0o711)
    for name in pipes.names {
      let path = pipes.directory.appending(name).string
      guard mkfifo(path, 0o600) == 0, chown(path, user, user) == 0 || geteuid() != 0 else {
        throw Problem.lastSystemCall("make the pipe \(path)")
      }
    }
    return pipes
  }

  private var names: [String] { isOneStream ? ["out"] : ["out", "err"] }

  var mount: BindMount { BindMount(source: directory.string, target: ProgramPipes.target, readOnly: false) }

  /// The program, with its output led into the pipes. `exec` leaves nothing between us and it.
  func process(_ command: [String]) -> ProcessSpec {
    let errors = isOneStream ? "2>&1" : "2>\(ProgramPipes.target)/err"
    return ProcessSpec("/bin/sh", ["-c", "exec \"$@\" >\(ProgramPipes.target)/out \(errors)", "sh"] + command)
  }

  /// Open from before the program starts: opened for reading and writing, a pipe has no end before we close it.
  func relays() throws(Problem) -> [StreamRelay] {
    var relays: [StreamRelay] = []
    for (name, target) in zip(names, [STDOUT_FILENO, STDERR_FILENO]) {
      let path = directory.appending(name).string
      let source = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
      guard source >= 0 else { throw Problem.lastSystemCall("open \(path)") }
      relays.append(StreamRelay(source: source, target: target))
    }
    return relays
  }

  private static func isSameFile(_ left: Int32, _ right: Int32) -> Bool {
    var one = stat()
    var other = stat()
    return fstat(left, &one) == 0 && fstat(right, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }
}
