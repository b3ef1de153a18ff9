import ArgumentParser
import RoostModel

/// `roost plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what a deployment of a directory would do.",
    discussion: """
      Reads the project's files and nothing else: no daemon, no network, no program of the project is started. Shows the \
      detected type with its evidence, what else was considered, the runtimes and the line that decided each version, \
      the commands that would install, build and start it, and where it would be found. To decide otherwise, write a roost.yml.

      EXAMPLES
        roost plan .
        roost plan ./shop --json | jq .start
      """)

  @Argument(help: "The project's directory.", completion: .directory)
  var directory: String
  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  func run() async throws {
    let directory = try ProjectDirectory.absolute(directory)
    let plan = try OfflinePlan.make(of: directory)
    let name = try OfflinePlan.name(of: directory)
    try Console(json: json, surroundings: .current()).show(plan) { PlanText(plan: plan, name: name).text($0) }
  }
}
