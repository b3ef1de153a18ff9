import HTTPTypes
import Hummingbird
import RoostModel

/// `/api/v1/apps` and `/api/v1/deployments`.
struct AppRoutes: Sendable {
  let operations: AppOperations
  let repeated: RepeatedAnswer

  func add(to router: APIRoutes) {
    let whole = EncodedAnswer<[AppSummary]>()
    router.get("apps", .appsList, .visible, form: RouteForm(gives: .value([AppSummary].self))) { request, context in
      let apps = try await operations.list()
      guard context.actor.apps != nil else { return try whole.response(apps, for: request) }
      return try JSONAnswer.value(apps.filter { context.actor.sees($0.name) }, for: request)
    }
    router.answer(.get, "apps/:name", .appsRead) { _, context in
      try await operations.detail(RequestReader.appName(in: context)).shown(to: context.actor)
    }
    router.answer(.delete, "apps/:name", .appsRemove) { _, context in
      try await operations.remove(RequestReader.appName(in: context))
    }
    router.answer(.get, "apps/:name/runtime-check", .appsRead) { _, context in
      try await operations.runtimeCheck(RequestReader.appName(in: context))
    }
    addChange("start", operations.start, to: router)
    addChange("stop", operations.stop, to: router)
    addChange("restart", operations.restart, to: router)
    router.change(.put, "apps/:name/maintenance", .appsControl) { (wanted: Maintenance, context) in
      try await operations.maintain(RequestReader.appName(in: context), wanted)
    }
    router.answer(.delete, "apps/:name/maintenance", .appsControl) { _, context in
      try await operations.maintain(RequestReader.appName(in: context), nil)
    }
    addStreams(to: router)
  }

  private func addChange(
    _ verb: String, _ change: @escaping @Sendable (AppName) async throws(Problem) -> AppSummary,
    to router: APIRoutes
  ) {
    router.answer(.post, "apps/:name/\(verb)", .appsControl) { _, context in
      try await change(RequestReader.appName(in: context))
    }
  }

  private func addStreams(to router: APIRoutes) {
    router.repeatable(
      "deployments", .appsDeploy, repeated,
      about: { (wanted: inout DeployRequest, context) throws(Problem) in
        try context.permit(try wanted.name.map { (name) throws(Problem) in .app(try AppName(name)) } ?? .node)
        if wanted.namesPath { try context.permitPaths() }
        wanted.mayMove = context.mayAdministerNode ? true : nil
      }, with: operations.deploy)
    LogRoutes(logs: operations.logs).add(to: router)
  }
}
