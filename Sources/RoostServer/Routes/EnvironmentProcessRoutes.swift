import Hummingbird
import RoostModel

/// `/api/v1/environments/{name}/processes`.
struct EnvironmentProcessRoutes: Sendable {
  let operations: EnvironmentOperations

  func add(to router: APIRoutes) {
    let operations = operations
    router.post("environments/:name/processes", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let wanted = try await RequestReader.body(ProcessRequest.self, of: request)
      return try JSONAnswer.value(try await operations.spawn(name, wanted))
    }
    router.get("environments/:name/processes/:number/output", .environmentsManage) { request, context in
      let output = try await operations.output(
        RequestReader.environmentName(in: context), RequestReader.process(in: context),
        UInt64(try RequestReader.number("from", of: request) ?? 0), RequestReader.flag("follow", of: request))
      return ItemAnswer.response(of: output, during: "reading the process's output", for: context)
    }
    router.post("environments/:name/processes/:number/input", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let input = try await RequestReader.body(ProcessInput.self, of: request)
      try await operations.input(name, RequestReader.process(in: context), input)
      return Response(status: .noContent)
    }
  }
}
