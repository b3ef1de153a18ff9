import RoostCatalog
package import RoostModel
import RoostSources
import RoostStore
import SystemPackage

extension Supervisor {
  /// In the order of their names.
  package nonisolated func list() async -> [AppSummary] {
    var summaries: [AppSummary] = []
    for supervisor in await all { summaries.append(await supervisor.summary) }
    return summaries
  }

  /// Makes a release of fetched code; its app is made with the first one.
  func deploy(
    _ request: DeployRequest, from fetched: FetchedSource, keeping kept: KeptSource?, until callOff: CallOff = CallOff(),
    as place: GitPlace? = nil, progress: @escaping ProgressSink
  ) async throws(Problem) -> DeployResult {
    let directory = fetched.directory
    guard directory.isAbsolute, AppDirectories.isDirectory(directory) else {
      throw Problem(
        .projectNotFound, "\(directory) is not a directory", hint: "name the project's directory: roost deploy ./my-app")
    }
    let name = try await services.appName(for: request, fetched)
    let supervisor = try await supervisorOrNew(of: name)
    do {
      if let kept { try await supervisor.keep(kept) }
      return try await supervisor.deploy(request, from: fetched, until: callOff, progress: progress)
    } catch {
      // A directory that is no project makes no app.
      await removeIfNothing(supervisor, besides: place)
      throw error
    }
  }

  /// An app that is not there yet is made: it may need its variables for its first deployment.
  package func change(_ name: AppName, _ change: VariableChange, progress: @escaping ProgressSink) async throws(Problem)
    -> VariableChangeResult
  {
    let supervisor = change.set.isEmpty ? try supervisor(of: name) : try await supervisorOrNew(of: name)
    return try await supervisor.change(change, progress: progress)
  }

  @discardableResult
  package func remove(_ name: AppName) async throws(Problem) -> AppRemoval {
    let left = try await supervisor(of: name).remove()
    forget(name)
    return AppRemoval(removed: name, left: left)
  }

  /// Names of the apps whose live release runs on a layer.
  package func users(of layer: InstalledLayer) async throws(Problem) -> [String] {
    try await services.store.users(of: layer.name).map(\.text)
  }
}
