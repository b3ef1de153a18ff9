import RoostModel

/// What a project's Python side states: its manifests, what they require and the app objects in its sources.
struct PythonProject: Sendable {
  let manifest: PythonManifest?
  let requirements: PythonRequirements
  /// Best first.
  let appObjects: [AppObject]
  /// The script to run when there is no app object.
  let script: String?
  /// A file whose name is nearly `requirements.txt`.
  let misspelled: String?

  private static let scripts = ["main.py", "app.py", "server.py", "wsgi.py", "asgi.py", "start.py", "bot.py"]

  init(_ tree: ProjectTree) throws(Problem) {
    manifest = try PythonManifest.find(in: tree)
    requirements = try PythonRequirements.read(of: manifest, in: tree)
    appObjects = try AppObjectSearch(tree: tree, requirements: requirements).objects()
    script = Self.scripts.first { tree.contains($0) }
    misspelled = manifest == nil ? Self.misspelledRequirements(in: tree) : nil
  }

  /// The best object of one of these interfaces.
  func object(for interfaces: Set<AppObject.Interface>) -> AppObject? {
    appObjects.first { interfaces.contains($0.interface) }
  }

  private static func misspelledRequirements(in tree: ProjectTree) -> String? {
    let wanted = Array("requirements.txt".unicodeScalars)
    return tree.names(in: "").first { name in
      let letters = Array(name.lowercased().unicodeScalars)
      guard name.lowercased().hasSuffix("txt"), abs(letters.count - wanted.count) <= 4 else { return false }
      return name.lowercased() == "requirements.txt.txt" || EditDistance.between(letters, wanted) <= 3
    }
  }
}
