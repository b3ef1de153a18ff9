import Hummingbird
import RoostModel

/// `/api/v1/environments/{name}/files`.
struct EnvironmentFileRoutes: Sendable {
  let operations: EnvironmentFileOperations

  func add(to router: APIRoutes) {
    let operations = operations
    addTransfer("put", operations.put, to: router)
    addTransfer("get", operations.get, to: router)
    router.answer(.get, "environments/:name/files", .environmentsManage, query: [.path()]) { request, context in
      let name = try RequestReader.environmentName(in: context)
      return try await operations.list(name, RequestReader.path("path", of: request))
    }
    router.answer(
      .get, "environments/:name/files/content", .environmentsManage, query: [.path(), .number("from")]
    ) { request, context in
      let name = try RequestReader.environmentName(in: context)
      return try await operations.read(
        name, RequestReader.path("path", of: request), UInt64(try RequestReader.number("from", of: request) ?? 0),
        EnvironmentFileOperations.longestPortion)
    }
    router.items(
      "environments/:name/files/changes", .environmentsManage, query: [.path(required: false)], during: "watching files"
    ) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let path = request.uri.queryParameters.get("path") == nil ? nil : try RequestReader.path("path", of: request)
      return try await operations.watch(name, path)
    }
    router.done(
      .delete, "environments/:name/files", .environmentsManage, query: [.path(), .flag("recursive")]
    ) { request, context in
      let name = try RequestReader.environmentName(in: context)
      try await operations.remove(
        name, RequestReader.path("path", of: request), RequestReader.flag("recursive", of: request))
    }
  }

  private func addTransfer(
    _ verb: String,
    _ transfer:
      @escaping @Sendable (EnvironmentName, FileTransfer, @escaping ProgressSink) async throws(Problem) -> FileTransferResult,
    to router: APIRoutes
  ) {
    router.work(
      "environments/:name/files/\(verb)", .environmentsManage, takes: .json(FileTransfer.self),
      gives: FileTransferResult.self
    ) { request, context in
      let name = try RequestReader.environmentName(in: context)
      let wanted = try await RequestReader.body(FileTransfer.self, of: request)
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await transfer(name, wanted, sink) }
    }
  }
}
