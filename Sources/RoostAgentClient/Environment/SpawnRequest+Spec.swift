import RoostAgentProtocol
import RoostModel

extension SpawnRequest {
  /// Longest request that fits a frame, with room for its own encoding.
  private static let maximumLength = Frame.maximumPayload - 4096

  /// Refuses what the kernel would cut short or the agent would not understand.
  init(_ spec: ProcessSpec) throws(Problem) {
    try SpecRules.checkVariables(spec.variables)
    let words = [spec.command] + spec.arguments
    guard !spec.command.isEmpty, !words.contains(where: { $0.utf8.contains(0) }) else {
      throw SpawnRequest.refused("a command with empty name or zero bytes cannot be started")
    }
    if let place = spec.workingDirectory, !SpecRules.isPlain(place) {
      throw SpawnRequest.refused("'\(place.prefix(200))' is not an absolute path")
    }
    let variables = spec.variables.map { "\($0.key)=\($0.value)" }.sorted()
    guard (words + variables).reduce(0, { $0 + $1.utf8.count + 4 }) <= SpawnRequest.maximumLength else {
      throw SpawnRequest.refused("arguments and variables together are longer than 1 MB")
    }
    self.init(
      arguments: words, variables: variables, workingDirectory: spec.workingDirectory ?? "",
      acceptsInput: spec.acceptsInput,
      terminal: spec.terminal.map { TerminalShape(columns: $0.columns, rows: $0.rows) })
    limitMilliseconds = try spec.timeLimit.map { (seconds) throws(Problem) in try SpawnRequest.milliseconds(seconds) }
  }

  private static func milliseconds(_ seconds: Double) throws(Problem) -> UInt64 {
    guard seconds > 0, seconds < 315_360_000 else { throw refused("a time limit of \(seconds) s is none") }
    return max(1, UInt64(seconds * 1000))
  }

  private static func refused(_ message: String) -> Problem {
    Problem(.usageInvalid, message, hint: "correct the command in roost.yml or the Procfile")
  }
}
