import ArgumentParser
import RoostDaemon
import RoostModel

/// Whether certbot has this program run with a certificate it just got.
enum RenewalHook {
  static var isRunning: Bool { ShellVariables.all["RENEWED_LINEAGE"] != nil }
}

/// `roost tls renewal`, which certbot calls.
struct TLSRenewalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renewal", abstract: "Say that an attempt to renew a certificate began or ended.",
    discussion: """
      certbot calls it before and after each attempt; `roost tls list` shows one that failed until another succeeds.

      EXAMPLES
        roost tls renewal www.example.org --began
        roost tls renewal www.example.org --ended
      """, shouldDisplay: false)

  @Argument(help: "What the certificate is called.")
  var name: String
  @Flag(help: "It begins.")
  var began = false
  @Flag(help: "It has ended.")
  var ended = false
  @Option(help: ArgumentHelp("Where certbot keeps its files.", valueName: "dir"))
  var certbotDirectory: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if began == ended { throw ValidationError("It takes --began or --ended.") }
  }

  func run() async throws {
    try common.expectHere("certificates are files of the machine they are shown by")
    let certificates = DaemonEntry.certificates(in: try common.console.surroundings.home(option: common.home))
    if began { return try await certificates.renewalBegan(name) }
    try await certificates.renewalEnded(name, certbot: certbotDirectory)
  }
}
