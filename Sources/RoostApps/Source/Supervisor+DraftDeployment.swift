package import RoostModel
import RoostSources
import RoostStore
import RoostSystem

/// The variables that a deployment brought.
struct BroughtVariables: Sendable {
  let version: Int
  /// All that the app had.
  let before: [OpenVariable]
}

extension Supervisor {
  /// Deploys what was looked at, and nothing newer. It goes when its app serves.
  package func deployDraft(
    _ id: DraftID, _ wanted: DraftDeployment, progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    let draft = try draft(id)
    drafts[id]?.isDeployed = true
    let outcome: Result<DeployResult, Problem>
    do throws(Problem) { outcome = .success(try await deploy(draft, wanted, progress)) } catch { outcome = .failure(error) }
    drafts[id]?.isDeployed = false
    drafts[id]?.lastUse = services.now()
    let result = try outcome.get()
    try await discardDraft(id)
    return result
  }

  private func deploy(
    _ draft: Draft, _ wanted: DraftDeployment, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    var brought: BroughtVariables?
    do throws(Problem) {
      brought = try await bring(wanted.variables ?? [], to: wanted.name, progress)
      var request = DeployRequest(directory: "", name: wanted.name.text, installsRuntimes: wanted.installsRuntimes)
      request.overrides = wanted.overrides
      request.mayMove = wanted.mayMove
      return try await deploy(request, from: draft.fetched, keeping: draft.kept, progress: progress)
    } catch {
      // To its end, though who asked may have left.
      await services.jobs.toTheEnd { [self, brought] in await takeBack(brought, from: wanted.name) }
      throw error
    }
  }

  /// `nil` where the app has them already.
  private func bring(
    _ variables: [VariableAssignment], to name: AppName, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> BroughtVariables? {
    guard !variables.isEmpty else { return nil }
    let app = try await supervisorOrNew(of: name)
    let (version, before) = try await services.vault.variables(of: app.app.id)
    var change = VariableChange(set: variables, restarts: false)
    change.expectedVersion = version
    let result = try await app.change(change, progress: progress)
    return result.effect == .unchanged ? nil : BroughtVariables(version: result.version, before: before)
  }

  /// The release that serves goes on with the variables it had, and what was nothing before is nothing again.
  private func takeBack(_ brought: BroughtVariables?, from name: AppName) async {
    guard let app = try? supervisor(of: name) else { return }
    if let brought { await app.takeBack(brought) }
    await removeIfNothing(app)
  }
}

extension AppSupervisor {
  /// Each of them unless somebody changed it since; none when the app serves with them by now.
  func takeBack(_ brought: BroughtVariables) async {
    await noting("taking variables back") { () async throws(Problem) in
      guard !isRemoved, try await provenVersion() ?? 0 < brought.version else { return }
      let (version, present) = try await services.vault.variables(of: app.id)
      let names = present.filter { $0.version == brought.version }.map(\.name)
      let former = brought.before.filter { names.contains($0.name) }
      let new = names.filter { name in !former.contains { $0.name == name } }
      guard !names.isEmpty else { return }
      _ = try await services.vault.change(app.id, set: former, unset: new, expected: version, now: services.now())
    }
  }
}
