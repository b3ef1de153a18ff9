import ArgumentParser
import RoostModel

/// `roost bundle diff`
struct BundleDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare a bundle with what is installed, or with another bundle.",
    discussion: """
      '+' is only in the (second) bundle, '-' only here or in the first, '~' is in both in different versions.

      EXAMPLES
        roost bundle diff web.roost
        roost bundle diff old.roost new.roost
        roost bundle diff web.roost --detailed-exitcode    exits with 3 if they differ
      """)

  @Argument(help: "The bundle.", completion: .file(extensions: ["roost"]))
  var file: String
  @Argument(help: "A newer one.", completion: .file(extensions: ["roost"]))
  var other: String?
  @Flag(name: .customLong("detailed-exitcode"), help: "Exit with 3 when there is a difference.")
  var detailedExitCode = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("a bundle is a file of the machine it is used on")
    let path = try FilePlace.absolute(file)
    let otherPath = try other.map { try FilePlace.absolute($0) }
    let differs = try await common.withRuntimes { (session) async throws(Problem) in
      let difference = try await session.operations.compareBundle(path, otherPath)
      try session.console.show(difference) { BundleText().difference(difference, $0) }
      return !(difference.added + difference.removed + difference.changed).isEmpty
    }
    if detailedExitCode, differs { throw ExitCode(ProblemCode.changesPending.exitStatus) }
  }
}
