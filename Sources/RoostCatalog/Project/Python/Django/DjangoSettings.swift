import RoostModel

/// What the settings of a Django project state, by their text alone.
struct DjangoSettings: Equatable, Sendable {
  /// `shop.settings`, as manage.py names it.
  let module: Stated<String>?
  /// `shop.wsgi.application`.
  private(set) var wsgi: Stated<String>?
  private(set) var asgi: Stated<String>?
  /// Where `collectstatic` gathers files; the directory when it is one of the project.
  private(set) var staticRoot: Stated<String?>?
  private(set) var staticPath = "/static/"
  private(set) var usesStaticFiles = false
  /// What could be read names no database, and takes nothing over from elsewhere: there is nothing to migrate.
  private(set) var hasNoDatabase = false

  static func load(from tree: ProjectTree) throws(Problem) -> DjangoSettings? {
    guard let manage = try tree.source("manage.py") else { return nil }
    var settings = DjangoSettings(module: Self.module(in: manage))
    guard let module = settings.module?.value else { return settings }
    var texts: [String] = []
    for file in Self.files(of: module) {
      guard let text = try tree.source(file) else { continue }
      settings.add(text, file: file)
      texts.append(text)
    }
    settings.hasNoDatabase = !texts.isEmpty && !texts.contains(where: mayNameDatabase)
    return settings
  }

  private static func mayNameDatabase(_ text: String) -> Bool {
    text.replacing(/\bDATABASES *= *\{ *\}/, with: "").contains("DATABASES") || text.contains("import *")
  }

  private init(module: Stated<String>?) { self.module = module }

  private static func module(in manage: String) -> Stated<String>? {
    for (number, line) in SourceLines.of(manage, comment: "#") {
      guard let match = line.firstMatch(of: /DJANGO_SETTINGS_MODULE["']\s*[,\]]\s*=?\s*["']([A-Za-z_][\w.]*)["']/) else {
        continue
      }
      return Stated(String(match.1), by: Evidence(file: "manage.py", line: number, says: "the settings are \(match.1)"))
    }
    return nil
  }

  /// The module's own file, and the one that settings for several places share.
  private static func files(of module: String) -> [String] {
    let path = module.split(separator: ".").joined(separator: "/")
    let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
    return ["\(path).py", "\(path)/__init__.py", "\(path)/base.py", "\(directory)/base.py", "\(directory)/common.py"]
  }

  /// The first file that states something wins.
  private mutating func add(_ text: String, file: String) {
    usesStaticFiles = usesStaticFiles || text.contains("django.contrib.staticfiles")
    for (number, line) in SourceLines.of(text, comment: "#") {
      guard let match = line.prefixMatch(of: /(WSGI_APPLICATION|ASGI_APPLICATION|STATIC_ROOT|STATIC_URL)\s*=\s*(.+)/) else {
        continue
      }
      let evidence = Evidence(file: file, line: number, says: String(line.prefix(100)))
      let value = Self.texts(match.2)
      switch match.1 {
      case "WSGI_APPLICATION": wsgi = wsgi ?? value.last.map { Stated($0, by: evidence) }
      case "ASGI_APPLICATION": asgi = asgi ?? value.last.map { Stated($0, by: evidence) }
      case "STATIC_ROOT": staticRoot = staticRoot ?? root(match.2, value, evidence)
      default: addStaticPath(value.last)
      }
    }
  }

  private static func texts(_ expression: Substring) -> [String] {
    expression.matches(of: /["']([^"']*)["']/).map { String($0.1) }
  }

  private mutating func addStaticPath(_ text: String?) {
    guard let text, !text.contains("://"), HealthPath.isValid("/" + text) || HealthPath.isValid(text) else { return }
    let parts = text.split(separator: "/")
    if !parts.isEmpty { staticPath = "/" + parts.joined(separator: "/") + "/" }
  }

  /// `BASE_DIR / "staticfiles"`, `os.path.join(BASE_DIR, "staticfiles")`. What is read from elsewhere names no directory.
  private func root(_ expression: Substring, _ texts: [String], _ evidence: Evidence) -> Stated<String?>? {
    guard !expression.hasPrefix("None") else { return nil }
    let isKnown = expression.contains("BASE_DIR") && !expression.contains("env") && !texts.isEmpty
    return Stated(isKnown ? RelativePath.normalized(texts.joined(separator: "/")) : nil, by: evidence)
  }
}
