import HTTPTypes
import Hummingbird
import RoostModel

extension RouterGroup where Context == APIContext {
  /// Answers with a value that needs no input.
  func answer<Value: Encodable & Sendable>(
    get path: RouterPath, with operation: @escaping @Sendable () async throws(Problem) -> Value
  ) {
    get(path) { _, _ in try JSONAnswer.value(try await operation()) }
  }

  /// Answers with what becomes of a JSON body.
  func answer<Body: Decodable & Sendable, Value: Encodable & Sendable>(
    _ method: HTTPRequest.Method = .post, _ path: RouterPath,
    with operation: @escaping @Sendable (Body) async throws(Problem) -> Value
  ) {
    on(path, method: method) { request, _ in
      try JSONAnswer.value(try await operation(try await RequestReader.body(Body.self, of: request)))
    }
  }

  /// Answers with progress and what becomes of a JSON body in the end; goes on when the client leaves.
  func stream<Body: Decodable & Sendable, Value: Codable & Sendable>(
    _ path: RouterPath, _ streamed: OperationAnswer,
    with operation: @escaping @Sendable (Body, @escaping ProgressSink) async throws(Problem) -> Value
  ) {
    post(path) { request, context in
      let wanted = try await RequestReader.body(Body.self, of: request)
      return try streamed.response(for: context, as: StreamForm(wantedBy: request)) {
        (sink: @escaping ProgressSink) async throws(Problem) in
        try await operation(wanted, sink)
      }
    }
  }
}
