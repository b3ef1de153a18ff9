import ArgumentParser
import RoostClient
import RoostModel

/// `roost app env list`
struct AppEnvListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List an app's variables; secrets without their values.",
    discussion: """
      EXAMPLES
        roost app env list shop
        roost app env list shop --json | jq -r '.variables[].name'
      """,
    aliases: ["ls"])

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let list = try await daemon.variables(of: name)
      try console.show(list) { VariableTables(now: Now.seconds).list(list, of: name, $0) }
    }
  }
}

/// `roost app env history`
struct AppEnvHistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show which variables changed when; never their values.",
    discussion: """
      Versions that a release was proven with can be restored.

      EXAMPLES
        roost app env history shop
        roost app env history shop --json | jq '.[0]'
      """)

  @OptionGroup var app: AppArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon(for: app) { (name, daemon, console) async throws(Problem) in
      let versions = try await daemon.variableHistory(of: name)
      try console.show(versions) { VariableTables(now: Now.seconds).history(versions, of: name, $0) }
    }
  }
}
