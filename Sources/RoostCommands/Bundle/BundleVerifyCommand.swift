import ArgumentParser
import RoostModel

/// `roost bundle verify`
struct BundleVerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check a bundle from its first to its last byte.",
    discussion: """
      Reads the whole file, checks signature and sums, and installs nothing. Exits with 5 for anything that is wrong.

      EXAMPLES
        roost bundle verify web.roost
        roost bundle verify web.roost --json | jq -r .result.signer
      """)

  @Argument(help: "The bundle.", completion: .file(extensions: ["roost"]))
  var file: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("a bundle is a file of the machine it is used on")
    let path = try FilePlace.absolute(file)
    try await common.withRuntimes { (session) async throws(Problem) in
      let operations = session.operations
      let report = try await session.run("the check") { (sink) async throws(Problem) in
        try await operations.verifyBundle(path, sink)
      }
      try session.console.finish(report) { BundleText().report(report, verb: "whole and signed", now: Now.seconds, $0) }
    }
  }
}
