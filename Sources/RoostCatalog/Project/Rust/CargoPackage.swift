import RoostModel

/// A `Cargo.toml` with a package, and the programs it makes.
struct CargoPackage: Equatable, Sendable {
  let name: String
  /// The directory of the package, `.` for the project's top.
  let directory: String
  let programs: [Stated<String>]
  let defaultRun: Stated<String>?
  let dependencies: Set<String>

  /// `nil` for a file without a package: a workspace's own.
  init?(_ document: DocumentNode, directory: String, tree: ProjectTree) {
    guard let name = document.at("package.name")?.text, Self.isName(name) else { return nil }
    self.name = name
    self.directory = directory
    let prefix = directory == "." ? "" : directory + "/"
    let file = prefix + "Cargo.toml"
    defaultRun = document.at("package.default-run").flatMap { node in
      node.text.map {
        Stated($0, by: Evidence(file: file, line: node.position.line, says: "default-run is \"\($0.prefix(60))\""))
      }
    }
    dependencies = Set((document["dependencies"]?.members ?? []).map(\.key))
    var found: [Stated<String>] = []
    for node in document["bin"]?.elements ?? [] {
      guard let text = node["name"]?.text, Self.isName(text) else { continue }
      found.append(Stated(text, by: Evidence(file: file, line: node.position.line, says: "[[bin]] is \"\(text)\"")))
    }
    let main = prefix + "src/main.rs"
    if tree.contains(main), !Self.states(main, in: document, prefix) {
      found.append(Stated(name, by: Evidence(file: main, says: "is there")))
    }
    for path in tree.files where path.hasPrefix(prefix + "src/bin/") && !Self.states(path, in: document, prefix) {
      guard let program = Self.program(path.dropFirst(prefix.count + 8)) else { continue }
      if !found.contains(where: { $0.value == program }) {
        found.append(Stated(program, by: Evidence(file: path, says: "is there")))
      }
    }
    programs = found
  }

  /// Whether a `[[bin]]` names this file, under a name of its own.
  private static func states(_ path: String, in document: DocumentNode, _ prefix: String) -> Bool {
    (document["bin"]?.elements ?? []).contains { node in node["path"]?.text.map { prefix + $0 } == path }
  }

  /// `x.rs` and `x/main.rs` are the program `x`.
  private static func program(_ path: Substring) -> String? {
    let parts = path.split(separator: "/")
    if parts.count == 1, path.hasSuffix(".rs") { return isName(String(path.dropLast(3))) ? String(path.dropLast(3)) : nil }
    guard parts.count == 2, parts[1] == "main.rs", isName(String(parts[0])) else { return nil }
    return String(parts[0])
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 100
      && text.utf8.allSatisfy { ASCII.isWord($0) || $0 == UInt8(ascii: "-") }
  }
}
