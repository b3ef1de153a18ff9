import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost tls remove`
struct TLSRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a certificate and its key away from the gateway.",
    discussion: """
      Connections that are open stay; the next ones to its hosts are refused.

      EXAMPLES
        roost tls remove www.example.org
      """,
    aliases: ["rm"])

  @Argument(help: "Its name, as `roost tls list` shows it.")
  var name: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("certificates are files of the machine they are shown by")
    let console = common.console
    try await DaemonEntry.certificates(in: console.surroundings.home(option: common.home)).remove(name)
    try console.show(["removed": name]) { _ in "Removed \(name).\n" }
  }
}
