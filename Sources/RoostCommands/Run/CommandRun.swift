import ArgumentParser
import Glibc
import RoostModel

/// One run of the program, from its arguments to its exit status.
package enum CommandRun {
  /// Takes the program's name first.
  package static func main(_ arguments: [String]) async -> Never {
    if GitRemoteTransport.isCalled(arguments) { exit(await GitRemoteTransport.status(of: arguments)) }
    exit(await status(of: Array(arguments.dropFirst())))
  }

  /// 0 is success; usage errors exit with 2; problems with their own status.
  static func status(of arguments: [String]) async -> Int32 {
    do {
      var command = try await RoostCommand.asyncParseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch {
      return report(error, of: arguments)
    }
  }

  private static func report(_ error: any Error, of arguments: [String]) -> Int32 {
    let json = asksForJSON(arguments)
    let console = Console(json: json, surroundings: .current())
    if let problem = error as? Problem {
      console.report(problem)
      return problem.code.exitStatus
    }
    let status = RoostCommand.exitCode(for: error).rawValue
    let message = RoostCommand.fullMessage(for: error)
    if status == 0 {
      Console.write(message + "\n" + CompletionScript.addition(for: arguments))
      return 0
    }
    guard status == ExitCode.validationFailure.rawValue else { return status }
    if let mistyped = MistypedCommand.find(in: arguments) {
      console.report(mistyped.problem)
    } else if json {
      let first = RoostCommand.message(for: error).split(separator: "\n").first.map(String.init) ?? "wrong usage"
      console.report(Problem(.usageInvalid, first, hint: "see the command's form: roost help", cause: message))
    } else {
      console.note(message + "\n")
    }
    return ProblemCode.usageInvalid.exitStatus
  }

  private static func asksForJSON(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains("--json")
  }
}
