package import RoostModel
import RoostStore

extension AppSupervisor {
  package var source: AppSource {
    AppSource(source: app.source, hasCredential: AppDirectories.exists(services.paths(of: app).sourceCredential))
  }

  /// Remembers where its code comes from, for the next time.
  func keep(_ kept: KeptSource) async throws(Problem) {
    guard kept.replaces(app.source) else { return }
    let file = services.sourceCredential(of: app, for: kept.source)
    // What was for another place is told to nobody else.
    if let credential = kept.credential {
      try await file.write(credential)
    } else if !kept.source.isSamePlace(as: app.source) {
      try await file.remove()
    }
    try await services.store.setSource(kept.source, app: app.id)
    app.source = kept.source
  }

  /// A host that was made known once is known again.
  func completed(_ source: DeploySource) -> DeploySource {
    guard case .git(var git) = source, git.hostKeys == nil, source.isSamePlace(as: app.source), case .git(let known) = app.source
    else {
      return source
    }
    git.hostKeys = known.hostKeys
    return .git(git)
  }

  /// What its own place is asked with; nothing for another one.
  func credential(for source: DeploySource) async throws(Problem) -> [UInt8]? {
    guard source.isSamePlace(as: app.source) else { return nil }
    return try await services.sourceCredential(of: app, for: source).read()
  }
}
