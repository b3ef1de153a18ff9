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
    router.get("environments/:name", .environmentsRead) { _, context in
      try JSONAnswer.value(try await operations.detail(RequestReader.environmentName(in: context)))
    }
    router.delete("environments/:name", .environmentsManage) { _, context in
      try await operations.destroy(RequestReader.environmentName(in: context))
      return Response(status: .noContent)
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
    router.post("environments/:name/\(verb)", .environmentsManage) { _, context in
      try JSONAnswer.value(try await change(RequestReader.environmentName(in: context)))
    }
  }

  private func addSnapshots(to router: APIRoutes) {
    let operations = operations
    router.post("environments/:name/snapshots", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let wanted = try await RequestReader.body(SnapshotRequest.self, of: request)
      return try JSONAnswer.value(try await operations.snapshot(name, wanted))
    }
    router.answer(get: "snapshots", .environmentsRead, with: operations.snapshots)
    router.delete("snapshots/:name", .environmentsManage) { _, context in
      try await operations.removeSnapshot(RequestReader.environmentName(in: context))
      return Response(status: .noContent)
    }
  }

  private func addEvents(to router: APIRoutes) {
    let events = operations.events
    router.get("environment-events", .environmentsRead) { request, context in
      let name = try request.uri.queryParameters.get("environment").map { (text) throws(Problem) in
        try EnvironmentName(String(text))
      }
      let notices = try await events(
        name, try RequestReader.number("after", of: request), try RequestReader.flag("follow", of: request))
      return ItemAnswer.response(of: notices, during: "reading the events", for: context)
    }
  }
}
