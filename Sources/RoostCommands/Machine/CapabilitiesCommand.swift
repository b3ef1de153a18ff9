import ArgumentParser
import RoostModel

/// `roost capabilities`
struct CapabilitiesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capabilities", abstract: "Say what this machine can do.",
    discussion: """
      System, C library, control groups, strategies and why one cannot be used, runtimes in layers and on the host, disk, \
      memory. The same as GET /api/v1/capabilities.

      EXAMPLES
        roost capabilities
        roost capabilities --json | jq -r '.runtimes[] | "\\(.runtime) \\(.version)"'
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await common.withRuntimes { (session) async throws(Problem) in
      let capabilities = try await session.operations.capabilities()
      try session.console.show(capabilities) { CapabilitiesText(capabilities: capabilities).text($0) }
    }
  }
}
