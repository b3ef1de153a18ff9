import ArgumentParser
import RoostClient
import RoostModel

/// `roost claim`
struct ClaimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Get the right to make the daemon's first account.",
    discussion: """
      Prints a token that is good once, for 15 minutes, and where it is sent to. There is no default password, and \
      nothing else makes a first account over the network. On this machine `roost user add` does without it.

      EXAMPLES
        roost claim
        roost claim --json | jq -r .token
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("that somebody is on the machine itself is what proves that it is theirs")
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let ticket = try await daemon.openClaim()
      try console.show(ticket) { ClaimText(now: Now.seconds).text(ticket, $0) }
    }
  }
}
