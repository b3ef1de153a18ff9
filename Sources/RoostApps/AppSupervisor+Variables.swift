import RoostEnvironments
package import RoostModel
import RoostStore

extension AppSupervisor {
  package func variables() async throws(Problem) -> VariableList {
    let (version, variables) = try await services.vault.variables(of: app.id)
    return VariableList(version: version, runningVersion: try await provenVersion(), variables: variables.map(\.summary))
  }

  /// Newest first.
  package func variableHistory() async throws(Problem) -> [VariableVersion] {
    try await services.store.variableVersions(of: app.id)
  }

  /// Keeps the change first: it is there even when the app does not come up with it.
  package func change(_ change: VariableChange, progress: @escaping ProgressSink) async throws(Problem) -> VariableChangeResult {
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    guard app.restoring == nil else {
      throw Problem(
        .appBusy, "a backup of \(app.name) is being restored, with its variables",
        hint: "wait until it has ended: roost app info \(app.name)")
    }
    let (set, unset) = try await difference(change)
    guard !set.isEmpty || !unset.isEmpty else {
      let version = try await services.vault.variables(of: app.id).version
      guard version == change.expectedVersion ?? version else { throw VariableChange.changedMeanwhile(version) }
      return VariableChangeResult(version: version, set: [], unset: [], effect: .unchanged, app: summary)
    }
    let taken = try await services.vault.variables(of: app.id).variables.filter { unset.contains($0.name) }
    let version = try await services.vault.change(
      app.id, set: set, unset: unset, expected: change.expectedVersion, now: services.now())
    let reachesRuns = (set + taken).contains { $0.scope.reachesRuns }
    let effect = try await apply(version, reachesRuns: reachesRuns, restarts: change.restarts, progress)
    return VariableChangeResult(version: version, set: set.map(\.name), unset: unset, effect: effect, app: summary)
  }

  /// Of the variables: that the live release was proven with.
  func provenVersion() async throws(Problem) -> Int? {
    guard let live = app.liveRelease else { return nil }
    return try await services.store.variableVersion(ofRelease: live, of: app.id)
  }

  /// What of a change is one.
  private func difference(_ change: VariableChange) async throws(Problem) -> (set: [OpenVariable], unset: [VariableName]) {
    let present = try await services.vault.variables(of: app.id).variables
    if let version = change.restore { return try await difference(restoring: version, present) }
    var set: [OpenVariable] = []
    for assignment in change.set {
      let old = present.first { $0.name == assignment.name }
      let wanted = try await value(assignment, old)
      guard old.map({ $0.value != wanted.value || $0.scope != wanted.scope || $0.secret != wanted.secret }) ?? true else {
        continue
      }
      set.removeAll { $0.name == wanted.name }
      set.append(wanted)
    }
    for name in change.unset where !present.contains(where: { $0.name == name }) {
      throw Problem(
        .variableInvalid, "\(app.name) has no variable \(name)", hint: "see which it has: roost app env list \(app.name)")
    }
    return (set, change.unset.filter { name in !set.contains { $0.name == name } })
  }

  private func value(_ assignment: VariableAssignment, _ old: OpenVariable?) async throws(Problem) -> OpenVariable {
    var value = assignment.value
    // A file of somebody else's must not name what other apps keep.
    if assignment.source == .imported { value = value?.replacing("${app.", with: "$${app.") }
    if value == nil { value = try assignment.generated?.make() }
    guard let value else {
      throw Problem(
        .variableInvalid, "\(assignment.name) has no value",
        hint: "give it one: roost app env set \(app.name) \(assignment.name)=VALUE")
    }
    try VariableLimits.check(value, of: assignment.name)
    _ = try VariableText(value, of: assignment.name.text)
    return OpenVariable(
      name: assignment.name, value: value, scope: assignment.scope ?? old?.scope ?? .run,
      secret: assignment.secret ?? old?.secret ?? false, source: assignment.source, version: 0, changedAt: 0)
  }

  private func difference(
    restoring version: Int, _ present: [OpenVariable]
  ) async throws(Problem) -> (set: [OpenVariable], unset: [VariableName]) {
    guard let wanted = try await services.vault.variables(of: app.id, at: version) else {
      throw Problem(
        .variableInvalid, "the values of version \(version) are not kept any more",
        hint: "those are that a release names: roost app env history \(app.name)")
    }
    let set = wanted.filter { old in !present.contains { $0.name == old.name && $0.version == old.version } }
    let unset = present.map(\.name).filter { name in !wanted.contains { $0.name == name } }
    return (set, unset)
  }

  /// Starts a running app anew, beside itself, where it gets something new.
  private func apply(
    _ version: Int, reachesRuns: Bool, restarts: Bool, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> VariableChangeResult.Effect {
    if case .files = plan?.start { return .nextDeployment }
    guard app.liveRelease != nil, reachesRuns else { return .nextDeployment }
    // One that failed may have waited for just this.
    guard restarts, live != nil || (app.wantsToRun && state == .error) else { return .nextStart }
    do throws(Problem) {
      _ = try await renew(progress: progress)
      return .running
    } catch  where error.code == .appBusy {
      throw Problem(
        .appBusy, "the variables are kept as version \(version); \(error.message)",
        hint: "when that has ended, bring them into force: roost app restart \(app.name)")
    } catch {
      // A deployment came, which starts with them.
      if error.code == .deploymentSuperseded { return .nextDeployment }
      let former = try await provenVersion()
      let back = former.map { "; or take it back: roost app env restore \(app.name) \($0)" } ?? ""
      throw Problem(
        error.code,
        "the variables are kept as version \(version), but \(app.name) does not serve with them and goes on with those it had: \(error.message)",
        hint: error.hint + back, cause: error.cause)
    }
  }
}
