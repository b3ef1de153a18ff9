import RoostModel

/// Looks for app objects in the sources of a project, in the order in which authors place them.
struct AppObjectSearch {
  let tree: ProjectTree
  let requirements: PythonRequirements

  private static let names = ["main.py", "app.py", "server.py", "wsgi.py", "asgi.py", "api.py", "application.py", "run.py"]
  private static let fileLimit = 400
  private static let objectLimit = 100

  /// Objects named `app` or `application` first, ready objects before factories, then by place.
  func objects() throws(Problem) -> [AppObject] {
    var found: [AppObject] = []
    var budget = tree.limits.searchBytes
    for file in sources() where budget > 0 && found.count < AppObjectSearch.objectLimit {
      guard let text = try tree.source(file) else { continue }
      budget -= text.utf8.count
      found += AppObjectReader(file: file, requirements: requirements).objects(in: text).prefix(AppObjectSearch.objectLimit)
    }
    let ranked = found.enumerated().sorted { left, right in
      (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }
    return ranked.map(\.element)
  }

  private func rank(_ object: AppObject) -> Int {
    (object.hasUsualName || object.isFactory ? 0 : 2) + (object.isFactory ? 1 : 0)
  }

  private func sources() -> [String] {
    let all = tree.files.filter { $0.hasSuffix(".py") && depth($0) <= 3 && !isTest($0) }
    return Array(all.map { (place($0), depth($0), $0) }.sorted { $0 < $1 }.map(\.2).prefix(AppObjectSearch.fileLimit))
  }

  /// Usual names at the top, then below `src`, then in `app`, then packages, then the rest.
  private func place(_ file: String) -> Int {
    if let index = AppObjectSearch.names.firstIndex(of: file) { return index }
    if file.hasPrefix("src/") { return 100 }
    if file.hasPrefix("app/") { return 101 }
    return file.hasSuffix("/__init__.py") ? 102 : 103
  }

  private func depth(_ file: String) -> Int { file.utf8.count { $0 == UInt8(ascii: "/") } }

  private func isTest(_ file: String) -> Bool {
    let parts = file.split(separator: "/")
    guard let name = parts.last else { return false }
    return parts.dropLast().contains { ["test", "tests", "docs", "examples", "migrations"].contains($0) }
      || name.hasPrefix("test_") || name.hasSuffix("_test.py") || name == "conftest.py" || name == "setup.py"
  }
}
