import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost tls local`
struct TLSLocalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "local", abstract: "Make a certificate for development on this machine.",
    discussion: """
      From a certificate authority of this machine's own, made once, which can vouch for localhost, .localhost, .test, .local, \
      .internal, .home.arpa and private addresses and nothing else. The certificate is for localhost, 127.0.0.1, ::1, NAME.localhost of \
      every deployed app, and the hosts named here. Run it again when there are new apps, or when it is about to expire: what it is for \
      already stays (to begin anew: roost tls remove local).

      EXAMPLES
        roost tls local
        roost tls local shop.test 192.168.1.20
        sudo roost tls local --trust
      """)

  @Argument(help: "More hosts or addresses it is to be for.")
  var hosts: [String] = []
  @Flag(help: "Let this machine's programs trust it (update-ca-certificates); needs root.")
  var trust = false
  @Flag(help: "Let nobody on this machine trust it any more; needs root. Makes no certificate.")
  var untrust = false
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if trust, untrust { throw ValidationError("--trust and --untrust cannot go together.") }
  }

  func run() async throws {
    try common.expectHere("certificates are files of the machine they are shown by")
    let console = common.console
    let home = try console.surroundings.home(option: common.home)
    let certificates = DaemonEntry.certificates(in: home)
    if untrust {
      try await certificates.untrust()
      return try console.show(["trusted": false]) { _ in "This machine does not trust the development CA any more.\n" }
    }
    let gateway = try await TLSGateway.ask(home)
    var result = try await certificates.makeLocal(gateway.hosts + hosts, trust: trust)
    result.port = gateway.port
    try console.show(result) { CertificateText(now: Now.seconds).local(result, $0) }
  }
}
