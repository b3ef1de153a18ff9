import ArgumentParser
import RoostClient
import RoostModel

/// `roost hosts`
struct HostsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hosts", abstract: "List the machines you are logged in to.",
    discussion: """
      EXAMPLES
        roost hosts
        roost status --host prod
      """)

  @Flag(help: "Print JSON for programs; a failure is {\"problem\": ...}.")
  var json = false

  func run() async throws {
    let console = Console(json: json, surroundings: .current())
    let hosts = try HostFile(console.surroundings).hosts().map(KnownHost.init)
    try console.show(hosts) { HostText(now: Now.seconds).list(hosts, $0) }
  }
}

/// A machine without its token.
struct KnownHost: Codable, Equatable {
  let name: String
  let url: String
  let hasAuthority: Bool
  /// Seconds since 1970.
  let savedAt: Double

  init(_ host: RemoteHost) {
    name = host.name
    url = host.url
    hasAuthority = host.authority != nil
    savedAt = host.savedAt
  }
}
