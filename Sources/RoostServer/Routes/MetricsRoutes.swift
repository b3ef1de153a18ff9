import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/metrics`.
struct MetricsRoutes: Sendable {
  let operations: MetricsOperations

  func add(to router: APIRoutes) {
    router.answer(
      .get, "apps/:name/metrics", .appsRead, query: [.words("range", MetricsRange.allCases.map(\.rawValue))]
    ) { request, context in
      let text = RequestReader.text("range", of: request) ?? MetricsRange.hour.rawValue
      guard let range = MetricsRange(rawValue: text) else {
        throw Problem(
          .usageInvalid, "range must be 1h, 24h or 30d, not \(text.prefix(40).debugDescription)", hint: "ask with ?range=24h")
      }
      return try await operations.metrics(RequestReader.appName(in: context), range)
    }
  }
}
