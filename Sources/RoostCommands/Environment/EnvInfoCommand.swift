import ArgumentParser
import RoostClient
import RoostModel

/// `roost env info`
struct EnvInfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show one environment: processes, ports, limits, what it uses and how long things took.",
    discussion: """
      EXAMPLES
        roost env info dev
        roost env info dev --json | jq .timings.spawn
      """)

  @Argument(help: "The environment's name.", completion: EnvironmentNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try EnvironmentName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let environment = try await daemon.environment(name)
      try console.show(environment) { EnvironmentText(now: Now.seconds).detail(environment, $0) }
    }
  }
}
