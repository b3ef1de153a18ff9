import HTTPTypes
import Hummingbird
import RoostDashboard
import RoostModel

/// People, sessions, tokens, and what was done.
struct AccessPages: Sendable {
  let site: PageSite

  func add(to router: APIRoutes) {
    let (site, access) = (site, site.operations.access)
    router.page("settings/access", .accessManage) { request, context in
      site.page(try await AccessPages.page(access, context), request, context)
    }
    router.form("settings/tokens", .accessManage) { fields, request, context in
      let wanted = try AccessPages.token(fields)
      context.subject.name("token:\(wanted.name)")
      let made = try await access.tokens.make(wanted, context.actor)
      // Shown in the answer itself: nothing keeps it.
      return site.page(try await AccessPages.page(access, context, made: made.token), request, context)
    }
    router.form("settings/tokens/revoke", .accessManage) { fields, _, context in
      let name = try AccessName(try fields.required("name"))
      context.subject.name("token:\(name)")
      try await access.tokens.revoke(name)
      return PageAnswer.redirect(to: .access)
    }
    router.form("settings/sessions/end", .accessManage) { fields, _, context in
      guard let id = Int(try fields.required("id")) else {
        throw Problem(.usageInvalid, "there is no such session", hint: "go back and choose one")
      }
      context.subject.name("session:\(id)")
      try await access.sessions.end(id)
      return PageAnswer.redirect(to: .access)
    }
    router.form("settings/password", .sessionOwn) { fields, request, context in
      let change = PasswordChange(old: try fields.required("old"), new: try fields.required("new"))
      try await access.sessions.changePassword(context.actor, change, ClientMark(request, context))
      return PageAnswer.redirect(to: .access)
    }
  }

  private static func page(_ access: AccessOperations, _ context: APIContext, made: String? = nil) async throws -> AccessPage {
    var audit: [AuditEntry] = []
    for await entry in try await access.audit(AuditQuery(tail: 100)) { audit.append(entry) }
    return AccessPage(
      accounts: try await access.accounts.list(), sessions: try await access.sessions.list(),
      ownSession: context.actor.kind == .session ? context.actor.id : nil, tokens: try await access.tokens.list(),
      audit: audit.suffix(100).reversed(), made: made)
  }

  private static func token(_ fields: FormFields) throws(Problem) -> TokenRequest {
    guard let scope = AccessScope(rawValue: try fields.required("scope")) else {
      throw Problem(.usageInvalid, "a token may read, deploy or be an admin", hint: "go back and choose what it may do")
    }
    var apps: [AppName] = []
    let named = fields["apps"] ?? ""
    for name in named.split(whereSeparator: { $0 == "," || $0 == " " }) {
      apps.append(try AppName(String(name)))
    }
    guard !apps.isEmpty || named.isEmpty else {
      throw Problem(
        .usageInvalid, "\(named.prefix(40).debugDescription) names no app",
        hint: "write names of apps, or leave it empty for all of them")
    }
    var seconds: Int?
    if let text = fields["expires"] {
      guard let length = DurationText.seconds(text), length > 0 else {
        throw Problem(
          .usageInvalid, "\(text.prefix(40).debugDescription) is no length of time",
          hint: "write 90d, 12h or 30m, or leave it empty")
      }
      seconds = length
    }
    return TokenRequest(
      name: try AccessName(try fields.required("name")), scope: scope, apps: apps.isEmpty ? nil : apps, seconds: seconds)
  }
}
