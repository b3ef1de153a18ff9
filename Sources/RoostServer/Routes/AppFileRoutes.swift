import Hummingbird
import RoostModel

/// `/api/v1/apps/NAME/files`.
struct AppFileRoutes: Sendable {
  let operations: AppFileOperations

  func add(to router: APIRoutes) {
    let operations = operations
    let query: [QueryField] = [.words("tree", AppTree.allCases.map(\.rawValue)), .path(required: false)]
    router.answer(.get, "apps/:name/files", .appsRead, query: query + [.number("from")]) { request, context in
      let place = try AppFilePlace(request, context)
      return try await operations.list(place.app, place.tree, place.path, place.from)
    }
    let content = RouteForm(gives: .bytes(AppFileRoutes.mediaType), query: query)
    router.get("apps/:name/files/content", .appsRead, form: content) { request, context in
      let place = try AppFilePlace(request, context)
      try place.permitContent(context)
      return try await AppFileRoutes.content(place, operations)
    }
  }

  private static let mediaType = "application/octet-stream"

  /// Never anything that a browser opens as a page of ours: bytes to be saved.
  static func content(_ place: AppFilePlace, _ operations: AppFileOperations) async throws(Problem) -> Response {
    let file = try await operations.open(place.app, place.tree, place.path)
    guard file.size <= AppFilePlace.longestFile.bytes else {
      throw Problem(
        .unsupported, "the file has \(ByteCount(file.size)), and more than \(AppFilePlace.longestFile) are not sent",
        hint: "take all of the app's data: roost export \(place.app) -o FILE")
    }
    return FileAnswer.response(file, named: place.path.steps.last ?? "file", as: mediaType)
  }
}

/// Which file of an app a request is about: `?tree=code&path=/src&from=0`.
struct AppFilePlace: Sendable {
  static let longestFile = ByteCount.mebibytes(1024)
  /// No directory has as many: whoever counts on from it stays within numbers.
  static let lastEntry = Int(Int32.max)

  let app: AppName
  let tree: AppTree
  let path: AppFilePath
  let from: Int

  init(_ request: Request, _ context: APIContext) throws(Problem) {
    app = try RequestReader.appName(in: context)
    let name = RequestReader.text("tree", of: request) ?? AppTree.code.rawValue
    guard let tree = AppTree(rawValue: name) else {
      throw Problem(
        .usageInvalid, "tree must be code, build or data, not \(name.prefix(40).debugDescription)", hint: "ask with ?tree=code")
    }
    self.tree = tree
    path = try AppFilePath(RequestReader.text("path", of: request) ?? "/")
    from = min(try RequestReader.number("from", of: request) ?? 0, AppFilePlace.lastEntry)
  }

  /// What an app keeps and what is a secret by its name is for those who could deploy code that reads it.
  var isWithheld: Bool { tree == .data || SecretFiles.holds(path) }

  func permitContent(_ context: APIContext) throws(Problem) {
    guard isWithheld else { return }
    do throws(Problem) {
      try authorize(context.actor, .appsDeploy, .app(app))
    } catch {
      throw Problem(
        .accessDenied, "what is in \(path.text.prefix(200).debugDescription) is for those who may deploy the app",
        hint: "use a token that may: roost token create NAME --scope deploy --app \(app)")
    }
  }

  func mayRead(_ context: APIContext) -> Bool {
    do throws(Problem) {
      try permitContent(context)
      return true
    } catch { return false }
  }
}

/// Whether bytes are to be read by people.
enum FileText {
  /// No zero byte, and UTF-8 but for a character that the end cut.
  static func isText(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(0) else { return false }
    return (0...min(3, bytes.count)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }
}
