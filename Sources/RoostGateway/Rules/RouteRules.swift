import RoostModel

/// What is decided about a request before it goes on, in this order: who may come, whether the app is closed, whether a
/// page of another origin may ask, the password, redirects, rewrites, changes of the head. Made once with its route.
struct RouteRules: Sendable {
  private let allow: [AddressRange]
  private let maintenance: Maintenance?
  private let crossOrigin: CrossOriginRule?
  private let auth: BasicAuth?
  /// `nil` without ``auth``.
  let wrongPasswords: WrongPasswords?
  private let redirects: [PathRule]
  private let rewrites: [PathRule]
  private let requestEdit: RequestEdit
  private let responseEdit: ResponseEdit

  /// `nil` when there is nothing to decide.
  init?(_ settings: RouteSettings, maintenance: Maintenance?) {
    guard settings.hasRules || maintenance != nil else { return nil }
    allow = settings.allow ?? []
    self.maintenance = maintenance
    crossOrigin = settings.cors.map(CrossOriginRule.init)
    auth = settings.auth
    wrongPasswords = settings.auth == nil ? nil : WrongPasswords()
    redirects = settings.redirects ?? []
    rewrites = settings.rewrites ?? []
    requestEdit = RouteRules.requestEdit(settings)
    responseEdit = RouteRules.responseEdit(settings.headers?.response)
  }

  /// `prefix` is what the world sees before the path. `isRight` says whether a password is right, `nil` if that is not known yet.
  func verdict(on request: RuleRequest, below prefix: String, isRight: (Credentials) -> Bool?) -> RuleVerdict {
    var back = responseEdit
    guard allow.isEmpty || isOn(allow, request.client) else { return .page(.notAllowed, fields: [], back) }
    if let maintenance, !isOn(maintenance.allow, request.client) {
      return .page(.maintenance(maintenance.message), fields: [], back)
    }
    if let crossOrigin {
      let edit = crossOrigin.edit(request)
      back.removed.formUnion(edit.removed)
      back.added += edit.added
      if let answer = crossOrigin.preflight(request) {
        // What the gateway says of it itself stays.
        back.removed.subtract(edit.removed)
        return .answer(answer, back)
      }
    }
    var onward = requestEdit
    if let auth {
      guard let credentials = Credentials(request.authorization, of: auth) else { return unauthorized(auth, back) }
      guard let isRight = isRight(credentials) else { return .check(credentials, back) }
      guard isRight, credentials.isKnown else { return unauthorized(auth, back) }
      onward.added += Array("X-Forwarded-User: \(credentials.user)\r\n".utf8)
    }
    if let answer = redirect(request, below: prefix) { return .answer(answer, back) }
    onward.target = rewrites.firstTarget(request)
    return .pass(onward, back)
  }

  private func isOn(_ list: [AddressRange], _ client: IPAddress?) -> Bool {
    guard let client else { return false }
    return list.contains { $0.contains(client) }
  }

  private func unauthorized(_ auth: BasicAuth, _ back: ResponseEdit) -> RuleVerdict {
    .page(
      .unauthorized, fields: [(name: "WWW-Authenticate", value: "Basic realm=\"\(auth.realm)\", charset=\"UTF-8\"")], back)
  }

  private func redirect(_ request: RuleRequest, below prefix: String) -> Answer? {
    guard !redirects.isEmpty else { return nil }
    let path = RequestPath(request.path)
    for rule in redirects {
      guard let status = rule.status, let target = rule.target(of: path, query: request.query) else { continue }
      return Answer(status: status, fields: [(name: "Location", value: rule.to.isWhole ? target : prefix + target)])
    }
    return nil
  }

  private static func requestEdit(_ settings: RouteSettings) -> RequestEdit {
    var edit = RequestEdit()
    if let edits = settings.headers?.request {
      edit.removed = Set(edits.remove.map { $0.lowercased() } + edits.set.keys.map { $0.lowercased() })
      edit.added = edits.lines.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }
    }
    // The password was for the gateway.
    if settings.auth != nil { edit.removed.insert("authorization") }
    return edit
  }

  private static func responseEdit(_ edits: FieldEdits?) -> ResponseEdit {
    guard let edits else { return ResponseEdit() }
    return ResponseEdit(
      removed: Set(edits.remove.map { $0.lowercased() } + edits.set.keys.map { $0.lowercased() }), added: edits.lines)
  }
}

extension FieldEdits {
  /// In the order of their names.
  fileprivate var lines: [(name: String, value: String)] {
    (set.sorted { $0.key < $1.key } + add.sorted { $0.key < $1.key }).map { (name: $0.key, value: $0.value) }
  }
}

extension [PathRule] {
  fileprivate func firstTarget(_ request: RuleRequest) -> String? {
    guard !isEmpty else { return nil }
    let path = RequestPath(request.path)
    for rule in self {
      if let target = rule.target(of: path, query: request.query) { return target }
    }
    return nil
  }
}
