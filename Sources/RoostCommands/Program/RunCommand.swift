import ArgumentParser
import RoostDaemon
import RoostModel

/// `roost run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a program with some runtimes, in a sandbox over this directory.",
    discussion: """
      What is missing is installed first. The program sees the runtimes and this directory, at its own path and writable, \
      and nothing else of the machine; new files belong to the directory's owner. Input, output, terminal, signals and exit \
      status are its own. Without names, the runtimes are those that the project here asks for.

      EXAMPLES
        roost run nodejs@22 -- node -v
        roost run python -- python3 -m http.server      (with a terminal; Ctrl-C ends it)
        roost run -- npm test                           with what .nvmrc, package.json ... say
        cat data.csv | roost run ruby -- ruby -ne 'puts $_.upcase' > out.csv

      EXIT STATUS
        That of the program: 128 and a signal's number when that ended it, 127 when there is no such program.
      """)

  @Argument(
    parsing: .captureForPassthrough, help: "Runtimes (nodejs@22), then '--', then the program and its arguments.",
    completion: RuntimeCompletion.known)
  var words: [String] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A variable for the program: NAME=VALUE, or NAME for its value here.", valueName: "name"))
  var env: [String] = []
  @Option(help: ArgumentHelp("outbound (as root the default) or none.", valueName: "policy"))
  var network: NetworkPolicy?
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try ProgramWords(words) }

  func run() async throws {
    let words = try ProgramWords(words)
    let directory = try ProjectDirectory.absolute(".")
    let variables = try ProgramVariables(shell: ShellVariables.all).variables(wanted: env)
    let layers = try await common.withRuntimes { (session) async throws(Problem) in
      try await stack(words.runtimes, session, for: directory)
    }
    if let warning = try DaemonEntry.programWarning(for: directory) {
      common.console.note(common.console.noteStyle.yellow("warning: \(warning)") + "\n")
    }
    let home = try common.console.surroundings.home(option: common.home)
    let session = TerminalSession.begin()
    defer { session.end() }
    var request = ProgramRequest(
      layers: layers, command: words.command, directory: directory, variables: variables, network: network)
    request.terminal = session.size
    let status = try await DaemonEntry.run(request, home: home, control: session.control)
    session.end()
    if status.code != 0 { throw ExitCode(status.code) }
  }

  private func stack(
    _ wanted: [String], _ session: RuntimeSession, for directory: String
  ) async throws(Problem) -> [InstalledLayer] {
    let operations = session.operations
    var specifiers = wanted
    if specifiers.isEmpty {
      specifiers = try await operations.check(directory).runtimes.map(\.requirement.specifier)
      guard !specifiers.isEmpty else {
        throw Problem(
          .usageInvalid, "nothing in \(directory) says which runtimes it needs", hint: "name them: roost run nodejs@22 -- node -v"
        )
      }
    }
    let request = InstallRequest(specifiers: specifiers)
    return try await session.run("the installation") { (sink) async throws(Problem) in
      try await operations.install(request, sink)
    }.layers
  }
}

extension NetworkPolicy: ExpressibleByArgument {}
