import Logging
import RoostModel
import RoostStore
import RoostSystem

/// An app that takes up more than it may is stopped, and starts again when it takes up less or may have more.
extension AppSupervisor {
  func heed(_ verdict: StorageRule.Verdict) async {
    switch verdict {
    case .fits: if isHeld { await release() }
    case .isOver: break
    case .stops: await hold()
    }
  }

  /// A site writes nothing.
  private var isRunning: Bool {
    live != nil || !dueRuns.isEmpty || workers.values.contains { $0.run != nil }
  }

  private func hold() async {
    // A deployment that is under way, and whatever else is being done to it, is looked at again later.
    guard !isRemoved, app.wantsToRun, isRunning, !isBusy, let problem = await storageProblem() else { return }
    await noting("stopping what takes up too much") { () async throws(Problem) in
      try await exclusively("it is being stopped: it takes up more than it may") { () async throws(Problem) in
        isHeld = true
        await stopProcesses()
        hide(.error, because: problem)
        services.logger.warning("an app was stopped", metadata: ["app.name": "\(app.name)", "problem": "\(problem.message)"])
      }
    }
  }

  private func release() async {
    isHeld = false
    guard app.wantsToRun, !isRemoved else { return }
    policy = RestartPolicy()
    restart(after: .zero)
  }

  /// After another limit was set.
  func reconsiderStorage() async {
    if isHeld {
      if await storageProblem() == nil { await release() }
    } else if let limit = quota.storage, let used = await services.usages.measure(app), StorageRule.isFarOver(used, limit) {
      await hold()
    }
  }

  /// Why it may not run: `nil` where it may, and where nobody knows how much it takes up.
  func storageProblem() async -> Problem? {
    guard let limit = quota.storage else { return nil }
    let used = isHeld ? await services.usages.measure(app) : await services.usages.storage(of: app.id)
    guard let used, used > limit else { return nil }
    return Problem.stoppedOverQuota(app.name, used, limit)
  }

  /// A start would only make it more.
  func checkStorage() async throws(Problem) {
    guard let limit = quota.storage else { return }
    if isHeld {
      if let problem = await storageProblem() { throw problem }
      isHeld = false
    } else if let used = await services.usages.storage(of: app.id), StorageRule.isFarOver(used, limit) {
      guard let used = await services.usages.measure(app), StorageRule.isFarOver(used, limit) else { return }
      isHeld = true
      throw Problem.stoppedOverQuota(app.name, used, limit)
    }
  }
}

extension Problem {
  static func stoppedOverQuota(_ name: AppName, _ used: ByteCount, _ limit: ByteCount) -> Problem {
    let much =
      used == UsageBoard.untold
      ? "it hides something below \(TreeWalk.depthLimit) directories in each other"
      : "it takes up \(used) of \(StatedLimits.text(limit))"
    return Problem(
      .appNotRunning, "\(name) is over its storage limit: \(much)",
      hint: "allow it more, or remove something from its data, and it starts by itself: roost app limits \(name) --storage SIZE")
  }
}
