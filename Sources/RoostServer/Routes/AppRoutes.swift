import Hummingbird
import RoostModel

/// `/api/v1/apps` and `/api/v1/deployments`.
struct AppRoutes: Sendable {
  let operations: AppOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    router.get("apps", .appsList, .visible) { _, context in
      try JSONAnswer.value(try await operations.list().filter { context.actor.sees($0.name) })
    }
    router.get("apps/:name", .appsRead) { _, context in
      try JSONAnswer.value(try await operations.detail(RequestReader.appName(in: context)))
    }
    router.delete("apps/:name", .appsRemove) { _, context in
      try JSONAnswer.value(try await operations.remove(RequestReader.appName(in: context)))
    }
    router.get("apps/:name/runtime-check", .appsRead) { _, context in
      try JSONAnswer.value(try await operations.runtimeCheck(RequestReader.appName(in: context)))
    }
    addChange("start", operations.start, to: router)
    addChange("stop", operations.stop, to: router)
    addChange("restart", operations.restart, to: router)
    router.put("apps/:name/maintenance", .appsControl) { request, context in
      let wanted = try await RequestReader.body(Maintenance.self, of: request)
      return try JSONAnswer.value(try await operations.maintain(RequestReader.appName(in: context), wanted))
    }
    router.delete("apps/:name/maintenance", .appsControl) { _, context in
      try JSONAnswer.value(try await operations.maintain(RequestReader.appName(in: context), nil))
    }
    addStreams(to: router)
  }

  private func addChange(
    _ verb: String, _ change: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary,
    to router: APIRoutes
  ) {
    router.post("apps/:name/\(verb)", .appsControl) { _, context in
      try JSONAnswer.value(try await change(RequestReader.appName(in: context)))
    }
  }

  private func addStreams(to router: APIRoutes) {
    let (operations, streamed) = (operations, streamed)
    router.post("deployments", .appsDeploy, .named) { request, context in
      let wanted = try await RequestReader.body(DeployRequest.self, of: request)
      try context.permit(try wanted.name.map { (name) throws(Problem) in .app(try AppName(name)) } ?? .node)
      if wanted.namesPath { try context.permitPaths() }
      return try streamed.response(for: context, as: StreamForm(wantedBy: request)) {
        (sink: @escaping ProgressSink) async throws(Problem) in
        try await operations.deploy(wanted, sink)
      }
    }
    LogRoutes(logs: operations.logs).add(to: router)
  }
}
