import RoostModel

/// How a Node project is started.
struct NodeStart {
  let project: ProjectInspection

  private static let scripts = [
    "server.js", "index.js", "app.js", "server.mjs", "index.mjs", "app.mjs", "server.cjs", "index.cjs",
  ]

  /// The command line, without anything around it; `nil` when nothing says how.
  var found: Stated<String>? {
    if let start = project.package?.scripts["start"] { return start }
    return entryFile.map { Stated("node \(argument($0.value))", by: $0.evidence) }
  }

  /// The file that is run when there is no script: `main`, else a file of a usual name.
  var entryFile: Stated<String>? {
    if let main = project.package?.main, let path = RelativePath.normalized(main.value) {
      for candidate in [path, path + ".js", path + "/index.js"] where project.tree.contains(candidate) {
        return Stated(candidate, by: main.evidence)
      }
    }
    guard let file = NodeStart.scripts.first(where: { project.tree.contains($0) }) else { return nil }
    return Stated(file, by: Evidence(file: file, says: "is there"))
  }

  /// A file that begins with `-` must not look like an option.
  private func argument(_ file: String) -> String { ShellCommand.quoted(file.hasPrefix("-") ? "./\(file)" : file) }

  /// The command line as the environment's shell runs it, in place of `npm start`: the same programs first in PATH, the
  /// same scripts before it, but signals reach node itself.
  func commandLine(of start: Stated<String>) -> String {
    let line = ShellCommand(resolved(start.value)).replacingShell
    let before = project.start == nil ? project.package?.scripts["prestart"].map { "( \($0.value) ) && " } : nil
    let needsPrograms = project.package?.hasDependencies == true || project.settings.install != nil
    return (needsPrograms ? ShellCommand.programs(in: "node_modules/.bin") : "") + (before ?? "") + line
  }

  /// `npm run serve` is what the script `serve` says, as long as that is all there is.
  private func resolved(_ line: String) -> String {
    var line = line.trimmed
    for _ in 0..<5 {
      let words = line.split(separator: " ").map(String.init)
      guard words.count == 3, words[0] == "npm", ["run", "run-script"].contains(words[1]),
        let script = project.package?.scripts[words[2]]?.value, project.package?.scripts["pre" + words[2]] == nil
      else { return line }
      line = script.trimmed
    }
    return line
  }
}
