import ArgumentParser
import RoostModel

/// `roost plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what a deployment of a directory would do.",
    discussion: """
      Reads the project's files and nothing else: no daemon, no network, no program of the project is started. Shows the \
      detected type with its evidence, what else was considered, the runtimes and the line that decided each version, \
      the commands that would install, build and start it, and where it would be found. To decide otherwise, write a roost.yml, or try it with the options that `roost deploy` has, too: \
      options win over roost.yml, that over a Procfile, that over app.json, that over what is detected.

      EXAMPLES
        roost plan .
        roost plan . --type flask            one of several types that fit
        roost plan . --root services/api     a part of a repository
        roost plan ./shop --json | jq .decisions
      """)

  @Argument(help: "The project's directory.", completion: .directory)
  var directory: String
  @OptionGroup(title: "DECIDED HERE") var options: PlanOptions
  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  func run() async throws {
    let directory = try ProjectDirectory.absolute(directory)
    let console = Console(json: json, surroundings: .current())
    var overrides = options.overrides
    let plan: Plan
    do throws(Problem) {
      plan = try await OfflinePlan.make(of: directory, overrides: overrides)
    } catch {
      guard let type = await TypeQuestion(console: console).answer(to: error) else { throw error }
      overrides.type = type
      plan = try await OfflinePlan.make(of: directory, overrides: overrides)
    }
    let name = try OfflinePlan.name(of: directory, overrides: overrides)
    try console.show(plan) { PlanText(plan: plan, name: name).text($0) }
  }
}
