import Hummingbird
import RoostModel

/// `/api/v1/transactions` and `/api/v1/repairs`.
struct TransactionRoutes: Sendable {
  let operations: RuntimeOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    router.list("transactions", .nodeRead, by: \.id) { _, _ in try await operations.history() }
    router.work(
      "transactions/:number/undo", .runtimesManage, streamed: streamed, gives: TransactionRecord.self
    ) { _, context in
      let number = try RequestReader.number("number", in: context)
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await operations.undo(number, sink) }
    }
    router.work("repairs", .runtimesManage, streamed: streamed, gives: RepairReport.self) { _, _ in operations.repair }
  }
}
