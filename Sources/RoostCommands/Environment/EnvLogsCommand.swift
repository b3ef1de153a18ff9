import ArgumentParser
import Glibc
import RoostClient
import RoostModel

/// `roost env logs`
struct EnvLogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show what a program in an environment wrote.",
    discussion: """
      Without a number, of the newest program. On a terminal, what would steer the terminal is shown as '?'; piped, the bytes \
      come out as they are. What a paused, lost or ended environment left is shown as it was written down; standard error \
      says that nothing more comes.

      EXAMPLES
        roost env logs dev
        roost env logs dev 3 -f        go on with process 3; Ctrl-C ends it
        roost env logs dev --json      one JSON object a line, bytes as base64
      """)

  @Argument(help: "The environment's name.", completion: EnvironmentNameCompletion.kind)
  var name: String
  @Argument(help: "The program's number, as `roost env info` shows it.")
  var process: UInt32?
  @Flag(name: .shortAndLong, help: "Go on with new output until the program ends.")
  var follow = false
  @OptionGroup var common: CommonOptions

  func run() async throws {
    let name = try EnvironmentName(name)
    try await common.withDaemon { (daemon, console) async throws(Problem) in
      let environment = try await daemon.environment(name)
      let number = try number(in: environment)
      if let note = EnvironmentText(now: Now.seconds).silence(of: environment.summary) { console.note(note) }
      var text = OutputText()
      try await daemon.output(of: number, in: name, follows: follow) { piece in show(piece, &text, console) }
      while let (channel, rest) = text.takeRest() { write(rest, on: channel) }
    }
  }

  private func number(in environment: EnvironmentDetail) throws(Problem) -> ProcessNumber {
    if let process { return ProcessNumber(rawValue: process) }
    guard let newest = environment.processes.last else {
      let name = environment.summary.name
      throw Problem(
        .environmentNotFound, "nothing was started in '\(name)' yet", hint: "start something: roost env exec \(name) -- sh")
    }
    return newest.number
  }

  private func show(_ piece: ProcessOutput, _ text: inout OutputText, _ console: Console) {
    do throws(Problem) {
      if console.json { return try console.showLine(piece) }
      let channel = piece.channel ?? .standardOutput
      guard console.surroundings.colours else { return Console.write(piece.bytes.values, to: target(of: channel)) }
      write(text.take(piece.bytes.values, on: channel), on: channel)
    } catch { console.report(error) }
  }

  private func write(_ text: String, on channel: OutputChannel) {
    Console.write(CleanText.clean(text, colours: true), to: target(of: channel))
  }

  private func target(of channel: OutputChannel) -> Int32 { channel == .standardError ? STDERR_FILENO : STDOUT_FILENO }
}
