import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel

/// Where the routes of the API are registered. There is no way in without saying what the caller must be allowed.
struct APIRoutes {
  typealias Handler = @Sendable (Request, APIContext) async throws -> Response

  let group: RouterGroup<APIContext>
  let table: RouteTable
  let gate: RouteGate
  /// What makes open pages look whether they changed; where there are no pages, nothing.
  var events: (@Sendable () async throws(Problem) -> AsyncStream<ServerEvent>)?

  func on(
    _ method: HTTPRequest.Method, _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil,
    body: RouteEntry.Body = .json, form: RouteForm? = nil, use handler: @escaping Handler
  ) {
    let entry = RouteEntry(
      method: method, path: path, action: action, subject: subject ?? RouteEntry.subject(of: path), body: body, form: form)
    table.add(entry)
    let gate = gate
    // What `HEAD` leaves out is left out by `HeadAnswers`.
    for method in entry.answersHead ? [.get, .head] : [method] {
      group.on(RouterPath(path), method: method) { request, context in
        try await gate.pass(request, context, entry, handler)
      }
    }
  }

  func get(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, form: RouteForm? = nil, use handler: @escaping Handler
  ) { on(.get, path, action, subject, form: form, use: handler) }

  func post(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, body: RouteEntry.Body = .json,
    form: RouteForm? = nil, use handler: @escaping Handler
  ) { on(.post, path, action, subject, body: body, form: form, use: handler) }
}
