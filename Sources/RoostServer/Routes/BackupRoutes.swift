import Hummingbird
import RoostModel

/// `/api/v1/exports`, `/imports`, `/backups`, `/restorations`, `/apps/NAME/export` and `/apps/NAME/backups`.
struct BackupRoutes: Sendable {
  let operations: BackupOperations
  let streamed: OperationAnswer

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
    router.answer(.get, "backups", .appsList, .visible) { _, context in
      try await operations.allBackups().filter { context.actor.sees($0.app) }
    }
    router.answer(.get, "apps/:name/backups", .appsRead, query: [.flag("verify")]) { request, context in
      try await operations.backups(RequestReader.appName(in: context), RequestReader.flag("verify", of: request))
    }
    let file = RouteForm(gives: .bytes("application/octet-stream"))
    router.get("apps/:name/backups/:backup/content", .appsTransfer, form: file) { _, context in
      try await BackupRoutes.content(context, operations)
    }
    router.change(.put, "apps/:name/backups", .appsConfigure) { (change: BackupChange, context) in
      try await operations.setBackup(RequestReader.appName(in: context), change)
    }
  }

  static func content(_ context: APIContext, _ operations: BackupOperations) async throws(Problem) -> Response {
    let (app, name) = (try RequestReader.appName(in: context), try RequestReader.segment("backup", in: context))
    return FileAnswer.response(
      try await operations.open(app, name), named: "\(app)-\(name).roost", as: "application/octet-stream")
  }

  private func fetched(_ id: UploadID) async throws(Problem) -> Response {
    FileAnswer.response(try await operations.openExport(id), as: "application/x-tar")
  }
}
