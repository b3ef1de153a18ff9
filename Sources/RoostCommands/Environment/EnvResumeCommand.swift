import ArgumentParser
import RoostClient
import RoostModel

/// `roost env resume`
struct EnvResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let a paused environment go on.",
    discussion: """
      EXAMPLES
        roost env resume dev
      """)

  @Argument(help: "The environment's name.", completion: EnvironmentNameCompletion.kind)
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try EnvironmentName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let environment = try await daemon.resume(name)
      try console.show(environment) { EnvironmentText(now: Now.seconds).change(environment, $0) }
    }
  }
}
