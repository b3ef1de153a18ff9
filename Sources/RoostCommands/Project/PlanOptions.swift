import ArgumentParser
import RoostModel

/// What a user decides about a plan on the command line.
struct PlanOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What it is run as, instead of what is detected: node, flask, docker ...", valueName: "type"))
  var type: ProjectType?
  @Option(help: ArgumentHelp("The directory of the project inside.", valueName: "dir"), completion: .directory)
  var root: String?
  @Option(
    help: ArgumentHelp("A command line that builds it; repeat for more, '' for none.", valueName: "command"))
  var build: [String] = []
  @Option(
    help: ArgumentHelp("A command line for once before a release serves; repeat for more, '' for none.", valueName: "command"))
  var release: [String] = []
  @Option(help: ArgumentHelp("The command line that starts it.", valueName: "command"))
  var start: String?
  @Option(help: "The port it is told to listen on: 1024 to 65535.")
  var port: UInt16?
  @Option(help: ArgumentHelp("Where a new release must answer before it serves.", valueName: "path"))
  var healthPath: String?

  var overrides: PlanOverrides {
    var overrides = PlanOverrides()
    overrides.type = type
    overrides.root = root
    overrides.build = build.isEmpty ? nil : build
    overrides.release = release.isEmpty ? nil : release
    overrides.start = start
    overrides.port = port
    overrides.healthPath = healthPath
    return overrides
  }
}

extension ProjectType: ExpressibleByArgument {}
