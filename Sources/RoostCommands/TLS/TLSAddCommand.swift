import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost tls add`
struct TLSAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Give the gateway a certificate, or a newer one.",
    discussion: """
      The chain must be whole and in order, the key must belong to it and have no passphrase, and it must not have expired. The \
      certificate named `default` is also shown to clients that name no host and for hosts that no other one is for; without \
      it such connections are refused.

      EXAMPLES
        roost tls add fullchain.pem privkey.pem
        roost tls add both.pem --name default
      """)

  @Argument(help: "The certificate, then those that vouch for it, as PEM.", completion: .file())
  var certificate: String
  @Argument(help: "Its private key as PEM (default: it is in the same file).", completion: .file())
  var key: String?
  @Option(help: ArgumentHelp("What to call it (default: after its first host).", valueName: "name"))
  var name: String?
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("certificates are files of the machine they are shown by")
    let console = common.console
    let home = try console.surroundings.home(option: common.home)
    let certificates = DaemonEntry.certificates(in: home)
    let summary: CertificateSummary
    do throws(Problem) {
      summary = try await certificates.add(certificate: certificate, key: key, name: name)
    } catch {
      // Nobody reads what certbot is answered.
      if let name, RenewalHook.isRunning { try await certificates.renewalFailed(name, error) }
      throw error
    }
    let port = try await TLSGateway.ask(home).port
    try console.show(summary) { CertificateText(now: Now.seconds).added(summary, port: port, $0) }
  }
}
