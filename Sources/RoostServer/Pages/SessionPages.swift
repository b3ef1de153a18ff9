import FoundationEssentials
import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// Claiming the machine, logging in and out, and what colours somebody likes.
struct SessionPages: Sendable {
  let site: PageSite

  func add(to router: APIRoutes) {
    let (site, access) = (site, site.operations.access)
    router.page("login", .sessionOpen) { request, context in
      // There is nobody who could.
      if try await access.accounts.list().isEmpty { return PageAnswer.redirect(to: .claim) }
      if context.actor.kind == .session { return PageAnswer.redirect(to: .overview) }
      let next = PageAnswer.path(RequestReader.text("next", of: request))
      return site.page(LoginPage(next: next), request, context)
    }
    router.form("login", .sessionOpen) { fields, request, context in
      let wanted = LoginRequest(name: fields["name"] ?? "", password: fields["password"] ?? "", code: fields["code"])
      let ticket = fields["ticket"]
      let mark = ClientMark(request, context)
      let outcome =
        if let ticket { try await access.secondFactor.logIn(ticket, fields["code"] ?? "", mark) } else {
          try await access.sessions.logIn(wanted, mark)
        }
      let next = PageAnswer.path(fields["next"])
      await SessionRoutes.note(outcome, wanted.name, request, context, access.record)
      if case .codeNeeded(let ticket) = outcome {
        return site.page(LoginPage(next: next, ticket: ticket), request, context)
      }
      return try await SessionPages.opened(outcome, to: next ?? Place.overview.path, context) {
        let page = LoginPage(problem: $0, next: next, ticket: ticket)
        return site.page(page, request, context, status: HTTPResponse.Status(code: $0.code.httpStatus))
      }
    }
    router.form("logout", .sessionOwn) { _, _, context in
      if context.actor.kind == .session, let id = context.actor.id { try await access.sessions.end(id) }
      var response = PageAnswer.redirect(to: .login)
      response.headers[.setCookie] = SessionRoutes.cookie("", seconds: 0, context)
      return response
    }
    addClaim(to: router)
    addTheme(to: router)
  }

  private func addClaim(to router: APIRoutes) {
    let (site, access, runtimes, works) = (site, site.operations.access, site.operations.runtimes, site.works)
    router.page("claim", .sessionOpen) { request, context in
      if try await !access.accounts.list().isEmpty { return PageAnswer.redirect(to: .login) }
      let token = RequestReader.text("token", of: request) ?? ""
      return site.page(try await SessionPages.claim(token, site.operations), request, context)
    }
    router.form("claim", .sessionOpen) { fields, request, context in
      let token = try fields.required("token")
      func again(_ problem: Problem) async throws -> Response {
        let status = HTTPResponse.Status(code: problem.code.httpStatus)
        return site.page(try await SessionPages.claim(token, site.operations, problem), request, context, status: status)
      }
      let wanted: ClaimRequest
      let outcome: LoginOutcome
      do throws(Problem) {
        wanted = ClaimRequest(
          token: token, name: try AccessName(try fields.required("name")), password: try fields.required("password"))
        outcome = try await access.sessions.claim(wanted, ClientMark(request, context))
      } catch {
        return try await again(error)
      }
      var next = Place.overview
      // The account is made: whoever made it is in, whatever becomes of the rest.
      if case .opened = outcome { next = await SessionPages.begin(fields["profile"], runtimes, works) }
      await SessionRoutes.note(outcome, wanted.name.text, request, context, access.record)
      return try await SessionPages.opened(outcome, to: next.path, context) { _ in
        try await again(
          Problem(
            .accessUnauthenticated, "the claim token is not valid, or not any more",
            hint: "make a new one on the machine: roost claim"))
      }
    }
  }

  /// Chooses the profile and begins to install it.
  private static func begin(_ profile: String?, _ runtimes: RuntimeOperations, _ works: WorkBook) async -> Place {
    guard let profile, let chosen = try? await runtimes.chooseProfile(profile), !chosen.installed, !chosen.specifiers.isEmpty
    else { return .overview }
    let work = try? works.begin("Installing \(chosen.title)", then: .overview) { (sink) async throws(Problem) in
      _ = try await runtimes.install(InstallRequest(specifiers: [], profile: profile), sink)
    }
    return work ?? .overview
  }

  private static func claim(
    _ token: String, _ operations: DaemonOperations, _ problem: Problem? = nil
  ) async throws(Problem) -> ClaimPage {
    let free = MachineLoad(at: try await operations.status().home).disk.free
    return ClaimPage(token: token, profiles: try await operations.runtimes.profiles(), free: free, problem: problem)
  }

  private static func opened(
    _ outcome: LoginOutcome, to path: String, _ context: APIContext, refused: (Problem) async throws -> Response
  ) async throws -> Response {
    switch outcome {
    case .opened(let session):
      var response = PageAnswer.redirect(to: path)
      response.headers[.setCookie] = SessionRoutes.cookie(session.token, seconds: session.seconds, context)
      return response
    case .refused, .wrongCode: return try await refused(SessionRoutes.refusal)
    case .codeNeeded: return try await refused(.codeNeeded)
    case .throttled(let seconds):
      var response = try await refused(.throttled(seconds))
      response.headers[.retryAfter] = "\(seconds)"
      return response
    }
  }

  private func addTheme(to router: APIRoutes) {
    router.form("theme", .sessionOpen) { fields, _, context in
      let theme = fields["theme"].flatMap { Frame.Theme(rawValue: $0) } ?? .system
      var response = PageAnswer.redirect(to: PageAnswer.path(fields["next"]) ?? Place.overview.path)
      response.headers[.setCookie] =
        "\(PageAnswer.themeCookie)=\(theme.rawValue); Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000\(context.isSecure ? "; Secure" : "")"
      return response
    }
  }
}
