import RoostModel
import RoostSystem
import SystemPackage

/// Keeps other runs of Roost from a machine until it is released or dropped.
struct HostLock: Sendable {
  fileprivate var locks: [FileLock]

  func release() { for lock in locks.reversed() { lock.release() } }
}

extension HostScope {
  /// Only one run at a time changes the machine, and only one writes about it in this home. One that has to wait says for
  /// whom, and ends when somebody asks it to.
  func lock(_ progress: @escaping ProgressSink) async throws(Problem) -> HostLock {
    var lock = HostLock(locks: [try await wait(for: installer.store.paths.lock("host"), progress)])
    // Only root writes there, so nobody else can hold it; runs of Roost with another home meet here.
    let place = root.outside("run")
    guard options.userID == 0, DirectoryCreation.isDirectory(place) else { return lock }
    lock.locks.append(try await wait(for: place.appending("roost-host.lock"), progress))
    return lock
  }

  private func wait(for path: FilePath, _ progress: @escaping ProgressSink) async throws(Problem) -> FileLock {
    let clock = ContinuousClock()
    let deadline = clock.now + options.lockLimit
    var isTold = false
    while true {
      do throws(Problem) {
        return try await FileLock.acquire(path, within: min(HostScope.look, options.lockLimit))
      } catch {
        guard error.code == .lockHeld, clock.now < deadline else { throw error }
      }
      let holder = FileLock.holder(of: path).map(HostScope.described) ?? "another process"
      if options.isStopping() {
        throw Problem(.cancelled, "\(holder) was not waited for", hint: "run the command again to continue")
      }
      if !isTold { progress(.stage("wait", detail: "\(holder) is at work on this machine")) }
      isTold = true
    }
  }

  /// How often a wish to stop is looked at.
  private static let look = Duration.milliseconds(300)

  /// `process 812 (roost install nodejs --scope host)`
  private static func described(_ pid: Int32) -> String {
    let command = LockLook.command(of: pid)
    return command.isEmpty ? "process \(pid)" : "process \(pid) (\(command))"
  }
}
