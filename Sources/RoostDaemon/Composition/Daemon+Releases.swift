import CRoost
import RoostApps
import RoostModel
import RoostServer

extension Daemon {
  func releaseOperations(_ supervisor: Supervisor) -> ReleaseOperations {
    ReleaseOperations(
      list: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).releases() },
      pin: { (name, number, pinned) async throws(Problem) in
        try await supervisor.supervisor(of: name).pin(number, pinned)
      },
      deployments: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).deployments() },
      cancel: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).cancelDeployment() },
      crashes: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).crashes() },
      rollback: { (request, progress) async throws(Problem) in
        try await supervisor.supervisor(of: request.app).rollback(to: request.release, progress: progress)
      },
      renew: { (request, progress) async throws(Problem) in
        try await supervisor.supervisor(of: request.app).renew(progress: progress)
      },
      resume: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.supervisor(of: request.app).resume(progress: progress)
      })
  }
}
