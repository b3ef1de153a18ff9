import ArgumentParser
import RoostModel

/// `roost bundle create`
struct BundleCreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Put profiles and runtimes into one file.",
    discussion: """
      What is missing is installed here first. The file appears when it is whole, and is signed with this node's key; its \
      fingerprint is shown, for the machines that are to trust it.

      EXAMPLES
        roost bundle create web ruby -o web.roost
        roost bundle create nodejs@22 -o /mnt/usb/node.roost
      """)

  @Argument(help: "Profiles and runtimes.", completion: RuntimeCompletion.knownAndProfiles)
  var specifiers: [String]
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file(extensions: ["roost"]))
  var output: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("a bundle is a file of the machine it is used on")
    let request = BundleRequest(specifiers: specifiers, output: try FilePlace.absolute(output))
    try await common.withRuntimes { (session) async throws(Problem) in
      let operations = session.operations
      let report = try await session.run("the bundling") { (sink) async throws(Problem) in
        try await operations.createBundle(request, sink)
      }
      try session.console.finish(report) { BundleText().report(report, verb: "bundled", now: Now.seconds, $0) }
    }
  }
}
