import ArgumentParser
import RoostModel

/// `roost version`
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version of this program.",
    discussion: """
      The daemon may be older until it is restarted; `roost serve` logs its own version.

      EXAMPLES
        roost version
        roost version --json
      """)

  @Flag(help: "Print JSON for programs.")
  var json = false

  func run() throws {
    Console.write(json ? "{\"version\":\"\(RoostVersion.current)\"}\n" : "roost \(RoostVersion.current)\n")
  }
}
