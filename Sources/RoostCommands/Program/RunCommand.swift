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

      With --on it runs elsewhere: in a container, a virtual machine, on another host. Where this directory cannot be seen, \
      it is copied. What is passed over for a fallback is said, and no fallback isolates less unless --allow-weaker says so.

      EXAMPLES
        roost run nodejs@22 -- node -v
        roost run python -- python3 -m http.server   (a terminal; Ctrl-C ends it)
        roost run --port 3000 -- node server.js      forward 127.0.0.1:3000
        roost run -- npm test                        as .nvmrc, package.json ... say
        cat data.csv | roost run ruby -- ruby -ne 'puts $_.upcase' > out.csv
        roost run --on docker --image node:22 -- node -v
        roost run --on vm --fallback docker --allow-weaker python -- python3 job.py
        roost run --network none --memory 256M --timeout 30 python -- python3 job.py

      EXIT STATUS
        that of the program; 128 and a signal's number when that ended it
        124 its time was over   127 there is no such program   137 out of memory
      """)

  @Argument(
    parsing: .captureForPassthrough, help: "Runtimes (nodejs@22), then '--', then the program and its arguments.",
    completion: RuntimeCompletion.known)
  var words: [String] = []
  @OptionGroup var options: EnvironmentOptions
  @Option(
    name: .customLong("port"),
    help: ArgumentHelp("A port of the program, reached at 127.0.0.1 here. May be given several times.", valueName: "port[:here]"))
  var ports: [PortMapping] = []
  @Option(help: ArgumentHelp("Seconds it may run.", valueName: "seconds"))
  var timeout: Double?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if ProgramWords.askForHelp(words) { throw CleanExit.helpRequest(self) }
    _ = try ProgramWords(words)
    if let timeout, !(timeout > 0 && timeout <= 1e9) { throw ValidationError("--timeout is in seconds, and more than 0.") }
  }

  func run() async throws {
    try common.expectHere("the program works with a directory of the machine it runs on")
    let request = try await request()
    if let warning = try DaemonEntry.programWarning(for: request.directory) {
      common.console.note(common.console.noteStyle.yellow("warning: \(warning)") + "\n")
    }
    let home = try common.console.surroundings.home(option: common.home)
    let session = TerminalSession.begin()
    defer { session.end() }
    var attended = request
    attended.terminal = session.size
    let console = common.console
    let end = session.size == nil ? "\n" : "\r\n"
    let status = try await DaemonEntry.run(attended, home: home, control: session.control) { line in
      console.note(console.noteStyle.dim("roost: \(CleanText.line(line))") + end)
    }
    session.end()
    console.tell(status.reason)
    if status.code != 0 { throw ExitCode(status.code) }
  }

  private func request() async throws -> ProgramRequest {
    let words = try ProgramWords(words)
    let directory = try ProjectDirectory.absolute(".")
    var environment = try options.request()
    environment.runtimes += words.runtimes
    try environment.check()
    environment.variables = try ProgramVariables(shell: ShellVariables.all).variables(wanted: options.env)
    let runtimes = environment.runtimes
    let layers =
      environment.image != nil
      ? []
      : try await common.withRuntimes { (session) async throws(Problem) in try await stack(runtimes, session, for: directory) }
    var request = ProgramRequest(layers: layers, command: words.command, directory: directory, environment: environment)
    request.ports = ports
    request.timeLimit = timeout
    return request
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
