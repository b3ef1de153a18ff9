import Hummingbird
import RoostModel

/// `/api/v1/uploads`, `/api/v1/apps/NAME/source` `/api/v1/apps/NAME/webhook` and `/api/v1/apps/NAME/follow`.
struct SourceRoutes: Sendable {
  let operations: SourceOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.upload("uploads", .appsDeploy, with: operations.beginUpload)
    router.answer(.get, "apps/:name/source", .appsConfigure) { _, context in
      try await operations.source(RequestReader.appName(in: context))
    }
    let detail = RouteForm(gives: .optional(WebhookDetail.self))
    router.get("apps/:name/webhook", .appsConfigure, form: detail) { request, context in
      guard let detail = try await operations.webhook(RequestReader.appName(in: context)) else {
        return Response(status: .noContent)
      }
      return try JSONAnswer.value(detail, for: request)
    }
    router.change(.post, "apps/:name/webhook", .appsConfigure) { (wanted: WebhookRequest, context) in
      try await operations.makeWebhook(RequestReader.appName(in: context), wanted)
    }
    router.work("apps/:name/follow", .appsDeploy, gives: AppSummary.self) { _, context in
      let name = try RequestReader.appName(in: context)
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await operations.follow(name, sink) }
    }
    router.done(.delete, "apps/:name/webhook", .appsConfigure) { _, context in
      try await operations.removeWebhook(RequestReader.appName(in: context))
    }
    router.change(.put, "apps/:name/source", .appsConfigure) { (source: DeploySource, context) in
      if source.namesPath { try context.permitPaths() }
      return try await operations.setSource(RequestReader.appName(in: context), source)
    }
  }
}
