import Hummingbird
import RoostDashboard
import RoostModel

/// The pages of an app's files and backups.
struct AppFilePages: Sendable {
  let site: PageSite

  func add(to router: APIRoutes) {
    let (site, operations) = (site, site.operations)
    router.page("apps/:name/files", .appsRead) { request, context in
      let place = try AppFilePlace(request, context)
      let app = try await operations.apps.detail(place.app).summary
      let content = try await AppFilePages.content(place, context, operations.files)
      return site.page(AppFilesPage(app: app, tree: place.tree, path: place.path, content: content), request, context)
    }
    router.get("apps/:name/files/content", .appsRead) { request, context in
      let place = try AppFilePlace(request, context)
      try place.permitContent(context)
      return try await AppFileRoutes.content(place, operations.files)
    }
    router.page("apps/:name/backups", .appsRead) { request, context in
      let app = try await operations.apps.detail(RequestReader.appName(in: context)).summary
      let status = try await operations.backups.backups(app.name, false)
      return site.page(AppBackupsPage(app: app, status: status), request, context)
    }
    router.page("backups", .nodeRead) { request, context in
      let apps = try await operations.backups.allBackups().filter { context.actor.sees($0.app) }
      return site.page(BackupsPage(apps: apps), request, context)
    }
    router.get("apps/:name/backups/:backup/content", .appsTransfer) { _, context in
      try await BackupRoutes.content(context, operations.backups)
    }
  }

  /// A directory, or what can be shown of a file.
  private static func content(
    _ place: AppFilePlace, _ context: APIContext, _ files: AppFileOperations
  ) async throws(Problem) -> AppFilesPage.Content {
    do throws(Problem) {
      return .directory(try await files.list(place.app, place.tree, place.path, place.from), from: place.from)
    } catch {
      guard error.code == .fileNotFound, place.path != .root else { return .problem(error) }
    }
    guard place.mayRead(context) else { return .withheld }
    do throws(Problem) {
      let file = try await files.open(place.app, place.tree, place.path)
      let head = try await file.read(0, AppFilesPage.shownOfFile)
      let text = FileText.isText(head) ? String(decoding: head, as: UTF8.self) : nil
      return .file(text: text, size: ByteCount(file.size))
    } catch {
      return .problem(error)
    }
  }
}
