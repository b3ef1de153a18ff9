import HTTPTypes
import RoostModel

/// `/api/v1/accounts/NAME/totp`.
struct SecondFactorRoutes: Sendable {
  let operations: SecondFactorOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(.post, "accounts/:name/totp", .accessManage) { _, context in
      try await operations.offer(AccessRoutes.account(in: context))
    }
    router.change(.put, "accounts/:name/totp", .accessManage) { (proof: SecondFactorProof, context) in
      try await operations.confirm(AccessRoutes.account(in: context), proof)
    }
    router.done(.delete, "accounts/:name/totp", .accessManage) { _, context in
      try await operations.remove(AccessRoutes.account(in: context))
    }
  }
}
