import ArgumentParser
import RoostModel

/// `roost bundle install`
struct BundleInstallCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Install runtimes from a bundle, without a network.",
    discussion: """
      All of it or nothing. A bundle signed by a key this node does not know is refused with its fingerprint; compare that \
      with what `roost bundle create` showed, then name it with --trust.

      EXAMPLES
        roost bundle install web.roost
        roost bundle install web.roost ruby           only ruby, and what it needs
        roost bundle install web.roost --trust FINGERPRINT
        roost bundle install web.roost --dry-run
      """)

  @Argument(help: "The bundle.", completion: .file(extensions: ["roost"]))
  var file: String
  @Argument(help: "Runtimes in it; all when none is named.")
  var runtimes: [String] = []
  @Option(help: ArgumentHelp("Accept a key this node does not know.", valueName: "fingerprint"))
  var trust: String?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("a bundle is a file of the machine it is used on")
    let request = BundleInstallRequest(path: try FilePlace.absolute(file), specifiers: runtimes, trust: trust)
    guard change.dryRun else {
      return try await common.withRuntimes { (session) async throws(Problem) in try await install(request, session) }
    }
    let added = try await common.withRuntimes { (session) async throws(Problem) in
      let difference = try await session.operations.compareBundle(request.path, nil)
      try session.console.show(difference) { BundleText().difference(difference, $0) }
      return !(difference.added + difference.changed).isEmpty
    }
    try change.exit(changesPending: added)
  }

  private func install(_ request: BundleInstallRequest, _ session: RuntimeSession) async throws(Problem) {
    let operations = session.operations
    let result = try await session.run("the installation") { (sink) async throws(Problem) in
      try await operations.installBundle(request, sink)
    }
    try session.console.finish(result) { InstallResultText(result: result).text($0) }
  }
}
