import Glibc
import RoostModel
import RoostSystem

/// A command that ends when whoever started it is gone: it reads an input that only its starter holds open.
enum HeldCommand {
  static func start(_ program: String, _ arguments: [String]) throws -> (pid_t, OwnedDescriptor) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Problem.lastSystemCall("make a pair of sockets") }
    let (reading, writing) = (OwnedDescriptor(owning: ends[0]), OwnedDescriptor(owning: ends[1]))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, reading.number, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let words = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, program, &actions, nil, words, environ) == 0 else { throw Problem.lastSystemCall("start \(program)") }
    return (pid, writing)
  }
}
