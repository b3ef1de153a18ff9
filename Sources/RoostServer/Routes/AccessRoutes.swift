import Hummingbird
import RoostModel

/// `/api/v1/accounts`, `/tokens` and `/audit`.
struct AccessRoutes: Sendable {
  let operations: AccessOperations

  func add(to router: APIRoutes) {
    let (accounts, tokens, audit) = (operations.accounts, operations.tokens, operations.audit)
    router.answer(get: "accounts", .accessManage, with: accounts.list)
    router.change(.put, "accounts/:name", .accessManage) { (wanted: AccountRequest, context) in
      try await accounts.set(AccessRoutes.account(in: context), wanted)
    }
    router.done(.delete, "accounts/:name", .accessManage) { _, context in
      try await accounts.remove(AccessRoutes.account(in: context))
    }
    router.answer(get: "tokens", .accessManage, with: tokens.list)
    router.change(.post, "tokens", .accessManage) { (wanted: TokenRequest, context) in
      context.subject.name("token:\(wanted.name)")
      return try await tokens.make(wanted, context.actor)
    }
    router.done(.delete, "tokens/:name", .accessManage) { _, context in
      let name = try AccessName(RequestReader.segment("name", in: context))
      context.subject.name("token:\(name)")
      try await tokens.revoke(name)
    }
    router.items(
      "audit", .accessManage, query: [.number("after"), .number("since"), .count("tail"), .flag("follow")],
      during: "reading the audit log", by: \.id
    ) { request, _, part in
      let after = try StreamForm.lastNumber(of: request) ?? RequestReader.number("after", of: request)
      let tail = try RequestReader.count("tail", of: request)
      return try await audit(
        AuditQuery(
          after: after, before: part?.before, since: try RequestReader.number("since", of: request).map(Double.init),
          tail: part?.limit.map { $0 + 1 } ?? tail, follows: try RequestReader.flag("follow", of: request)))
    }
  }

  /// The account in the path; the audit log says that it is about that.
  static func account(in context: APIContext) throws(Problem) -> AccessName {
    let name = try AccessName(RequestReader.segment("name", in: context))
    context.subject.name("account:\(name)")
    return name
  }
}
