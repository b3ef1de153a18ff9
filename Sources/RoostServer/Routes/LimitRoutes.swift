import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/limits`.
struct LimitRoutes: Sendable {
  let operations: LimitOperations

  func add(to router: APIRoutes) {
    router.get("apps/:name/limits", .appsRead) { _, context in
      try JSONAnswer.value(try await operations.limits(RequestReader.appName(in: context)))
    }
    router.put("apps/:name/limits", .appsConfigure) { request, context in
      let change = try await RequestReader.body(AppLimitsChange.self, of: request)
      return try JSONAnswer.value(try await operations.change(RequestReader.appName(in: context), change))
    }
  }
}
