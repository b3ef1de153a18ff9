import RoostModel
import RoostSystem

extension HostScope {
  /// The packages the machine has now.
  func packages() async throws(Problem) -> PackageSet {
    guard let runner = runner({ _ in }) else { return PackageSet() }
    return try await runner.ask(runner.manager.query())
  }

  /// What a transaction changed so far.
  func changes(of transaction: OpenTransaction, since work: HostWork) async throws(Problem) -> HostChanges {
    var changes = try HostJournal.files(in: transaction.current)
    guard work.direction == .take || !transaction.current.steps.allSatisfy({ $0.name != "packages" }) else { return changes }
    let difference = PackageDifference(from: work.before, to: try await packages())
    let step = try HostJournal.packages(in: transaction.current)
    changes.packages = step.map { difference.only($0.names) } ?? difference
    return changes
  }

  /// Only one run at a time changes the machine. One that has to wait says for whom, and ends when somebody asks it to.
  func lock(_ progress: @escaping ProgressSink) async throws(Problem) -> FileLock {
    let path = installer.store.paths.lock("host")
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
