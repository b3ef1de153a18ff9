import ArgumentParser
import RoostClient
import RoostModel

/// `roost env exec`
struct EnvExecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec", abstract: "Run a program in an environment.",
    discussion: """
      Shows what it writes until it ends. Ctrl-C goes to the program; a command that is killed leaves it running, and \
      `roost env logs` shows it. With -t it has a terminal, which follows the size of this one.

      EXAMPLES
        roost env exec dev -- node -v
        roost env exec -it dev -- sh
        roost env exec -d dev -- node server.js         start it and leave it
        cat data.csv | roost env exec -i dev -- sort

      EXIT STATUS
        that of the program; 128 and a signal's number when that ended it
        124 its time was over   127 there is no such program   137 out of memory
      """)

  @Flag(name: [.customShort("i"), .long], help: "Give it this command's input.")
  var interactive = false
  @Flag(name: [.customShort("t"), .long], help: "Give it a terminal.")
  var tty = false
  @Flag(name: .shortAndLong, help: "Start it and leave it running.")
  var detach = false
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A variable for the program: NAME=VALUE, or NAME for its value here.", valueName: "name"))
  var env: [String] = []
  @Option(name: .shortAndLong, help: ArgumentHelp("The directory it starts in.", valueName: "path"))
  var workdir: String?
  @Option(help: ArgumentHelp("Seconds it may run.", valueName: "seconds"))
  var timeout: Double?
  @Argument(
    parsing: .captureForPassthrough, help: "The environment's name, then '--', then the program and its arguments.",
    completion: EnvironmentNameCompletion.kind)
  var words: [String] = []
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if ProgramWords.askForHelp(Array(words.prefix(1))) { throw CleanExit.helpRequest(self) }
    _ = try target()
    if detach, interactive || tty { throw ValidationError("--detach leaves the program: -i and -t do not go with it.") }
  }

  private func target() throws(ValidationError) -> (name: String, command: [String]) {
    var command = Array(words.dropFirst())
    if command.first == "--" {
      command.removeFirst()
    } else if let option = command.first, option.hasPrefix("-") {
      throw ValidationError("Options go before the environment's name: roost env exec \(option) ... \(words[0]) -- COMMAND.")
    }
    guard let name = words.first, name != "--", !command.isEmpty else {
      throw ValidationError("Name the environment, then the program after '--': roost env exec dev -- node -v.")
    }
    if name.hasPrefix("-") { throw ValidationError("There is no option \(name): roost env exec --help.") }
    return (name, command)
  }

  func run() async throws {
    let (text, command) = try target()
    let name = try EnvironmentName(text)
    var request = ProcessRequest(command)
    let variables = ProgramVariables(shell: ShellVariables.all)
    request.variables = tty ? try variables.variables(wanted: env) : try variables.asked(for: env)
    request.workingDirectory = workdir
    request.acceptsInput = interactive
    request.timeLimit = timeout
    let wanted = request
    let status = try await common.withDaemon { (daemon, console) async throws(Problem) in
      if detach { return try await leave(wanted, name, daemon, console) }
      let end = try await AttachedProcess(daemon: daemon, environment: name, console: console)
        .run(wanted, withTerminal: tty)
      console.tell(end.reason)
      return end.code
    }
    if status != 0 { throw ExitCode(status) }
  }

  private func leave(
    _ request: ProcessRequest, _ name: EnvironmentName, _ daemon: DaemonClient, _ console: Console
  ) async throws(Problem) -> Int32 {
    let process = try await daemon.spawn(request, in: name)
    try console.show(process) { _ in "process \(process.number) runs; see it: roost env logs \(name) \(process.number) -f\n" }
    return 0
  }
}
