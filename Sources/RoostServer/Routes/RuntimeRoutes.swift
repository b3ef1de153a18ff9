import Hummingbird
import RoostModel

/// `/api/v1/runtimes` and `/api/v1/outdated`.
struct RuntimeRoutes: Sendable {
  let operations: RuntimeOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(get: "runtimes", .runtimesRead, with: operations.list)
    router.answer(.get, "runtimes/:specifier", .runtimesRead) { _, context in
      try await operations.info(RequestReader.segment("specifier", in: context))
    }
    router.answer(.get, "runtimes/:specifier/why", .runtimesRead) { _, context in
      try await operations.why(RequestReader.segment("specifier", in: context))
    }
    router.answer(.get, "runtimes/:specifier/versions", .runtimesRead) { _, context in
      try await operations.versions(RequestReader.segment("specifier", in: context))
    }
    router.answer(get: "outdated", .runtimesRead, with: operations.outdated)
    router.answer(.post, "runtimes/plan", .runtimesRead, with: operations.plan)
    router.answer(.post, "runtimes/can-remove", .runtimesRead, with: operations.canRemove)
    addStreams(to: router)
  }

  private func addStreams(to router: APIRoutes) {
    let operations = operations
    router.stream("runtimes", .runtimesManage, streamed, with: operations.install)
    router.stream("runtimes/remove", .runtimesManage, streamed, with: operations.remove)
    router.stream("runtimes/collect", .runtimesManage, streamed, with: operations.collect)
    router.stream("runtimes/verify", .runtimesManage, streamed) { (wanted: SpecifierList, sink) async throws(Problem) in
      try await operations.verify(wanted.specifiers, sink)
    }
    router.stream("runtimes/upgrade", .runtimesManage, streamed) { (wanted: SpecifierList, sink) async throws(Problem) in
      try await operations.upgrade(wanted.specifiers, sink)
    }
  }
}
