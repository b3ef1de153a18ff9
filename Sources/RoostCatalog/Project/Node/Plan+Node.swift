import RoostModel

extension Plan {
  /// Node, the program that installs, the packages and the build: the script of that name, else a command of the packages.
  mutating func buildNode(for project: ProjectInspection, otherwise command: String?) throws(Problem) {
    try require("nodejs", for: project)
    dependencies = try NodeInstallation.step(for: project)
    if let tool = NodeInstallation.runtime(for: project) { try require(tool, for: project) }
    variables["NODE_ENV"] = "production"
    if let script = project.package?.scripts["build"] {
      build = ["npm run build"]
      if !evidence.contains(script.evidence) { evidence.append(script.evidence) }
    } else if let command {
      build = ["node_modules/.bin/\(command)"]
    }
    if project.tree.directories.contains("node_modules") {
      warnings.append("node_modules is not taken along: packages are installed anew for the runtime")
    }
  }

  /// A command line with the packages' programs first in PATH.
  mutating func startNode(by line: Stated<String>, for project: ProjectInspection) {
    start = .command(NodeStart(project: project).commandLine(of: line), decidedBy: line.evidence)
  }
}
