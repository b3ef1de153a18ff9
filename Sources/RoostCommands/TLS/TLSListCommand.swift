import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost tls list`
struct TLSListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the gateway's certificates, their hosts and how long they are valid.",
    discussion: """
      A file that cannot be used is listed with the reason; a running gateway goes on with what it had under that name. Of a certificate that \
      could not be renewed the reason is listed until an attempt succeeds.

      EXAMPLES
        roost tls list
        roost tls list --json | jq -r '.[] | select(.problem) | .name'
        roost tls list --json | jq -r '.[] | select(.renewal) | .renewal.problem.hint'
      """,
    aliases: ["ls"])

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("certificates are files of the machine they are shown by")
    let console = common.console
    let list = try await DaemonEntry.certificates(in: console.surroundings.home(option: common.home)).list()
    try console.show(list) { CertificateText(now: Now.seconds).list(list, $0) }
  }
}
