import Hummingbird
import RoostModel

/// `/api/v1/doctor`, `/api/v1/certificates` and `/api/v1/settings`.
struct CareRoutes: Sendable {
  let operations: CareOperations

  func add(to router: APIRoutes) {
    router.answer(get: "doctor", .nodeRead, with: operations.doctor)
    router.answer(get: "certificates", .nodeRead, with: operations.certificates)
    router.answer(get: "settings", .nodeRead, with: operations.settings)
  }
}
