import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel

/// Routes that say with their types what they take and give: so the description of the API is what they do.
extension APIRoutes {
  typealias Model = Codable & Sendable

  /// Answers with a value.
  func answer<Value: Model>(
    _ method: HTTPRequest.Method, _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil,
    query: [QueryField] = [], with reader: @escaping @Sendable (Request, APIContext) async throws -> Value
  ) {
    on(method, path, action, subject, form: RouteForm(gives: .value(Value.self), query: query)) { request, context in
      let value = try await reader(request, context)
      return method == .get ? try JSONAnswer.value(value, for: request) : try JSONAnswer.value(value)
    }
  }

  /// Answers with a value that needs no input.
  func answer<Value: Model>(
    get path: String, _ action: AccessAction, with operation: @escaping @Sendable () async throws(Problem) -> Value
  ) {
    answer(.get, path, action) { _, _ in try await operation() }
  }

  /// Answers with what becomes of a JSON body.
  func change<Body: Model, Value: Model>(
    _ method: HTTPRequest.Method = .post, _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil,
    with change: @escaping @Sendable (Body, APIContext) async throws -> Value
  ) {
    let form = RouteForm(takes: .json(Body.self), gives: .value(Value.self))
    on(method, path, action, subject, form: form) { request, context in
      try JSONAnswer.value(try await change(try await RequestReader.body(Body.self, of: request), context))
    }
  }

  /// The same, about the machine.
  func answer<Body: Model, Value: Model>(
    _ method: HTTPRequest.Method = .post, _ path: String, _ action: AccessAction,
    with operation: @escaping @Sendable (Body) async throws(Problem) -> Value
  ) {
    change(method, path, action) { (body: Body, _) in try await operation(body) }
  }

  /// Does what there is nothing to say about: 204.
  func done(
    _ method: HTTPRequest.Method, _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil,
    query: [QueryField] = [], with operation: @escaping @Sendable (Request, APIContext) async throws -> Void
  ) {
    on(method, path, action, subject, form: RouteForm(gives: .nothing, query: query)) { request, context in
      try await operation(request, context)
      return Response(status: .noContent)
    }
  }

  func done<Body: Model>(
    _ method: HTTPRequest.Method, _ path: String, _ action: AccessAction, taking body: Body.Type,
    with operation: @escaping @Sendable (Body, Request, APIContext) async throws -> Void
  ) {
    on(method, path, action, form: RouteForm(takes: .json(body), gives: .nothing)) { request, context in
      try await operation(try await RequestReader.body(body, of: request), request, context)
      return Response(status: .noContent)
    }
  }

  /// Answers with values as they come.
  func items<Items: AsyncSequence & Sendable>(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, query: [QueryField], during activity: String,
    with reader: @escaping @Sendable (Request, APIContext) async throws -> Items
  ) where Items.Element: Model {
    get(path, action, subject, form: RouteForm(gives: .items(Items.Element.self), query: query)) { request, context in
      ItemAnswer.response(
        of: try await reader(request, context), during: activity, for: context, as: StreamForm(wantedBy: request))
    }
  }
}

/// Long work: progress, and what becomes of it in the end.
extension APIRoutes {
  typealias Work<Value> = @Sendable (@escaping ProgressSink) async throws(Problem) -> Value

  /// The work that `begin` makes of the request. `streamed` goes on when the client leaves; without it the work ends then.
  func work<Value: Model>(
    _ path: String, _ action: AccessAction, _ subject: RouteSubject? = nil, streamed: OperationAnswer? = nil,
    takes: RouteForm.Body = .nothing, gives value: Value.Type,
    begin: @escaping @Sendable (Request, APIContext) async throws -> Work<Value>
  ) {
    post(path, action, subject, form: RouteForm(takes: takes, gives: .work(value))) { request, context in
      let work = try await begin(request, context)
      let form = StreamForm(wantedBy: request)
      guard let streamed else { return AttendedAnswer.response(for: context, as: form, running: work) }
      return try streamed.response(for: context, as: form, running: work)
    }
  }

  /// Work that a JSON body asks for; goes on when the client leaves. `subject` says what the body is about; without it, it is about the
  /// machine.
  func stream<Body: Model, Value: Model>(
    _ path: String, _ action: AccessAction, _ streamed: OperationAnswer,
    about subject: (@Sendable (Body) throws(Problem) -> AccessResource)? = nil,
    with operation: @escaping @Sendable (Body, @escaping ProgressSink) async throws(Problem) -> Value
  ) {
    work(
      path, action, subject == nil ? .node : .named, streamed: streamed, takes: .json(Body.self), gives: Value.self
    ) { request, context in
      let wanted = try await RequestReader.body(Body.self, of: request)
      if let subject { try context.permit(try subject(wanted)) }
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await operation(wanted, sink) }
    }
  }

  /// The same for a client that may send its request again: with an `Idempotency-Key` the work is done once.
  func repeatable<Body: Model, Value: Model>(
    _ path: String, _ action: AccessAction, _ answer: RepeatedAnswer,
    about permit: @escaping @Sendable (inout Body, APIContext) throws(Problem) -> Void,
    with operation: @escaping @Sendable (Body, @escaping ProgressSink) async throws(Problem) -> Value
  ) {
    let form = RouteForm(takes: .json(Body.self), gives: .work(Value.self), isRepeatable: true)
    post(path, action, .named, form: form) { request, context in
      var asked = try await RequestReader.body(Body.self, of: request)
      try permit(&asked, context)
      let wanted = asked
      let work: Work<Value> = { (sink: @escaping ProgressSink) async throws(Problem) in try await operation(wanted, sink) }
      guard let key = try RepeatedAnswer.key(of: request, context) else {
        return try answer.streamed.response(for: context, as: StreamForm(wantedBy: request), running: work)
      }
      return try await answer.response(to: request, context, key: key, body: wanted, work: work)
    }
  }

  /// Takes bytes that a later request uses.
  func upload(
    _ path: String, _ action: AccessAction, with begin: @escaping @Sendable () async throws(Problem) -> UploadSink
  ) {
    post(path, action, .visible, body: .bytes, form: RouteForm(takes: .bytes, gives: .value(UploadSummary.self))) { request, _ in
      try await RequestReader.upload(request, into: try await begin())
    }
  }
}
