import Hummingbird
import RoostModel

/// `/api/v1/environments` and `/api/v1/snapshots`.
struct EnvironmentRoutes: Sendable {
  let operations: EnvironmentOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    router.answer(get: "environments", .environmentsRead, with: operations.list)
    router.stream("environments", .environmentsManage, streamed, with: operations.create)
    router.answer(.get, "environments/:name", .environmentsRead) { _, context in
      try await operations.detail(RequestReader.environmentName(in: context))
    }
    router.done(.delete, "environments/:name", .environmentsManage) { _, context in
      try await operations.destroy(RequestReader.environmentName(in: context))
    }
    addChange("pause", operations.pause, to: router)
    addChange("resume", operations.resume, to: router)
    addSnapshots(to: router)
    addEvents(to: router)
    router.answer(get: "strategies/timings", .nodeRead, with: operations.timings)
  }

  private func addChange(
    _ verb: String, _ change: @escaping @Sendable (EnvironmentName) async throws(Problem) -> EnvironmentSummary,
    to router: APIRoutes
  ) {
    router.answer(.post, "environments/:name/\(verb)", .environmentsManage) { _, context in
      try await change(RequestReader.environmentName(in: context))
    }
  }

  private func addSnapshots(to router: APIRoutes) {
    let operations = operations
    router.change(.post, "environments/:name/snapshots", .environmentsManage) { (wanted: SnapshotRequest, context) in
      try await operations.snapshot(RequestReader.environmentName(in: context), wanted)
    }
    router.answer(get: "snapshots", .environmentsRead, with: operations.snapshots)
    router.done(.delete, "snapshots/:name", .environmentsManage) { _, context in
      try await operations.removeSnapshot(RequestReader.environmentName(in: context))
    }
  }

  private func addEvents(to router: APIRoutes) {
    let events = operations.events
    router.items(
      "environment-events", .environmentsRead, query: [.text("environment"), .number("after"), .flag("follow")],
      during: "reading the events"
    ) { request, _ in
      let name = try request.uri.queryParameters.get("environment").map { (text) throws(Problem) in
        try EnvironmentName(String(text))
      }
      let last = StreamForm.lastID(of: request).flatMap { Int($0) }
      let after = try RequestReader.number("after", of: request)
      return try await events(name, last ?? after, try RequestReader.flag("follow", of: request))
    }
  }
}
