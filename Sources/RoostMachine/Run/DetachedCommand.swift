import CRoost
import Glibc
import RoostAgentClient
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage

/// A program that goes on without this process: started in a session of its own, with nothing open but what it is given.
struct DetachedCommand {
  var tool: String
  var arguments: [String]
  var descriptors = InheritedDescriptors()
  /// Gets both of its output streams.
  var log: FilePath

  /// Those that were started here and not collected yet.
  private static let children = Mutex<Set<pid_t>>([])

  /// Returns its process, a child of this one that is collected when it has ended and this or ``collect()`` is called again. Blocking, for as long as a fork takes.
  func start() throws(Problem) -> pid_t {
    let number = open(log.string, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw .lastSystemCall("create \(log)") }
    let output = OwnedDescriptor(owning: number)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for stream in [1, 2] as [Int32] { posix_spawn_file_actions_adddup2(&actions, output.number, stream) }
    for (index, open) in descriptors.all.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, open.number, InheritedDescriptors.first + Int32(index))
    }
    let closed = roost_spawn_close_from(&actions, descriptors.end)
    if closed < 0 { throw .system(Errno(rawValue: -closed), "start \(tool)") }
    return try withExtendedLifetime((output, descriptors.all)) { () throws(Problem) in try spawn(&actions) }
  }

  private func spawn(_ actions: inout posix_spawn_file_actions_t) throws(Problem) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    DetachedSession.set(&attributes)
    let words = ([tool] + arguments).map { strdup($0) } + [nil]
    let variables = [strdup("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), strdup("LC_ALL=C.UTF-8"), nil]
    defer { (words + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let result = posix_spawnp(&pid, tool, &actions, &attributes, words, variables)
    if result == ENOENT { throw RequiredTool.missing(tool) }
    guard result == 0 else { throw .system(Errno(rawValue: result), "start \(tool)") }
    DetachedCommand.collect()
    _ = DetachedCommand.children.withLock { $0.insert(pid) }
    return pid
  }

  /// Lets go of all that have ended, so that the kernel forgets them.
  static func collect() {
    children.withLock { children in
      children = children.filter { pid in waitpid(pid, nil, WNOHANG) == 0 }
    }
  }
}
