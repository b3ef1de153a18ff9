import ArgumentParser
import RoostClient
import RoostModel

/// `roost user totp`
struct UserTotpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "totp", abstract: "Let a login take a code of an app besides the password.",
    discussion: """
      EXAMPLES
        roost user totp on ada
        roost user totp off ada
      """,
    subcommands: [UserTotpOnCommand.self, UserTotpOffCommand.self])
}

/// `roost user totp on`
struct UserTotpOnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "on", abstract: "Begin with codes for an account.",
    discussion: """
      Prints what an app that makes codes (RFC 6238) is given, as an address and as letters to be typed, and asks for one code \
      of it, from the terminal or a line of standard input: until then nothing has changed. Then it prints eight codes that are \
      good once each, for when the app is lost. Tokens need no codes.

      EXAMPLES
        roost user totp on ada
      """)

  @OptionGroup var account: AccountArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try account.checked
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let offer = try await daemon.offerSecondFactor(name)
      if console.json {
        try console.showLine(["offer": offer])
      } else {
        Console.write(SecondFactorText.offer(offer, console.style))
      }
      console.note("Code: ")
      guard let code = await Question.line() else {
        throw Problem(
          .usageInvalid, "no code was given, and nothing has changed",
          hint: "type the one that is shown: roost user totp on \(name)")
      }
      let codes = try await daemon.confirmSecondFactor(name, code: code)
      try console.finish(codes) { SecondFactorText.isOn(name, codes, $0) }
    }
  }
}

/// `roost user totp off`
struct UserTotpOffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "off", abstract: "Take the codes of an account away: its password is enough again.",
    discussion: """
      EXAMPLES
        roost user totp off ada
      """)

  @OptionGroup var account: AccountArgument
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try account.checked
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      try await daemon.removeSecondFactor(name)
      try console.show(["off": name.text]) { _ in "\(name) logs in with the password alone.\n" }
    }
  }
}
