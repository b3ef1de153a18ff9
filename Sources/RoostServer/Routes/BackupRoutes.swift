import HTTPTypes
import Hummingbird
import NIOCore
import RoostModel

/// `/api/v1/exports`, `/imports`, `/backups`, `/restorations`, `/apps/NAME/export` and `/apps/NAME/backups`.
struct BackupRoutes: Sendable {
  let operations: BackupOperations
  let streamed: OperationAnswer
  private static let piece = 256 << 10

  func add(to router: APIRoutes) {
    let operations = operations
    router.work(
      "exports", .appsTransfer, .named, takes: .json(ExportRequest.self), gives: ExportSummary.self
    ) { request, context in
      let wanted = try await RequestReader.body(ExportRequest.self, of: request)
      try context.permit(.app(wanted.app))
      // What nobody waits for is not made.
      return { (sink: @escaping ProgressSink) async throws(Problem) in try await operations.export(wanted, sink) }
    }
    let archive = RouteForm(gives: .bytes("application/x-tar"))
    router.get("exports/:id", .appsTransfer, form: archive) { _, context in
      let text = try RequestReader.segment("id", in: context)
      guard let id = UploadID(text) else {
        throw Problem(.backupNotFound, "there is no such export", hint: "make one: roost export APP -o FILE")
      }
      return try await fetched(id)
    }
    router.get("apps/:name/export", .appsTransfer, form: archive) { _, context in
      let made = try await operations.export(ExportRequest(app: RequestReader.appName(in: context))) { _ in }
      return try await fetched(made.id)
    }
    router.upload("imports/uploads", .appsTransfer, with: operations.beginUpload)
    router.stream(
      "imports", .appsTransfer, streamed, about: { $0.name.map { .app($0) } ?? .node }, with: operations.importApp)
    router.stream("backups", .appsBackup, streamed, about: { .app($0.app) }, with: operations.backUp)
    router.stream("restorations", .appsTransfer, streamed, about: { .app($0.app) }, with: operations.restore)
    router.answer(.get, "apps/:name/backups", .appsRead, query: [.flag("verify")]) { request, context in
      try await operations.backups(RequestReader.appName(in: context), RequestReader.flag("verify", of: request))
    }
    router.change(.put, "apps/:name/backups", .appsConfigure) { (change: BackupChange, context) in
      try await operations.setBackup(RequestReader.appName(in: context), change)
    }
  }

  private func fetched(_ id: UploadID) async throws -> Response {
    let export = try await operations.openExport(id)
    let body = ResponseBody(contentLength: Int(export.size)) { writer in
      var done: UInt64 = 0
      while done < export.size {
        let bytes = try await export.read(done, BackupRoutes.piece)
        guard !bytes.isEmpty else { throw Problem(.internal, "an export became shorter", hint: "make it anew: roost export APP") }
        try await writer.write(ByteBuffer(bytes: bytes))
        done += UInt64(bytes.count)
      }
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: [.contentType: "application/x-tar"], body: body)
  }
}
