import Hummingbird
import RoostModel

/// `/api/v1/environments/{name}/processes`.
struct EnvironmentProcessRoutes: Sendable {
  let operations: EnvironmentOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.change(.post, "environments/:name/processes", .environmentsManage) { (wanted: ProcessRequest, context) in
      try await operations.spawn(RequestReader.environmentName(in: context), wanted)
    }
    router.items(
      "environments/:name/processes/:number/output", .environmentsManage, query: [.number("from"), .flag("follow")],
      during: "reading the process's output"
    ) { request, context in
      let last = StreamForm.lastID(of: request).flatMap { UInt64($0) }
      let from = UInt64(try RequestReader.number("from", of: request) ?? 0)
      return try await operations.output(
        RequestReader.environmentName(in: context), RequestReader.process(in: context), last ?? from,
        RequestReader.flag("follow", of: request))
    }
    router.done(
      .post, "environments/:name/processes/:number/input", .environmentsManage, taking: ProcessInput.self
    ) { input, _, context in
      let name = try RequestReader.environmentName(in: context)
      try await operations.input(name, RequestReader.process(in: context), input)
    }
  }
}
