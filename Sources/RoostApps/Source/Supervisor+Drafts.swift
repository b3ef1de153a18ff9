import RoostCatalog
package import RoostModel
import RoostSources
import RoostSystem
import SystemPackage

/// A draft with the room it lies in.
struct Draft: Sendable {
  var fetched: FetchedSource
  /// For an app's next deployments.
  var kept: KeptSource?
  var name: String?
  var lastUse: Double
  var isDeployed = false
}

extension Supervisor {
  /// What nobody looked at for so long is removed, in seconds.
  static let draftLifetime = 3600.0
  private static let mostDrafts = 8
  /// Files that show which variables a project reads, the first that is there.
  private static let examples = [".env.example", ".env.sample", ".env.template", ".env.dist"]

  /// Fetches code and says what a deployment of it would do. Makes no app and starts nothing.
  package func draft(_ request: DraftRequest, progress: @escaping ProgressSink) async throws(Problem) -> DraftSummary {
    if case .directory(let path) = request.source {
      throw Problem(
        .usageInvalid, "a directory of the machine is not fetched", hint: "look at its plan: roost plan \(SourceText.line(path))")
    }
    // What was uploaded stays for another attempt.
    guard draftsUnderWay < Supervisor.mostDrafts else {
      throw Problem(
        .appBusy, "\(draftsUnderWay) sources are being fetched already", hint: "try again when one of them is there")
    }
    draftsUnderWay += 1
    let outcome: Result<Draft, Problem>
    do throws(Problem) { outcome = .success(try await fetch(request, progress)) } catch { outcome = .failure(error) }
    draftsUnderWay -= 1
    for upload in request.source.uploads { services.fetcher.uploads.discard(upload) }
    let draft = try outcome.get()
    do throws(Problem) {
      try makeRoomForDraft()
    } catch {
      await draft.fetched.discard()
      throw error
    }
    let id = DraftID()
    drafts[id] = draft
    progress(.stage("plan", detail: "looking at the project"))
    return try await lookAtDraft(id, PlanOverrides())
  }

  /// What would be done with it if this was decided.
  package func lookAtDraft(_ id: DraftID, _ overrides: PlanOverrides) async throws(Problem) -> DraftSummary {
    let now = services.now()
    var draft = try draft(id)
    draft.lastUse = now
    drafts[id] = draft
    var summary = DraftSummary(
      id: id, source: draft.fetched.record, overrides: overrides.isEmpty ? nil : overrides,
      expiresAt: now + Supervisor.draftLifetime)
    var request = DeployRequest(directory: draft.fetched.record.place, name: draft.name, installsRuntimes: false)
    request.overrides = summary.overrides
    do throws(Problem) {
      summary.plan = try await services.plan(draft.fetched.directory, for: request)
    } catch {
      summary.problem = error
    }
    summary.name = try? await services.appName(for: request, draft.fetched)
    summary.variables = try await variables(of: draft, summary.plan)
    return summary
  }

  package func discardDraft(_ id: DraftID) async throws(Problem) {
    let draft = try draft(id)
    drafts[id] = nil
    await draft.fetched.discard()
  }

  /// Removes what nobody wants any more.
  func forgetDrafts() {
    let now = services.now()
    for (id, draft) in drafts where !draft.isDeployed && now - draft.lastUse > Supervisor.draftLifetime { letGo(id) }
  }

  /// Its files go beside: whoever makes room does not wait for them.
  private func letGo(_ id: DraftID) {
    guard let draft = drafts.removeValue(forKey: id) else { return }
    services.jobs.add { await draft.fetched.discard() }
  }

  func draft(_ id: DraftID) throws(Problem) -> Draft {
    guard let draft = drafts[id] else {
      throw Problem(
        .usageInvalid, "there is nothing that waits to be deployed as \(id): it was deployed, or nobody looked at it for an hour",
        hint: "begin again: roost deploy SOURCE")
    }
    guard !draft.isDeployed else {
      throw Problem(.appBusy, "this is being deployed already", hint: "see how it goes: roost app list")
    }
    return draft
  }

  private func fetch(_ request: DraftRequest, _ progress: @escaping ProgressSink) async throws(Problem) -> Draft {
    let credential = try await services.fetcher.credential(of: request.source)
    let fetched = try await services.fetcher.fetch(request.source, credential: credential, progress: progress)
    let kept = request.source.lasting.map { KeptSource(source: $0, credential: credential) }
    return Draft(fetched: fetched, kept: kept, name: request.name, lastUse: services.now())
  }

  /// The one that waits longest gives way.
  private func makeRoomForDraft() throws(Problem) {
    while drafts.count >= Supervisor.mostDrafts {
      let waiting = drafts.filter { !$0.value.isDeployed }
      guard let oldest = waiting.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
        throw Problem(
          .appBusy, "\(Supervisor.mostDrafts) deployments are under way already", hint: "see how they go: roost app list")
      }
      letGo(oldest.key)
    }
  }

  private func variables(of draft: Draft, _ plan: Plan?) async throws(Problem) -> [DraftVariable] {
    var found = (plan?.requiredVariables ?? []).compactMap { name in
      (try? VariableName(name)).map { DraftVariable(name: $0, isRequired: true) }
    }
    let (directory, place) = (draft.fetched.directory, draft.fetched.record.place)
    let root = plan?.root
    let example = try await BlockingWork.run { () throws(Problem) -> (file: String, entries: [DotEnv.Entry])? in
      let tree = try ProjectTree(reading: directory, name: place)
      let paths = Supervisor.examples.map { name in root.map { "\($0)/\(name)" } ?? name }
      guard let path = paths.first(where: { tree.files.contains($0) }) else { return nil }
      // What is no list of variables names none.
      let text = try? tree.text(path)
      return text.flatMap { try? DotEnv(Array($0.utf8), file: path) }.map { (path, $0.entries) }
    }
    for entry in example?.entries ?? [] {
      if let index = found.firstIndex(where: { $0.name == entry.name }) {
        found[index].file = example?.file
        found[index].example = entry.value
      } else if plan?.variables[entry.name.text] == nil, plan?.generatedSecrets?.contains(entry.name.text) != true {
        found.append(DraftVariable(name: entry.name, isRequired: false, file: example?.file, example: entry.value))
      }
    }
    return found
  }
}
