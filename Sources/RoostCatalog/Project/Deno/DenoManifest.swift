import RoostModel

/// A project's `deno.json` or `deno.jsonc`.
struct DenoManifest: Equatable, Sendable {
  let file: String
  /// The command line of the task `start`.
  let start: Stated<String>?
  let build: Stated<String>?

  static func load(from tree: ProjectTree) throws(Problem) -> DenoManifest? {
    for file in ["deno.json", "deno.jsonc"] {
      guard let text = try tree.text(file) else { continue }
      do throws(DocumentFault) {
        return DenoManifest(try JSONReader.read(text, file: file, allowingComments: true), file: file)
      } catch {
        throw error.inProject()
      }
    }
    return nil
  }

  private init(_ document: DocumentNode, file: String) {
    self.file = file
    start = Self.task("start", document, file)
    build = Self.task("build", document, file)
  }

  /// A task is a text, or a table with a `command`.
  private static func task(_ name: String, _ document: DocumentNode, _ file: String) -> Stated<String>? {
    guard let node = document.at("tasks.\(name)"), let text = node.text ?? node["command"]?.text, !text.isEmpty else {
      return nil
    }
    return Stated(text, by: Evidence(file: file, line: node.position.line, says: "tasks.\(name) is \"\(text.prefix(120))\""))
  }
}
