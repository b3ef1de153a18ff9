import ArgumentParser
import RoostClient
import RoostModel

/// `roost user`
struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "See and change who may log in over the network.",
    discussion: """
      EXAMPLES
        roost user add ada
        roost user list
        roost user password ada              ends ada's sessions
        roost user sessions
        roost user totp on ada               codes of an app besides it
        roost user remove ada
      """,
    subcommands: [
      UserAddCommand.self, UserListCommand.self, UserPasswordCommand.self, UserSessionsCommand.self, UserLogoutCommand.self,
      UserTotpCommand.self, UserRemoveCommand.self,
    ])
}

/// An account, and its password from the terminal or standard input.
struct AccountArgument: ParsableArguments {
  @Argument(help: "What the account is called.")
  var name: String

  var checked: AccessName { get throws(Problem) { try AccessName(name) } }

  func password(_ console: Console) async throws(Problem) -> String {
    guard let password = await HiddenLine.read("Password: ", console: console) else {
      throw Problem(.usageInvalid, "no password was given", hint: "type one line, or pipe it in: roost user password \(name)")
    }
    guard console.surroundings.interactive else { return password }
    guard await HiddenLine.read("Again: ", console: console) == password else {
      throw Problem(.usageInvalid, "the two passwords are not the same", hint: "try again: roost user password \(name)")
    }
    return password
  }
}

/// `roost user add`
struct UserAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make an account.",
    discussion: """
      Reads its password, at least 8 characters, from the terminal without showing it, or one line of standard input. An \
      account may do everything.

      EXAMPLES
        roost user add ada
        printf '%s\\n' "$PASSWORD" | roost user add ada
      """)

  @OptionGroup var account: AccountArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try account.checked
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      guard try await !daemon.accounts().contains(where: { $0.name == name }) else {
        throw Problem(
          .accessTaken, "there is an account named \(name)", hint: "give it another password: roost user password \(name)")
      }
      let made = try await daemon.setAccount(name, password: try await account.password(console))
      try console.show(made) { _ in "\(name) may log in.\n" }
    }
  }
}

/// `roost user password`
struct UserPasswordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "password", abstract: "Give an account another password, and end its sessions.",
    discussion: """
      EXAMPLES
        roost user password ada
      """)

  @OptionGroup var account: AccountArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try account.checked
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      guard try await daemon.accounts().contains(where: { $0.name == name }) else {
        throw Problem(.accessNotFound, "there is no account named \(name)", hint: "make it: roost user add \(name)")
      }
      let changed = try await daemon.setAccount(name, password: try await account.password(console))
      try console.show(changed) { _ in "\(name) has another password; its sessions have ended.\n" }
    }
  }
}

/// `roost user list`
struct UserListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List accounts and how many sessions they have.",
    discussion: """
      EXAMPLES
        roost user list
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let list = { (daemon: DaemonClient) async throws(Problem) in try await daemon.accounts() }
    try await common.show(list, as: AccountText(now: Now.seconds).list)
  }
}

/// `roost user sessions`
struct UserSessionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "List who is logged in, from where.",
    discussion: """
      EXAMPLES
        roost user sessions
        roost user logout 17
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let list = { (daemon: DaemonClient) async throws(Problem) in try await daemon.sessions() }
    try await common.show(list, as: AccountText(now: Now.seconds).sessions)
  }
}

/// `roost user logout`
struct UserLogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "End a session.",
    discussion: """
      EXAMPLES
        roost user logout 17                 the number that roost user sessions shows
      """)

  @Argument(help: "The session's number.")
  var session: Int
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.endSession(session)
      try console.show(["ended": session]) { _ in "Session \(session) has ended.\n" }
    }
  }
}

/// `roost user remove`
struct UserRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove an account with its sessions. Tokens stay.",
    discussion: """
      EXAMPLES
        roost user remove ada
      """,
    aliases: ["rm"])

  @OptionGroup var account: AccountArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try account.checked
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.removeAccount(name)
      try console.show(["removed": name.text]) { _ in "\(name) may not log in any more.\n" }
    }
  }
}
