import ArgumentParser
import RoostClient
import RoostModel

/// `roost env snapshot`
struct EnvSnapshotCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot", abstract: "Keep what was written in an environment, for others to begin with.",
    discussion: """
      The environment goes on. Mounted directories and running programs are not part of it. Without a name it gets that of \
      the environment.

      EXAMPLES
        roost env snapshot dev ready
        roost env create two --from ready
        roost env snapshots
      """)

  @Argument(help: "The environment's name.", completion: EnvironmentNameCompletion.kind)
  var name: String
  @Argument(help: "The snapshot's name.")
  var snapshot: String?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try EnvironmentName(name)
    let wanted = try EnvironmentName(snapshot ?? name.text)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let made = try await daemon.snapshot(name, as: wanted)
      try console.show(made) { "kept as \($0.bold(made.name.text)); begin with it: roost env create NAME --from \(made.name)\n" }
    }
  }
}
