import RoostModel

/// Where an `angular.json` has its app built to.
enum AngularWorkspace {
  private static let file = "angular.json"

  /// Throws ``ProblemCode/projectUnrecognised`` when several apps are in it and none is the default.
  static func directory(in tree: ProjectTree) throws(Problem) -> Stated<String> {
    let projects = try document(tree)?["projects"]?.members ?? []
    let apps = projects.filter { ($0.value["projectType"]?.text ?? "application") == "application" }
    guard apps.count == 1, let app = apps.first else {
      throw Problem(
        .projectUnrecognised, "\(file) describes \(apps.count) apps, and nothing says which is to be served",
        hint: "name its directory in roost.yml: static: {directory: dist/NAME/browser}")
    }
    let build = app.value.at("architect.build") ?? app.value.at("targets.build")
    let path = build?.at("options.outputPath")
    // Its newer builder puts what a browser gets into a directory of its own.
    let browser = path?["browser"]?.text ?? (build?["builder"]?.text?.hasSuffix(":application") == true ? "browser" : "")
    let base = path?.text ?? path?["base"]?.text ?? "dist/\(app.key)"
    guard let directory = RelativePath.normalized(browser.isEmpty ? base : "\(base)/\(browser)") else {
      throw Problem(
        .projectManifestInvalid, "\(file): outputPath is not a directory of the project", hint: "correct outputPath in \(file)")
    }
    let line = (path ?? build)?.position.line
    return Stated(directory, by: Evidence(file: file, line: line, says: "is built into \(directory)"))
  }

  private static func document(_ tree: ProjectTree) throws(Problem) -> DocumentNode? {
    guard let text = try tree.text(file) else { return nil }
    do throws(DocumentFault) {
      return try JSONReader.read(text, file: file, allowingComments: true)
    } catch {
      throw error.inProject()
    }
  }
}
