import Hummingbird
import RoostModel

/// `/api/v1/runtimes` and `/api/v1/outdated`.
struct RuntimeRoutes: Sendable {
  let operations: RuntimeOperations
  let streamed: OperationAnswer

  func add(to router: RouterGroup<APIContext>) {
    let operations = operations
    router.answer(get: "runtimes", with: operations.list)
    router.get("runtimes/:specifier") { _, context in
      try JSONAnswer.value(try await operations.info(RequestReader.segment("specifier", in: context)))
    }
    router.get("runtimes/:specifier/why") { _, context in
      try JSONAnswer.value(try await operations.why(RequestReader.segment("specifier", in: context)))
    }
    router.get("runtimes/:specifier/versions") { _, context in
      try JSONAnswer.value(try await operations.versions(RequestReader.segment("specifier", in: context)))
    }
    router.answer(get: "outdated", with: operations.outdated)
    router.answer(.post, "runtimes/plan", with: operations.plan)
    router.answer(.post, "runtimes/can-remove", with: operations.canRemove)
    addStreams(to: router)
  }

  private func addStreams(to router: RouterGroup<APIContext>) {
    let operations = operations
    router.stream("runtimes", streamed, with: operations.install)
    router.stream("runtimes/remove", streamed, with: operations.remove)
    router.stream("runtimes/collect", streamed, with: operations.collect)
    router.stream("runtimes/verify", streamed) { (wanted: SpecifierList, sink) async throws(Problem) in
      try await operations.verify(wanted.specifiers, sink)
    }
    router.stream("runtimes/upgrade", streamed) { (wanted: SpecifierList, sink) async throws(Problem) in
      try await operations.upgrade(wanted.specifiers, sink)
    }
  }
}
