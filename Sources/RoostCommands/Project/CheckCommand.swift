import ArgumentParser
import RoostModel

/// `roost check`
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether this machine can run a project, and what is missing.",
    discussion: """
      Reads the project's version files, and says which line of which file decided; starts nothing of it. Exits with 0 when \
      it can run, with 24 when a command that is shown makes it so, with 4 when no version fits, and \
      with 23 when it is no project Roost knows, whatever is missing.

      EXAMPLES
        roost check .
        roost check ./shop --json | jq -r .command | sh      get what is missing
      """)

  @Argument(help: "The project's directory.", completion: .directory)
  var directory: String
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try common.expectHere("it reads a directory of the machine it runs on")
    let directory = try ProjectDirectory.absolute(directory)
    let check = try await common.withRuntimes { (session) async throws(Problem) in
      let check = try await session.operations.check(directory)
      try session.console.show(check) { ProjectCheckText(check: check).text($0) }
      return check
    }
    guard !check.check.canStart else { return }
    if check.runtimes.contains(where: { $0.state == .unavailable }) {
      throw ExitCode(ProblemCode.runtimeVersionUnavailable.exitStatus)
    }
    let code = check.command == nil || check.type == nil ? check.problems.first?.code : nil
    throw ExitCode((code ?? .runtimeMissing).exitStatus)
  }
}
