import Hummingbird
import RoostModel

/// `/api/v1/accounts`, `/tokens` and `/audit`.
struct AccessRoutes: Sendable {
  let operations: AccessOperations

  func add(to router: APIRoutes) {
    let (accounts, tokens, audit) = (operations.accounts, operations.tokens, operations.audit)
    router.answer(get: "accounts", .accessManage, with: accounts.list)
    router.put("accounts/:name", .accessManage) { request, context in
      let wanted = try await RequestReader.body(AccountRequest.self, of: request)
      return try JSONAnswer.value(try await accounts.set(AccessName(RequestReader.segment("name", in: context)), wanted))
    }
    router.delete("accounts/:name", .accessManage) { _, context in
      try await accounts.remove(AccessName(RequestReader.segment("name", in: context)))
      return Response(status: .noContent)
    }
    router.answer(get: "tokens", .accessManage, with: tokens.list)
    router.post("tokens", .accessManage) { request, context in
      let wanted = try await RequestReader.body(TokenRequest.self, of: request)
      return try JSONAnswer.value(try await tokens.make(wanted, context.actor))
    }
    router.delete("tokens/:name", .accessManage) { _, context in
      try await tokens.revoke(AccessName(RequestReader.segment("name", in: context)))
      return Response(status: .noContent)
    }
    router.get("audit", .accessManage) { request, context in
      let query = AuditQuery(
        after: try RequestReader.number("after", of: request),
        since: try RequestReader.number("since", of: request).map(Double.init),
        tail: try RequestReader.count("tail", of: request), follows: try RequestReader.flag("follow", of: request))
      return ItemAnswer.response(
        of: try await audit(query), during: "reading the audit log", for: context, as: StreamForm(wantedBy: request))
    }
  }
}
