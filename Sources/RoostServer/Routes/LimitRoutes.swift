import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/limits`.
struct LimitRoutes: Sendable {
  let operations: LimitOperations

  func add(to router: APIRoutes) {
    router.answer(.get, "apps/:name/limits", .appsRead) { _, context in
      try await operations.limits(RequestReader.appName(in: context))
    }
    router.change(.put, "apps/:name/limits", .appsConfigure) { (change: AppLimitsChange, context) in
      try await operations.change(RequestReader.appName(in: context), change)
    }
  }
}
