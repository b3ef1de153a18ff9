import ArgumentParser
import RoostClient
import RoostModel

/// `roost logout`
struct LogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Forget another machine and its token.",
    discussion: """
      The token itself goes on being good for whoever has it; `roost token revoke` ends that.

      EXAMPLES
        roost token revoke laptop --host prod
        roost logout prod
      """)

  @Argument(help: "Its name or URL; without, the only one there is.", completion: HostCompletion.kind)
  var host: String?
  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  func run() async throws {
    let console = Console(json: json, surroundings: .current())
    let file = try HostFile(console.surroundings)
    let gone = try file.host(try host ?? LogoutCommand.only(try file.hosts().map(\.name)))
    try file.change { (hosts) throws(Problem) in hosts.removeAll { $0.name == gone.name } }
    try console.show(["forgotten": gone.name]) { _ in "\(gone.name) (\(gone.url)) is forgotten here. Its token is not revoked.\n"
    }
  }

  private static func only(_ names: [String]) throws(Problem) -> String {
    if names.count == 1 { return names[0] }
    throw Problem(
      .usageInvalid, names.isEmpty ? "you are not logged in anywhere" : "you are logged in to \(ListedWords.text(names))",
      hint: "name one: roost logout HOST")
  }
}
