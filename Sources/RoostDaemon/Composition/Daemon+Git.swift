import RoostApps
import RoostModel
import RoostServer
import RoostSources

extension Daemon {
  func gitOperations(_ supervisor: Supervisor) -> GitOperations {
    GitOperations { (name, service) async throws(Problem) in
      let session = try await supervisor.beginGit(service, of: name)
      return GitExchange { (input, output) async throws(Problem) in try await supervisor.converse(session, input, output) }
    }
  }
}
