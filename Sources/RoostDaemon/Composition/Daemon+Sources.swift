import RoostApps
import RoostModel
import RoostServer
import RoostSources

extension Daemon {
  func sourceOperations(_ supervisor: Supervisor) -> SourceOperations {
    SourceOperations(
      beginUpload: { () async throws(Problem) in .of(try await supervisor.fetcher.uploads.begin()) },
      source: { (name) async throws(Problem) in await (try supervisor.supervisor(of: name)).source },
      setSource: { (name, source) async throws(Problem) in try await supervisor.setSource(source, of: name) },
      webhook: { (name) async throws(Problem) in await (try supervisor.supervisor(of: name)).webhook },
      makeWebhook: { (name, request) async throws(Problem) in try await supervisor.supervisor(of: name).makeWebhook(request) },
      removeWebhook: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).removeWebhook() },
      follow: { (name, progress) async throws(Problem) in try await supervisor.follow(name, progress: progress) })
  }
}
