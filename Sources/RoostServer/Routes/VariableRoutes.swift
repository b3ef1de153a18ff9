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
    let streamed = streamed
    router.get("apps/:name/env", .appsConfigure) { _, context in
      try JSONAnswer.value(try await operations.list(RequestReader.appName(in: context)))
    }
    router.get("apps/:name/env/history", .appsConfigure) { _, context in
      try JSONAnswer.value(try await operations.history(RequestReader.appName(in: context)))
    }
    router.post("apps/:name/env", .appsConfigure) { request, context in
      let name = try RequestReader.appName(in: context)
      let wanted = try await RequestReader.body(VariableChange.self, of: request, limit: VariableRoutes.longestChange)
      return try streamed.response(for: context) { (sink: @escaping ProgressSink) async throws(Problem) in
        try await operations.change(name, wanted, sink)
      }
    }
  }
}
