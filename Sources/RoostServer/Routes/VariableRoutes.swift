import HTTPTypes
import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/env`.
struct VariableRoutes: Sendable {
  /// All that an app may have, and what JSON makes of it.
  static let longestChange = 4 << 20

  let operations: VariableOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(.get, "apps/:name/env", .appsConfigure) { _, context in
      try await operations.list(RequestReader.appName(in: context))
    }
    router.answer(.get, "apps/:name/env/history", .appsConfigure) { _, context in
      try await operations.history(RequestReader.appName(in: context))
    }
    router.work(
      "apps/:name/env", .appsConfigure, streamed: streamed, takes: .json(VariableChange.self), gives: VariableChangeResult.self
    ) { request, context in
      let name = try RequestReader.appName(in: context)
      var wanted = try await RequestReader.body(VariableChange.self, of: request, limit: VariableRoutes.longestChange)
      if let field = request.headers[.ifMatch] {
        let list = try await operations.list(name)
        guard EntityTag(try JSONAnswer.bytes(of: list)).isNamed(in: field) else {
          throw Problem(
            .preconditionFailed, "the variables are not those of If-Match: they are at version \(list.version)",
            hint: "read them again: GET /api/v1/apps/\(name)/env")
        }
        wanted.expectedVersion = list.version
      }
      let change = wanted
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await operations.change(name, change, sink) }
    }
  }
}
