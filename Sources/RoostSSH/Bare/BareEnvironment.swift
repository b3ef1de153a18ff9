import RoostAgentClient
import RoostEnvironments
import RoostModel
import RoostSystem
import SystemPackage

/// An environment on a host that no agent runs on: each process is a session of its own, each look at a file a command. Its
/// programs are that host's own. Ports are not told, only reached; nothing is measured, paused or watched.
struct BareEnvironment: Environment {
  /// Holds the sessions.
  let inner: AgentEnvironment
  let carrier: BareCarrier
  let far: BareFar

  var spec: EnvironmentSpec { inner.spec }
  var state: EnvironmentState { get async { await inner.state } }
  var connection: SSHConnection { carrier.host.connection }

  func boot() async throws(Problem) { try await inner.boot() }
  func events() async -> AsyncStream<EnvironmentEvent> { BareEvents(await inner.events(), far).stream }

  func processes() async throws(Problem) -> [any ProcessHandle] {
    try await inner.processes().map { BareProcess(inner: $0, far: far) }
  }

  func keepOutput(of process: ProcessNumber, in directory: FilePath) async throws(Problem) {
    try await inner.keepOutput(of: process, in: directory)
  }

  /// Asks what runs there to end, before the sessions go. A host that has no session left for that has one once they went.
  func destroy(grace: Duration) async throws(Problem) {
    if await inner.state == .ready, grace > .zero { await carrier.askToEnd(within: grace) }
    try await inner.destroy(grace: .zero)
  }

  func spawn(_ process: ProcessSpec) async throws(Problem) -> any ProcessHandle {
    try SpecRules.checkVariables(process.variables)
    try BareRules.checkNames(process.variables)
    guard process.timeLimit == nil else {
      throw Problem(
        .unsupported, "without an agent on \(carrier.host.address), the time of a process is not limited",
        hint: "leave --timeout out, or run it under that host's own timeout")
    }
    let (record, name) = (try await far.record(), "\(UInt64.random(in: .min ... .max))")
    let script = try launch(process, name, record, try await connection.facts()).script
    let answer = try await connection.brief(BareScript.prepare(record.directory, name), input: Array(script.utf8))
    if let problem = refusal(process, answer) { throw problem }
    let line = try BareScript.run(record.directory, name).lineForProgram()
    let isTerminal = process.terminal != nil
    var session = ProcessSpec("ssh", connection.arguments.session(line, isTerminal: isTerminal))
    session.acceptsInput = process.acceptsInput
    session.terminal = process.terminal
    session.variables["TERM"] = process.variables["TERM"] ?? "xterm-256color"
    let handle = try await inner.spawn(session)
    try await far.name(handle.number, name)
    return BareProcess(inner: handle, far: far)
  }

  private func launch(
    _ process: ProcessSpec, _ name: String, _ record: BareRecord, _ facts: FarFacts
  ) throws(Problem) -> BareLaunch {
    let temporary = "\(record.directory)/tmp"
    var variables = ["HOME": temporary, "LANG": "C.UTF-8", "SHELL": "/bin/sh", "PATH": BareCarrier.searchPath]
    variables.merge(facts.variables(spec.variables).mapValues { $0 == "/tmp" ? temporary : $0 }) { $1 }
    variables.merge(process.variables) { $1 }
    variables["TMPDIR"] = temporary
    variables[PlainPlan.mark] = spec.id.text
    let paths = carrier.paths(record)
    let place = try paths.outside(process.workingDirectory ?? spec.workingDirectory)
    return BareLaunch(
      process: process, workingDirectory: place, variables: variables, name: name, directory: record.directory)
  }

  private func refusal(_ process: ProcessSpec, _ answer: SSHAnswer) -> Problem? {
    switch answer.status {
    case .exited(0): nil
    case .exited(5):
      Problem(
        .usageInvalid, "there is no directory \(process.workingDirectory ?? spec.workingDirectory) for '\(process.command)'",
        hint: "name a directory that is there")
    case .exited(6):
      Problem(
        .commandNotFound, "there is no command '\(process.command)' on \(carrier.host.address)",
        hint: "install it there, as that host does: runtimes of this machine do not run on it")
    case .exited(7):
      Problem(
        .commandNotExecutable, "'\(process.command)' cannot be executed", hint: "make it executable: chmod +x \(process.command)")
    default:
      Problem(
        .environmentState, "'\(process.command)' could not be started on \(carrier.host.address)",
        hint: "see whether there is room: \(carrier.host.address.commandLine) df -h", cause: answer.errors)
    }
  }
}
