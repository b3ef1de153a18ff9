import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/sleep` and `/api/v1/apps/NAME/wake`.
struct SleepRoutes: Sendable {
  let operations: SleepOperations

  func add(to router: APIRoutes) {
    router.answer(.post, "apps/:name/sleep", .appsControl, query: [.flag("stop")]) { request, context in
      let stops = try RequestReader.flag("stop", of: request)
      return try await operations.sleep(RequestReader.appName(in: context), stops)
    }
    router.answer(.post, "apps/:name/wake", .appsControl) { _, context in
      try await operations.wake(RequestReader.appName(in: context))
    }
  }
}
