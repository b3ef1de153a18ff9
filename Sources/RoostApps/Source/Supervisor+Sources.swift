package import RoostModel
package import RoostSources
import RoostStore
import SystemPackage

extension AppServices {
  package var fetcher: SourceFetcher { SourceFetcher(settings: configuration.sources) }
}

extension Supervisor {
  package nonisolated var fetcher: SourceFetcher { services.fetcher }

  /// Fetches the code, makes a release of it and lets it serve. Without a directory and a source, an app's own is fetched again.
  package func deploy(_ request: DeployRequest, progress: @escaping ProgressSink) async throws(Problem) -> DeployResult {
    let source = try await source(of: request)
    let outcome: Result<DeployResult, Problem>
    do throws(Problem) {
      outcome = .success(try await deploy(request, from: source, progress))
    } catch {
      outcome = .failure(error)
    }
    // The same request may come again, with an answer to the question that this leads to.
    if case .failure(let problem) = outcome, [.runtimeMissing, .projectAmbiguous].contains(problem.code) { throw problem }
    for upload in source.uploads { services.fetcher.uploads.discard(upload) }
    return try outcome.get()
  }

  private func deploy(_ request: DeployRequest, from source: DeploySource, _ progress: @escaping ProgressSink)
    async throws(Problem) -> DeployResult
  {
    let given = try await services.fetcher.credential(of: source)
    let known = await knownApp(of: request)
    let source = await known?.completed(source) ?? source
    let kept = source.lasting.map { KeptSource(source: $0, credential: given) }
    var credential = given
    if credential == nil { credential = try await known?.credential(for: source) }
    var fetched = try await services.fetcher.fetch(source, credential: credential, progress: progress)
    if request.follows == true, case .directory = source { fetched.record.kind = .sync }
    let code = fetched
    let outcome: Result<DeployResult, Problem>
    do throws(Problem) {
      outcome = .success(try await deploy(request, from: code, keeping: kept, progress: progress))
    } catch {
      outcome = .failure(error)
    }
    await fetched.discard()
    return try outcome.get()
  }

  /// Where an app's code comes from from now on. Fetches nothing.
  package func setSource(_ source: DeploySource, of name: AppName) async throws(Problem) -> AppSource {
    let supervisor = try supervisor(of: name)
    let credential = try await services.fetcher.credential(of: source)
    for upload in source.uploads { services.fetcher.uploads.discard(upload) }
    guard let lasting = source.lasting else {
      throw Problem(
        .usageInvalid, "an upload cannot be fetched again", hint: "name a URL or a repository: roost app source \(name) URL")
    }
    try lasting.check()
    try await supervisor.keep(KeptSource(source: await supervisor.completed(lasting), credential: credential))
    return await supervisor.source
  }

  private func source(of request: DeployRequest) async throws(Problem) -> DeploySource {
    if let source = request.source { return source }
    guard request.directory.isEmpty else { return .directory(request.directory) }
    guard let name = request.name else {
      throw Problem(.usageInvalid, "neither a source nor an app is named", hint: "name the project: roost deploy DIR")
    }
    guard let source = await (try supervisor(of: AppName(name))).source.source else {
      throw Problem(
        .usageInvalid, "it is not known where the code of \(name) comes from",
        hint: "name its source: roost deploy SOURCE --name \(name)")
    }
    return source
  }

  private func knownApp(of request: DeployRequest) async -> AppSupervisor? {
    guard let text = request.name, let name = try? AppName(text) else { return nil }
    return try? supervisor(of: name)
  }
}
