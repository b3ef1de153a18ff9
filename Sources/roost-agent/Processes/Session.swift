import Glibc

/// Everything that a process and its descendants are, as long as they do not begin a session of their own.
struct Session {
  /// Also the pid of the process that began it, which may have ended.
  let leader: Int32

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
    var groups: Set<Int32> = []
    guard let listing = opendir("/proc") else { return [leader] }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard Int32(name) != nil, let status = ProcessStatus(pid: name), status.session == leader else { continue }
      groups.insert(status.group)
    }
    return groups
  }
}
