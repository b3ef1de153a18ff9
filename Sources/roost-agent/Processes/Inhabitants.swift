import Glibc

/// Who lives in the agent's place besides the agent.
enum Inhabitants {
  /// Everybody in this process namespace: it was made for them.
  case everybody
  /// What descends from the agent, orphans included, but for children that it was started with.
  case descendants(besides: Set<Int32>)

  /// Descendants of a process that found its place as it is.
  static func ofThisPlace() -> Inhabitants { .descendants(besides: Set(ProcessTree.children(of: getpid()))) }

  /// All of them at this moment, those that ended and were not collected too.
  var pids: [Int32] {
    switch self {
    case .everybody: ProcessTree.all().filter { $0 != getpid() }
    case .descendants(let others): ProcessTree.descendants(of: getpid(), besides: others)
    }
  }

  /// Whether this process is the only one left. Asked for when there are children, which may be others than these.
  var areGone: Bool {
    switch self {
    case .everybody: false
    case .descendants: pids.isEmpty
    }
  }

  /// Sends a signal to each. Who is born meanwhile may be missed unless nobody else lives in this namespace.
  func send(_ signal: Int32) {
    switch self {
    case .everybody: kill(-1, signal)
    case .descendants: for pid in pids { kill(pid, signal) }
    }
  }
}
