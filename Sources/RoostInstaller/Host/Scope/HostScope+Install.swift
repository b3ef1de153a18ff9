import RoostCatalog
package import RoostModel
import RoostSystem

extension HostScope {
  /// Installs what is missing, each runtime as a transaction of its own. What is there and works is not touched.
  ///
  /// Unless the request says fail-fast, a failure does not keep the others from being installed; all failures are told at
  /// the end, as one problem.
  package func install(_ request: InstallRequest, progress: @escaping ProgressSink) async throws(Problem) -> InstallResult {
    let clock = ContinuousClock()
    let begin = clock.now
    let (wishes, unknown) = HostWishes(catalogue: installer.catalogue).read(try specifiers(of: request))
    var report = HostReport(failures: unknown)
    if request.failFast, let first = unknown.first { throw first }
    let missing = try await missing(wishes, progress)
    if !missing.isEmpty {
      try requireRights()
      try await bring(missing, request, &report, progress)
    }
    return try report.result(wanted: wishes.count + unknown.count, seconds: (clock.now - begin) / .seconds(1))
  }

  private func missing(_ wishes: [HostWish], _ progress: ProgressSink) async throws(Problem) -> [HostWish] {
    let planner = planner { _ in }
    var missing: [HostWish] = []
    for wish in wishes {
      if let found = try await planner.present(wish) {
        progress(.stage("check", detail: "\(wish.entry.title) \(found.version) is there: \(found.path)"))
      } else {
        missing.append(wish)
      }
    }
    return missing
  }

  private func bring(
    _ wishes: [HostWish], _ request: InstallRequest, _ report: inout HostReport, _ progress: @escaping ProgressSink
  ) async throws(Problem) {
    try await installer.open()
    let lock = try await lock(progress)
    defer { lock.release() }
    _ = try await recoverKilled(progress)
    var areFresh = listsAreOld()
    if areFresh { try await freshenLists(progress) }
    for wish in wishes {
      if options.isStopping() {
        report.failures.append(
          Problem(.cancelled, "\(wish.text) was not begun", hint: "run the command again to continue"))
        continue
      }
      do throws(Problem) {
        let planned = try await plan(wish, &areFresh, progress)
        if let outcome = try await bring(planned, force: request.force || options.force, progress) { report.add(wish, outcome) }
      } catch {
        report.failures.append(error)
        progress(.warning("\(wish.text): \(error.message)"))
        if request.failFast { return }
      }
    }
  }

  /// Where the lists have no version that fits, they are brought once and looked at again.
  private func plan(_ wish: HostWish, _ areFresh: inout Bool, _ progress: @escaping ProgressSink) async throws(Problem)
    -> HostPlanned
  {
    progress(.stage("plan", detail: "where to get \(wish.text) from"))
    let planned = await planner(progress).plan(wish)
    guard !areFresh, lacksPackage(planned), listsMayLack() else { return planned }
    areFresh = true
    try await freshenLists(progress)
    return await planner(progress).plan(wish)
  }

  private func bring(_ planned: HostPlanned, force: Bool, _ progress: @escaping ProgressSink) async throws(Problem)
    -> HostInstallation.Outcome?
  {
    let wish = planned.wish
    switch planned.step {
    case .present: return nil
    case .impossible(let problem): throw problem
    case .packages(let wishes, _):
      let lost = losses(wish.entry, try await foresight(wishes))
      try await refuseConflicts(wish, force: force, progress)
      if let first = lost.first, !force {
        let names = lost.map(\.subject).joined(separator: ", ")
        throw Problem(.runtimeConflict, "installing \(wish.text) would remove \(names)", hint: first.resolution)
      }
    case .archive: break
    }
    return try await HostInstallation(scope: self, wish: wish, progress: progress).run(planned.step)
  }

  /// What else on the machine is in the way: ports, files, services, other packages.
  private func refuseConflicts(_ wish: HostWish, force: Bool, _ progress: ProgressSink) async throws(Problem) {
    for conflict in try await conflicts(of: wish.entry.id) {
      let text = "\(conflict.subject) is taken by \(conflict.holder)"
      guard conflict.severity == .error, !force else {
        progress(.warning("\(wish.text): \(text); \(conflict.resolution)"))
        continue
      }
      throw Problem(.runtimeConflict, "\(wish.text) cannot be installed: \(text)", hint: conflict.resolution)
    }
  }

  /// A source that does not answer is told: the others may have what is needed.
  private func freshenLists(_ progress: @escaping ProgressSink) async throws(Problem) {
    guard var runner = runner(progress) else { return }
    runner.isStopping = options.isStopping
    do throws(Problem) {
      try await runner.updateLists()
    } catch {
      guard error.code == .toolFailed else { throw error }
      progress(.warning("the package lists could not all be brought: \(error.cause ?? error.message)"))
    }
  }
}
