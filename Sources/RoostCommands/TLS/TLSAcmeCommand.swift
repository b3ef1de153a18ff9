import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost tls acme`
struct TLSAcmeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acme", abstract: "Get a certificate from Let's Encrypt or another ACME authority, through certbot.",
    discussion: """
      The authority asks for a file at http://HOST/.well-known/acme-challenge/, which the gateway serves for every host: HOST must lead to \
      this machine, and port 80 to the gateway (roost serve --gateway-port 80). certbot keeps the account and renews by its own timer \
      (systemctl list-timers certbot.timer); each renewed certificate is given to the gateway by `roost tls add`, without a restart.

      EXAMPLES
        roost tls acme www.example.org example.org --email you@example.org
        roost tls acme www.example.org --email you@example.org --dry-run
      """)

  @Argument(help: "The hosts it is to be for; the first one names it.")
  var hosts: [String]
  @Option(help: ArgumentHelp("Where the authority writes to when something is wrong.", valueName: "address"))
  var email: String
  @Option(help: ArgumentHelp("The authority's directory (default: Let's Encrypt's).", valueName: "url"))
  var server: String?
  @Flag(help: "Use Let's Encrypt's trial authority, whose certificates nobody trusts.")
  var staging = false
  @Flag(help: "Prove everything, and keep no certificate.")
  var dryRun = false
  @Option(help: ArgumentHelp("Where certbot keeps its files (default: its own places, which its timer knows).", valueName: "dir"))
  var certbotDirectory: String?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("certificates are files of the machine they are shown by")
    let console = common.console
    var options = AcmeOptions(hosts: hosts, email: email)
    options.server = server
    options.staging = staging
    options.dryRun = dryRun
    options.directory = try certbotDirectory.map { path throws(Problem) in try FilePlace.absolute(path) }
    let home = try console.surroundings.home(option: common.home)
    let summary = try await DaemonEntry.certificates(in: home).acme(options) { line in
      if !console.json { console.note(line + "\n") }
    }
    guard let summary else { return try console.show(["proven": hosts]) { _ in "The authority would give this certificate.\n" } }
    let port = try await TLSGateway.ask(home).port
    try console.show(summary) { CertificateText(now: Now.seconds).added(summary, port: port, $0) }
  }
}
