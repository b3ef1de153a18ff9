import ArgumentParser
import RoostClient
import RoostModel

/// `roost token`
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Let programs use the API over the network.",
    discussion: """
      EXAMPLES
        roost token create ci --scope deploy --app shop --expires 90d
        roost token list
        roost token revoke ci
      """,
    subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self])
}

/// `roost token create`
struct TokenCreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a token, and print it this once.",
    discussion: """
      Scopes: `read` looks at things and sees no values of variables; `deploy` deploys, starts, stops and configures apps; \
      `admin` does everything. With --app it is for these apps alone, whatever else there is.

      EXAMPLES
        roost token create ci --scope deploy --app shop --expires 90d
        roost token create monitor --scope read
        curl -H "Authorization: Bearer $TOKEN" http://localhost:7070/api/v1/apps
      """)

  @Argument(help: "What it is called.")
  var name: String
  @Option(help: ArgumentHelp("How much it may do: read, deploy or admin (default: read).", valueName: "scope"))
  var scope: AccessScope = .read
  @Option(
    name: .customLong("app"), parsing: .singleValue,
    help: ArgumentHelp("An app it is for, instead of all. May be repeated.", valueName: "name"),
    completion: AppNameCompletion.kind)
  var apps: [String] = []
  @Option(help: ArgumentHelp("How long it is good for: 90d, 12h (default: for ever).", valueName: "time"))
  var expires: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let expires, (DurationText.seconds(expires) ?? 0) < 1 {
      throw ValidationError("--expires must be a time such as 90d or 12h, two years at most, not \(expires).")
    }
  }

  func run() async throws {
    var request = TokenRequest(
      name: try AccessName(name), scope: scope, seconds: expires.flatMap { DurationText.seconds($0) })
    if !apps.isEmpty { request.apps = try apps.map { (name) throws(Problem) in try AppName(name) } }
    let wanted = request
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let made = try await daemon.makeToken(wanted)
      try console.show(made) { TokenText(now: Now.seconds).made(made, $0) }
    }
  }
}

extension AccessScope: ExpressibleByArgument {}

/// `roost token list`
struct TokenListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List tokens: what they may do, and when they were used last.",
    discussion: """
      EXAMPLES
        roost token list
        roost token list --json | jq -r '.[] | select(.lastUsedAt == null) | .name'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let list = { (daemon: DaemonClient) async throws(Problem) in try await daemon.tokens() }
    try await common.show(list, as: TokenText(now: Now.seconds).list)
  }
}

/// `roost token revoke`
struct TokenRevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Make a token worth nothing, from the next request on.",
    discussion: """
      EXAMPLES
        roost token revoke ci
      """)

  @Argument(help: "What it is called.")
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try AccessName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.revokeToken(name)
      try console.show(["revoked": name.text]) { _ in "The token \(name) is worth nothing any more.\n" }
    }
  }
}
