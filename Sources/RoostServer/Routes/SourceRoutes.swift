import Hummingbird
import NIOCore
import RoostModel

/// `/api/v1/uploads` and `/api/v1/apps/NAME/source`.
struct SourceRoutes: Sendable {
  let operations: SourceOperations

  func add(to router: RouterGroup<APIContext>) {
    let operations = operations
    router.post("uploads") { request, _ in
      let sink = try await operations.beginUpload()
      do {
        for try await piece in request.body { try await sink.write(Array(piece.readableBytesView)) }
        return try JSONAnswer.value(try await sink.finish())
      } catch {
        await sink.abandon()
        throw Problem.unexpected(error, during: "receiving an upload")
      }
    }
    router.get("apps/:name/source") { _, context in
      try JSONAnswer.value(try await operations.source(RequestReader.appName(in: context)))
    }
    router.put("apps/:name/source") { request, context in
      let source = try await RequestReader.body(DeploySource.self, of: request)
      return try JSONAnswer.value(try await operations.setSource(RequestReader.appName(in: context), source))
    }
  }
}
