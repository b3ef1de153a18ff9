import Hummingbird
import RoostModel

/// `/api/v1/uploads`, `/api/v1/apps/NAME/source` `/api/v1/apps/NAME/webhook` and `/api/v1/apps/NAME/follow`.
struct SourceRoutes: Sendable {
  let operations: SourceOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.post("uploads", .appsDeploy, .visible, body: .bytes) { request, _ in
      try await RequestReader.upload(request, into: try await operations.beginUpload())
    }
    router.get("apps/:name/source", .appsConfigure) { _, context in
      try JSONAnswer.value(try await operations.source(RequestReader.appName(in: context)))
    }
    router.get("apps/:name/webhook", .appsConfigure) { _, context in
      guard let detail = try await operations.webhook(RequestReader.appName(in: context)) else {
        return Response(status: .noContent)
      }
      return try JSONAnswer.value(detail)
    }
    router.post("apps/:name/webhook", .appsConfigure) { request, context in
      let wanted = try await RequestReader.body(WebhookRequest.self, of: request)
      return try JSONAnswer.value(try await operations.makeWebhook(RequestReader.appName(in: context), wanted))
    }
    router.post("apps/:name/follow", .appsDeploy) { _, context in
      let name = try RequestReader.appName(in: context)
      return AttendedAnswer.response(for: context) { (sink: @escaping ProgressSink) async throws(Problem) in
        try await operations.follow(name, sink)
      }
    }
    router.delete("apps/:name/webhook", .appsConfigure) { _, context in
      try await operations.removeWebhook(RequestReader.appName(in: context))
      return Response(status: .noContent)
    }
    router.put("apps/:name/source", .appsConfigure) { request, context in
      let source = try await RequestReader.body(DeploySource.self, of: request)
      if source.namesPath { try context.permitPaths() }
      return try JSONAnswer.value(try await operations.setSource(RequestReader.appName(in: context), source))
    }
  }
}
