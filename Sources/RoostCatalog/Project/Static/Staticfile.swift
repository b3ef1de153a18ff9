import RoostModel

/// A project's `Staticfile`: which directory is served, and whether as an app of one page.
struct Staticfile: Equatable, Sendable {
  static let file = "Staticfile"

  /// `nil` when it does not say.
  let root: Stated<String>?
  let singlePage: Bool?

  static func load(from tree: ProjectTree) throws(Problem) -> Staticfile? {
    guard let text = try tree.text(file) else { return nil }
    var root: Stated<String>?
    var singlePage: Bool?
    for (number, line) in SourceLines.of(text, comment: "#") {
      guard let match = line.prefixMatch(of: /(root|pushstate)\s*:\s*["']?([^"'#]+)/) else { continue }
      let value = match.2.trimmed
      if match.1 == "pushstate" {
        singlePage = ["enabled", "true"].contains(value)
      } else {
        root = Stated(try directory(value, number), by: Evidence(file: file, line: number, says: "root is \(value.prefix(60))"))
      }
    }
    return Staticfile(root: root, singlePage: singlePage)
  }

  private static func directory(_ text: String, _ line: Int) throws(Problem) -> String {
    if let path = RelativePath.normalized(text) { return path }
    throw Problem(
      .projectManifestInvalid, "\(file):\(line): '\(text.prefix(80))' is not a directory inside the project",
      hint: "correct line \(line) of \(file)")
  }
}
