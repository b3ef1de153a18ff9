import Hummingbird
import RoostModel

/// `/api/v1/doctor` and `/api/v1/certificates`.
struct CareRoutes: Sendable {
  let operations: CareOperations

  func add(to router: APIRoutes) {
    router.answer(get: "doctor", .nodeRead, with: operations.doctor)
    router.answer(get: "certificates", .nodeRead, with: operations.certificates)
  }
}
