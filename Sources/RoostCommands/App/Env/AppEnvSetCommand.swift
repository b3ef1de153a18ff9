import ArgumentParser
import RoostClient
import RoostModel

/// `roost app env set`
struct AppEnvSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Give variables values.",
    discussion: """
      All of them or none. A running app is started again with the new values; a release that is deployed later has them \
      too. What nobody says of scope and secrecy stays as it was.

      A name without = is asked for without being shown, or read from standard input, a line each: that keeps a secret out \
      of the shell's history. NAME=- takes all of standard input.

      An app that is not deployed yet gets them with its first deployment.

      EXAMPLES
        roost app env set shop LOG_LEVEL=debug CACHE=1
        roost app env set shop STRIPE_KEY --secret
        pass show stripe | roost app env set shop STRIPE_KEY --secret
        roost app env set shop TLS_KEY=- --secret < key.pem
        roost app env set shop NPM_TOKEN --secret --scope build
        roost app env set shop 'API=${app.back.URL}' --no-restart
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: ArgumentHelp("Variables, with their values or without.", valueName: "variable[=value]"))
  var variables: [String]
  @Flag(help: "Never show the values again.")
  var secret = false
  @OptionGroup var options: VariableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !variables.isEmpty else { throw ValidationError("Name at least one variable: LOG_LEVEL=debug.") }
  }

  func run() async throws {
    let name = try app.checked
    let console = common.console
    let entries = try await VariableWords(console: console).read(variables)
    let assignments = entries.map {
      VariableAssignment(name: $0.name, value: $0.value, scope: options.scope, secret: secret ? true : nil)
    }
    try await VariableChanging(common: common, app: name).run(
      VariableChange(set: assignments, restarts: !options.noRestart))
  }
}

/// `roost app env unset`
struct AppEnvUnsetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Take variables away.",
    discussion: """
      EXAMPLES
        roost app env unset shop LOG_LEVEL
        roost app env unset shop OLD_KEY OLDER_KEY --no-restart
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "Names of variables.")
  var variables: [String]
  @Flag(help: "Leave a running app as it is until its next start.")
  var noRestart = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try app.checked
    var names: [VariableName] = []
    for text in variables { names.append(try VariableName(text)) }
    try await VariableChanging(common: common, app: name).run(VariableChange(unset: names, restarts: !noRestart))
  }
}

/// `roost app env restore`
struct AppEnvRestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Go back to an earlier version of an app's variables.",
    discussion: """
      The values of a version are kept as long as a release that was proven with it is. Going back is a new version.

      EXAMPLES
        roost app env history shop
        roost app env restore shop 6
      """)

  @OptionGroup var app: AppArgument
  @Argument(help: "A version of `roost app env history`; 0 is before the first.")
  var version: Int
  @Flag(help: "Leave a running app as it is until its next start.")
  var noRestart = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if version < 0 { throw ValidationError("A version is not negative.") }
  }

  func run() async throws {
    try await VariableChanging(common: common, app: try app.checked).run(
      VariableChange(restore: version, restarts: !noRestart))
  }
}
