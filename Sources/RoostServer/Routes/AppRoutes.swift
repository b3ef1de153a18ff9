import Hummingbird
import RoostModel

/// `/api/v1/apps` and `/api/v1/deployments`.
struct AppRoutes: Sendable {
  let operations: AppOperations
  let streamed: OperationAnswer

  func add(to router: RouterGroup<APIContext>) {
    router.get("apps") { _, _ in try JSONAnswer.value(try await operations.list()) }
    router.get("apps/:name") { _, context in
      try JSONAnswer.value(try await operations.detail(RequestReader.appName(in: context)))
    }
    router.delete("apps/:name") { _, context in
      try JSONAnswer.value(try await operations.remove(RequestReader.appName(in: context)))
    }
    router.get("apps/:name/runtime-check") { _, context in
      try JSONAnswer.value(try await operations.runtimeCheck(RequestReader.appName(in: context)))
    }
    addChange("start", operations.start, to: router)
    addChange("stop", operations.stop, to: router)
    addChange("restart", operations.restart, to: router)
    router.put("apps/:name/maintenance") { request, context in
      let wanted = try await RequestReader.body(Maintenance.self, of: request)
      return try JSONAnswer.value(try await operations.maintain(RequestReader.appName(in: context), wanted))
    }
    router.delete("apps/:name/maintenance") { _, context in
      try JSONAnswer.value(try await operations.maintain(RequestReader.appName(in: context), nil))
    }
    addStreams(to: router)
  }

  private func addChange(
    _ verb: String, _ change: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary,
    to router: RouterGroup<APIContext>
  ) {
    router.post("apps/:name/\(verb)") { _, context in
      try JSONAnswer.value(try await change(RequestReader.appName(in: context)))
    }
  }

  private func addStreams(to router: RouterGroup<APIContext>) {
    router.stream("deployments", streamed, with: operations.deploy)
    LogRoutes(logs: operations.logs).add(to: router)
  }
}
