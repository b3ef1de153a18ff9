import Hummingbird
import RoostModel

/// `/api/v1/runtimes`.
struct RuntimeRoutes: Sendable {
  let operations: RuntimeOperations
  let streamed: OperationAnswer

  func add(to router: RouterGroup<APIContext>) {
    router.get("runtimes") { _, _ in try JSONAnswer.value(try await operations.list()) }
    router.get("runtimes/:specifier") { _, context in
      try JSONAnswer.value(try await operations.info(RequestReader.segment("specifier", in: context)))
    }
    router.delete("runtimes/:specifier") { _, context in
      let specifier = try RequestReader.segment("specifier", in: context)
      _ = try await operations.remove(RemoveRequest(specifiers: [specifier])) { _ in }
      return Response(status: .noContent)
    }
    router.post("runtimes") { request, context in
      let wanted = try await RequestReader.body(InstallRequest.self, of: request)
      return try streamed.response(for: context) { (sink: @escaping ProgressSink) async throws(Problem) in
        try await operations.install(wanted, sink)
      }
    }
  }
}
