import Glibc

/// Everything that a process and its descendants are, as long as they do not begin a session of their own.
struct Session {
  /// Also the pid of the process that began it, which may have ended.
  let leader: Int32
  let inhabitants: Inhabitants

  /// Sends a signal to all of it; ESRCH when nobody is left.
  func send(_ signal: Int32) throws(SystemFailure) {
    var isReached = false
    for group in groups() {
      if kill(-group, signal) == 0 { isReached = true } else if errno == EINVAL { throw .last }
    }
    if !isReached { throw SystemFailure(ESRCH) }
  }

  /// A shell with job control makes a process group for every job.
  private func groups() -> Set<Int32> {
    let all = inhabitants.pids.compactMap { ProcessStatus(pid: "\($0)") }
    return Set(all.filter { $0.session == leader }.map(\.group))
  }
}
