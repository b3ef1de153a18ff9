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

  func on(
    _ method: HTTPRequest.Method, _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil,
    body: RouteEntry.Body = .json, use handler: @escaping Handler
  ) {
    let entry = RouteEntry(
      method: method, path: path, action: action, subject: subject ?? RouteEntry.subject(of: path), body: body)
    table.add(entry)
    let gate = gate
    group.on(RouterPath(path), method: method) { request, context in
      try await gate.pass(request, context, entry, handler)
    }
  }

  func get(_ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, use handler: @escaping Handler) {
    on(.get, path, action, subject, use: handler)
  }

  func post(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, body: RouteEntry.Body = .json,
    use handler: @escaping Handler
  ) {
    on(.post, path, action, subject, body: body, use: handler)
  }

  func put(_ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, use handler: @escaping Handler) {
    on(.put, path, action, subject, use: handler)
  }

  func delete(_ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, use handler: @escaping Handler) {
    on(.delete, path, action, subject, use: handler)
  }
}

extension APIRoutes {
  /// Answers with a value that needs no input.
  func answer<Value: Encodable & Sendable>(
    get path: String, _ action: AccessAction, with operation: @escaping @Sendable () async throws(Problem) -> Value
  ) {
    get(path, action) { _, _ in try JSONAnswer.value(try await operation()) }
  }

  /// Answers with what becomes of a JSON body that is about the machine.
  func answer<Body: Decodable & Sendable, Value: Encodable & Sendable>(
    _ method: HTTPRequest.Method = .post, _ path: String, _ action: AccessAction,
    with operation: @escaping @Sendable (Body) async throws(Problem) -> Value
  ) {
    on(method, path, action) { request, _ in
      try JSONAnswer.value(try await operation(try await RequestReader.body(Body.self, of: request)))
    }
  }

  /// Answers with progress and what becomes of a JSON body in the end; goes on when the client leaves. `subject` says what the body is
  /// about; without it, it is about the machine.
  func stream<Body: Decodable & Sendable, Value: Codable & Sendable>(
    _ path: String, _ action: AccessAction, _ streamed: OperationAnswer,
    about subject: (@Sendable (Body) throws(Problem) -> AccessResource)? = nil,
    with operation: @escaping @Sendable (Body, @escaping ProgressSink) async throws(Problem) -> Value
  ) {
    post(path, action, subject == nil ? .node : .named) { request, context in
      let wanted = try await RequestReader.body(Body.self, of: request)
      if let subject { try context.permit(try subject(wanted)) }
      return try streamed.response(for: context, as: StreamForm(wantedBy: request)) {
        (sink: @escaping ProgressSink) async throws(Problem) in
        try await operation(wanted, sink)
      }
    }
  }
}
