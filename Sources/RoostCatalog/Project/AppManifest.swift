import RoostModel

/// A project's `app.json`, of which only the health check counts.
struct AppManifest: Equatable, Sendable {
  let healthPath: Stated<String>?

  static func load(from tree: ProjectTree) throws(Problem) -> AppManifest? {
    guard let text = try tree.text("app.json") else { return nil }
    do throws(DocumentFault) {
      return AppManifest(try JSONReader.read(text, file: "app.json"))
    } catch {
      throw error.inProject()
    }
  }

  init(_ document: DocumentNode) {
    let checks = document.at("healthchecks.web")?.elements ?? []
    healthPath =
      checks.lazy.compactMap { $0["path"] }.compactMap { node in
        guard let path = node.text, HealthPath.isValid(path) else { return nil }
        return Stated(
          path, by: Evidence(file: "app.json", line: node.position.line, says: "healthchecks.web path is \"\(path)\""))
      }.first
  }
}
