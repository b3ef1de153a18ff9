import ArgumentParser
import RoostModel

/// `roost runtime remove`
struct RuntimeRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove installed runtimes that nobody uses.",
    discussion: """
      Refused while an app uses one, or another runtime stands on it. --force stops those apps first and leaves them \
      waiting for the runtime: installing it again brings them back. `roost undo` brings a removed runtime back.

      With --scope host, what `roost install --scope host` brought to the machine itself is removed: its packages, those \
      that came along and that nobody else needs, or its directory below /opt/roost/runtimes. It needs root and no daemon. \
      Refused while other packages or runtimes need it, or its programs run.

      EXAMPLES
        roost runtime remove nodejs@22
        roost runtime remove ruby --remove-unused     also what only ruby needed
        roost runtime remove nodejs@22 --dry-run      who uses it; what --force does
        roost runtime remove nodejs@22 --force --yes
        roost runtime remove nodejs --scope host      from the machine itself
      """,
    aliases: ["rm"])

  @Argument(
    help: "The runtimes, with their version where several are installed: nodejs@22.", completion: RuntimeCompletion.installed)
  var runtimes: [String]
  @Flag(help: "Stop the apps that use it, and remove it all the same.")
  var force = false
  @Flag(help: "Also remove what only it required.")
  var removeUnused = false
  @Flag(name: .shortAndLong, help: "Do not ask before apps are stopped, or other packages removed.")
  var yes = false
  @Option(help: "Where from: layer or host.")
  var scope: InstallScope = .layer
  @Option(help: ArgumentHelp("Host scope: another root directory, an image that is being built.", valueName: "dir"))
  var root: String?
  @OptionGroup var change: ChangeOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if root != nil, scope != .host { throw ValidationError("--root needs --scope host.") }
  }

  func run() async throws {
    let request = RemoveRequest(specifiers: runtimes, force: force, removesUnused: removeUnused, scope: scope)
    guard scope == .layer else {
      return try await HostRemoval(request: request, root: root, yes: yes, change: change).run(common)
    }
    guard change.dryRun else {
      return try await common.withRuntimes { (s) async throws(Problem) in try await remove(request, s) }
    }
    try await common.withRuntimes { (session) async throws(Problem) in
      let check = try await session.operations.canRemove(request)
      try session.console.show(check) { SafetyText(check: check).text($0) }
    }
    try change.exit(changesPending: true)
  }

  private func remove(_ request: RemoveRequest, _ session: RuntimeSession) async throws(Problem) {
    if force, !yes, session.console.surroundings.interactive, !session.console.json {
      let check = try await session.operations.canRemove(request)
      session.console.note(SafetyText(check: check).text(session.console.noteStyle))
      if !check.safe {
        let names = runtimes.joined(separator: " ")
        try await session.confirm("Remove it all the same?", command: "roost runtime remove \(names) --force --yes")
      }
    }
    let operations = session.operations
    let result = try await session.run("the removal") { (sink) async throws(Problem) in try await operations.remove(request, sink)
    }
    try session.console.finish(result) { RemoveResultText(result: result).text($0) }
  }
}
