import Glibc
import RoostModel
import RoostSystem
import SystemPackage

extension AgentLaunch {
  /// Starts the agent in a session of its own, with default signals. Returns where its report can be read, too: the
  /// other end of that is open in the agent alone, so its death is the end.
  func spawn(_ input: OwnedDescriptor, _ error: OwnedDescriptor) throws(Problem) -> (OwnedDescriptor, pid_t) {
    var ends: [Int32] = [-1, -1]
    // As good as a pipe, and close-on-exec from the first moment on.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw .lastSystemCall("connect to the agent")
    }
    let (reading, output) = (OwnedDescriptor(owning: ends[0]), OwnedDescriptor(owning: ends[1]))
    return (reading, try spawn(input, output, error))
  }

  private func spawn(_ input: OwnedDescriptor, _ output: OwnedDescriptor, _ error: OwnedDescriptor) throws(Problem) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in [(0, input.number), (1, output.number), (2, error.number)] {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    DetachedSession.set(&attributes)
    var pid: pid_t = 0
    let result = start(&pid, &actions, &attributes)
    guard result == 0 else { throw BootProblem.cannotStart(executable, errno: result) }
    return pid
  }

  private func start(
    _ pid: inout pid_t, _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
  ) -> Int32 {
    let arguments = ([executable.string, "boot"] + builder).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var nothing: UnsafeMutablePointer<CChar>?
    return posix_spawn(&pid, executable.string, &actions, &attributes, arguments, &nothing)
  }
}
