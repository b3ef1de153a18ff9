import CRoost
import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// How a test starts a program: with three streams and nothing else of ours, in a process group of its own.
struct ProcessStart {
  var program: String
  /// Without the program's own name.
  var arguments: [String]
  /// `NAME=value`
  var variables: [String]
  var directory: String?
  /// Descriptors of ours; nil is /dev/null.
  var input: Int32?
  var output: Int32?
  var errors: Int32?

  func spawn() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in [input, output, errors].enumerated() {
      if let stream {
        posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", number == 0 ? O_RDONLY : O_WRONLY, 0)
      }
    }
    let closed = roost_spawn_close_from(&actions, 3)
    guard closed == 0 else { throw Problem.system(Errno(rawValue: -closed), "start \(program)") }
    return try spawn(&actions)
  }

  private func spawn(_ actions: inout posix_spawn_file_actions_t) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    let line = (directory.map { ["/usr/bin/env", "--chdir=\($0)"] } ?? []) + [program] + arguments
    let words = line.map { strdup($0) } + [nil]
    let settings = variables.map { strdup($0) } + [nil]
    defer { (words + settings).forEach { free($0) } }
    var pid: pid_t = 0
    let failure = posix_spawn(&pid, line[0], &actions, &attributes, words, settings)
    guard failure == 0 else { throw Problem.system(Errno(rawValue: failure), "start \(program)") }
    return pid
  }
}
