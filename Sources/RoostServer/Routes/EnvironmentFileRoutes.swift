import Hummingbird
import RoostModel

/// `/api/v1/environments/{name}/files`.
struct EnvironmentFileRoutes: Sendable {
  let operations: EnvironmentFileOperations

  func add(to router: APIRoutes) {
    let operations = operations
    addTransfer("put", operations.put, to: router)
    addTransfer("get", operations.get, to: router)
    router.get("environments/:name/files", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      return try JSONAnswer.value(try await operations.list(name, RequestReader.path("path", of: request)))
    }
    router.get("environments/:name/files/content", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let portion = try await operations.read(
        name, RequestReader.path("path", of: request), UInt64(try RequestReader.number("from", of: request) ?? 0),
        EnvironmentFileOperations.longestPortion)
      return try JSONAnswer.value(portion)
    }
    router.get("environments/:name/files/changes", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let path = request.uri.queryParameters.get("path") == nil ? nil : try RequestReader.path("path", of: request)
      let changes = try await operations.watch(name, path)
      return ItemAnswer.response(of: changes, during: "watching files", for: context)
    }
    router.delete("environments/:name/files", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      try await operations.remove(
        name, RequestReader.path("path", of: request), RequestReader.flag("recursive", of: request))
      return Response(status: .noContent)
    }
  }

  private func addTransfer(
    _ verb: String,
    _ transfer:
      @escaping @Sendable (EnvironmentName, FileTransfer, @escaping ProgressSink) async throws(Problem) -> FileTransferResult,
    to router: APIRoutes
  ) {
    router.post("environments/:name/files/\(verb)", .environmentsManage) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let wanted = try await RequestReader.body(FileTransfer.self, of: request)
      return AttendedAnswer.response(for: context) { (sink: @escaping ProgressSink) async throws(Problem) in
        try await transfer(name, wanted, sink)
      }
    }
  }
}
