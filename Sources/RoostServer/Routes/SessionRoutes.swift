import FoundationEssentials
import HTTPTypes
import Hummingbird
import RoostModel

/// `/api/v1/claim`, `/claims`, `/session` and `/sessions`.
struct SessionRoutes: Sendable {
  let operations: AccessOperations

  func add(to router: APIRoutes) {
    let (sessions, record) = (operations.sessions, operations.record)
    let open = { (body: RouteForm.Model) in RouteForm(takes: .json(body), gives: .value(IdentityDetail.self)) }
    router.answer(.post, "claims", .accessManage) { _, context in
      guard context.actor.kind == .local else {
        throw Problem(.accessDenied, "a claim token is made on the machine alone", hint: "run it there: roost claim")
      }
      return try await sessions.openClaim()
    }
    router.post("claim", .sessionOpen, form: open(ClaimRequest.self)) { request, context in
      let wanted = try await RequestReader.body(ClaimRequest.self, of: request)
      let outcome = try await sessions.claim(wanted, ClientMark(request, context))
      return try await SessionRoutes.opened(outcome, wanted.name.text, request, context, record)
    }
    router.post("sessions", .sessionOpen, form: open(LoginRequest.self)) { request, context in
      let wanted = try await RequestReader.body(LoginRequest.self, of: request)
      let outcome = try await sessions.logIn(wanted, ClientMark(request, context))
      return try await SessionRoutes.opened(outcome, wanted.name, request, context, record)
    }
    router.answer(get: "sessions", .accessManage, with: sessions.list)
    router.done(.delete, "sessions/:number", .accessManage) { _, context in
      let number: Int = try RequestReader.number("number", in: context)
      context.subject.name("session:\(number)")
      try await sessions.end(number)
    }
    addOwn(to: router)
  }

  private func addOwn(to router: APIRoutes) {
    let sessions = operations.sessions
    router.answer(.get, "session", .sessionOwn) { _, context in IdentityDetail(context.actor) }
    router.on(.delete, "session", .sessionOwn, form: RouteForm(gives: .nothing)) { _, context in
      guard context.actor.kind == .session, let id = context.actor.id else {
        throw Problem(.usageInvalid, "there is no session to end", hint: "revoke a token instead: roost token revoke NAME")
      }
      try await sessions.end(id)
      var response = Response(status: .noContent)
      response.headers[.setCookie] = SessionRoutes.cookie("", seconds: 0, context)
      return response
    }
    router.done(.put, "session/password", .sessionOwn, taking: PasswordChange.self) { wanted, request, context in
      try await sessions.changePassword(context.actor, wanted, ClientMark(request, context))
    }
  }

  /// The session's secret goes into the cookie and nowhere else.
  private static func opened(
    _ outcome: LoginOutcome, _ name: String, _ request: Request, _ context: APIContext,
    _ record: @Sendable (AuditEntry) async -> Void
  ) async throws -> Response {
    await note(outcome, name, request, context, record)
    switch outcome {
    case .opened(let session):
      let actor = AccessActor(kind: .session, name: session.account.text, scope: .admin)
      var response = try JSONAnswer.value(IdentityDetail(actor))
      response.headers[.setCookie] = cookie(session.token, seconds: session.seconds, context)
      return response
    case .refused, .wrongCode: throw refusal
    case .codeNeeded: throw Problem.codeNeeded
    case .throttled(let seconds):
      var response = try JSONAnswer.problem(.throttled(seconds))
      response.headers[.retryAfter] = "\(seconds)"
      return response
    }
  }

  static let refusal = Problem(
    .accessUnauthenticated, "the name or what was to prove it is wrong",
    hint: "choose another password on the daemon's machine: roost user password NAME")

  /// Writes down what became of who wanted in; who is made to wait leaves no line.
  static func note(
    _ outcome: LoginOutcome, _ name: String, _ request: Request, _ context: APIContext,
    _ record: @Sendable (AuditEntry) async -> Void
  ) async {
    switch outcome {
    case .opened(let session): await note("accepted", session.account.text, request, context, record)
    case .refused: await note(ProblemCode.accessUnauthenticated.rawValue, known(name), request, context, record)
    case .wrongCode(let account):
      await note(ProblemCode.accessUnauthenticated.rawValue, account.text, request, context, record)
    case .codeNeeded: await note(ProblemCode.accessCodeNeeded.rawValue, known(name), request, context, record)
    case .throttled: return
    }
  }

  /// What could be a name is written down; anything else is not, however long.
  private static func known(_ name: String) -> String { (try? AccessName(name))?.text ?? "" }

  static func cookie(_ value: String, seconds: Int, _ context: APIContext) -> String {
    let name = context.isSecure ? SessionCookie.secure : SessionCookie.plain
    let attributes = "Path=/; HttpOnly; SameSite=Strict; Max-Age=\(seconds)\(context.isSecure ? "; Secure" : "")"
    return "\(name)=\(value); \(attributes)"
  }

  private static func note(
    _ outcome: String, _ name: String, _ request: Request, _ context: APIContext, _ record: @Sendable (AuditEntry) async -> Void
  ) async {
    await record(
      AuditEntry(
        at: Date.now.timeIntervalSince1970, kind: outcome == "accepted" ? .session : .nobody, actor: name, action: .sessionOpen,
        resource: "", request: "\(request.method) \(request.uri.path.prefix(200))", outcome: outcome, address: context.address))
  }
}

extension ClientMark {
  init(_ request: Request, _ context: APIContext) {
    self.init(address: context.address, userAgent: request.headers[.userAgent] ?? "")
  }
}
