import Hummingbird
import RoostModel

/// `/api/v1/status`.
struct StatusRoutes: Sendable {
  let operations: DaemonOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(.get, "status", .nodeStatus, .visible) { _, context in
      var status = try await operations.status()
      if context.actor.apps != nil { status.apps = try await operations.apps.list().count { context.actor.sees($0.name) } }
      return status
    }
  }
}
