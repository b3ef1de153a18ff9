import ArgumentParser
import RoostClient
import RoostModel

/// `roost settings`
struct SettingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "Show the daemon's settings that are in force.",
    discussion: """
      They are read once, at the daemon's start: from /etc/roost/roost.yml, from variables, from the options of `roost serve`. \
      What is set is marked; the rest are the defaults.

      EXAMPLES
        roost settings
        roost settings --set
        roost settings --json | jq -r '.[] | "\\(.key)=\\(.value)"'
      """)

  @Flag(help: "Only what is not the default.")
  var set = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let settings = try await daemon.settings().filter { !set || !$0.isDefault }
      try console.show(settings) { SettingsText(settings: settings).text($0) }
    }
  }
}
