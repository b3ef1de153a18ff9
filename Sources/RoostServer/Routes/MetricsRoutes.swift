import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/metrics` and `/metrics/stream`.
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
    router.items(
      "apps/:name/metrics/stream", .appsRead, query: [.number("after"), .count("tail"), .flag("follow")],
      during: "reading the app's metrics"
    ) { request, context in
      let after = try StreamForm.lastNumber(of: request) ?? RequestReader.number("after", of: request)
      let wanted = MetricsFollowing(
        after: after, tail: try RequestReader.count("tail", of: request),
        follows: try RequestReader.flag("follow", of: request))
      return try await operations.follow(RequestReader.appName(in: context), wanted)
    }
  }
}
