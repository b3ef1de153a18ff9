import FoundationEssentials
import HTTPTypes
import Hummingbird
import RoostModel

/// Lets a request through to its route if its actor may do what the route does, and writes down what changes something.
struct RouteGate: Sendable {
  let record: @Sendable (AuditEntry) async -> Void

  @concurrent func pass(
    _ request: Request, _ context: APIContext, _ route: RouteEntry, _ handler: APIRoutes.Handler
  ) async throws -> Response {
    var context = context
    context.route = route
    do {
      try BodyForm.check(request, route, context)
      // A wrong one is not the same as none, but for who is about to get a right one.
      if context.hasWrongCredential, route.action != .sessionOpen { throw Problem.unknownCredential }
      try authorize(context.actor, route.action)
      try RouteGate.permit(route, context)
      try QueryForm.check(request, route)
      let response = try await handler(request, context)
      await note(response.status.code < 400 ? "accepted" : "\(response.status.code)", request, context, route)
      return response
    } catch {
      await note(Problem.unexpected(error, during: "a request").code.rawValue, request, context, route)
      throw error
    }
  }

  private static func permit(_ route: RouteEntry, _ context: APIContext) throws(Problem) {
    switch route.subject {
    case .node: try context.permit(.node)
    case .visible: try context.permit(.visible)
    case .appInPath: try context.permit(.app(RequestReader.appName(in: context)))
    case .named: return
    }
  }

  /// Who is not known leaves no line here, so that nobody can fill the log with nothing; wrong passwords leave theirs where they are
  /// compared.
  private func note(_ outcome: String, _ request: Request, _ context: APIContext, _ route: RouteEntry) async {
    guard route.changes || route.action == .appsTransfer, context.actor.kind != .nobody else { return }
    await record(
      AuditEntry(
        at: Date.now.timeIntervalSince1970, kind: context.actor.kind, actor: context.actor.name, action: route.action,
        resource: context.subject.text, request: "\(request.method) \(request.uri.path.prefix(200))", outcome: outcome,
        address: context.address))
  }
}

/// In what form a body comes. Whoever calls from this machine's socket may leave it out.
enum BodyForm {
  static func check(_ request: Request, _ route: RouteEntry, _ context: APIContext) throws(Problem) {
    guard context.actor.kind != .local, hasBody(request) else { return }
    let form = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    if route.body == .form { return try checkForm(form, "application/x-www-form-urlencoded", request) }
    if route.body == .upload { return try checkForm(form, "multipart/form-data", request) }
    // A page of another site can send these without being asked whether it may.
    let forms = ["", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
    let isRight = route.body == .json ? form == "application/json" : !forms.contains(form)
    guard isRight else {
      throw Problem(
        .usageInvalid, "the body is not announced as \(route.body == .json ? "JSON" : "bytes")",
        hint: "send Content-Type: \(route.body == .json ? "application/json" : "application/octet-stream")")
    }
  }

  /// Another site's page can send one, and says so: browsers tell the origin of every form.
  private static func checkForm(_ form: String, _ expected: String, _ request: Request) throws(Problem) {
    guard form == expected else {
      throw Problem(.usageInvalid, "the body is not announced as a form", hint: "use the page's own form")
    }
    guard request.headers[.origin] != nil else { throw .otherSite }
  }

  private static func hasBody(_ request: Request) -> Bool {
    if request.headers[.transferEncoding] != nil { return true }
    return request.headers[.contentLength].map { $0 != "0" } ?? false
  }
}
