import Hummingbird
import RoostModel

/// `/api/v1/transactions` and `/api/v1/repairs`.
struct TransactionRoutes: Sendable {
  let operations: RuntimeOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    let streamed = streamed
    router.answer(get: "transactions", .nodeRead, with: operations.history)
    router.post("transactions/:number/undo", .runtimesManage) { _, context in
      let number = try RequestReader.number("number", in: context)
      return try streamed.response(for: context) { (sink: @escaping ProgressSink) async throws(Problem) in
        try await operations.undo(number, sink)
      }
    }
    router.post("repairs", .runtimesManage) { _, context in
      try streamed.response(for: context) { (sink: @escaping ProgressSink) async throws(Problem) in
        try await operations.repair(sink)
      }
    }
  }
}
