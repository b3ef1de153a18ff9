import RoostApps
import RoostModel
import RoostServer

extension Daemon {
  var limitOperations: LimitOperations {
    let supervisor = parts.supervisor
    return LimitOperations(
      limits: { (name) async throws(Problem) in try await supervisor.supervisor(of: name).limits() },
      change: { (name, change) async throws(Problem) in try await supervisor.supervisor(of: name).change(change) })
  }
}
