import ArgumentParser
import RoostClient
import RoostModel

/// `roost env pause`
struct EnvPauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Stop an environment where it is.",
    discussion: """
      Its programs keep their memory, files and ports, and use no processor until `roost env resume`.

      EXAMPLES
        roost env pause dev
      """)

  @Argument(help: "The environment's name.", completion: EnvironmentNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try EnvironmentName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let environment = try await daemon.pause(name)
      try console.show(environment) { EnvironmentText(now: Now.seconds).change(environment, $0) }
    }
  }
}
