import CRoost
import RoostApps
import RoostModel
import RoostServer

extension Daemon {
  func draftOperations(_ supervisor: Supervisor) -> DraftOperations {
    DraftOperations(
      make: { (request, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.draft(request, progress: progress)
      },
      look: { (id, overrides) async throws(Problem) in try await supervisor.lookAtDraft(id, overrides) },
      deploy: { (id, wanted, progress) async throws(Problem) in
        defer { roost_release_memory() }
        return try await supervisor.deployDraft(id, wanted, progress: progress)
      },
      discard: { (id) async throws(Problem) in try await supervisor.discardDraft(id) })
  }
}
