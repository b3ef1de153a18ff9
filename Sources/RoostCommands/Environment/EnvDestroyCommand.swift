import ArgumentParser
import RoostClient
import RoostModel

/// `roost env destroy`
struct EnvDestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy", abstract: "End an environment, with its programs and what they wrote.",
    discussion: """
      Mounted directories and snapshots stay. Cannot be undone.

      EXAMPLES
        roost env destroy dev
        roost env destroy dev two
      """,
    aliases: ["rm"])

  @Argument(help: "The environments' names.", completion: EnvironmentNameCompletion.kind)
  var names: [String]
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let names = try names.map { (text) throws(Problem) in try EnvironmentName(text) }
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      for name in names { try await daemon.destroy(name) }
      try console.show(["destroyed": names.map(\.text)]) { style in
        names.map { "destroyed \(style.bold($0.text))\n" }.joined()
      }
    }
  }
}
