/// The body of `POST /api/v1/environments/{name}/processes`. What is left out has its default.
package struct ProcessRequest: Sendable, Equatable {
  /// The command and its arguments.
  package var command: [String]
  package var variables: [String: String] = [:]
  package var workingDirectory: String?
  package var terminal: TerminalSize?
  /// Keeps its standard input open.
  package var acceptsInput = false
  /// Seconds.
  package var timeLimit: Double?

  package init(_ command: [String]) { self.command = command }

  package func spec() throws(Problem) -> ProcessSpec {
    guard let program = command.first, !program.isEmpty else {
      throw Problem(.usageInvalid, "no program is named", hint: "name it after '--': roost env exec NAME -- node -v")
    }
    if let timeLimit, !(timeLimit > 0 && timeLimit.isFinite && timeLimit <= 1e9) {
      throw Problem(.usageInvalid, "\(timeLimit) is no length of time", hint: "give seconds: 30")
    }
    var spec = ProcessSpec(program, Array(command.dropFirst()))
    spec.variables = variables
    spec.workingDirectory = workingDirectory
    spec.terminal = terminal
    spec.acceptsInput = acceptsInput
    spec.timeLimit = timeLimit
    return spec
  }
}

extension ProcessRequest: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    command = try container.decode([String].self, forKey: .command)
    variables = try container.decodeIfPresent([String: String].self, forKey: .variables) ?? [:]
    workingDirectory = try container.decodeIfPresent(String.self, forKey: .workingDirectory)
    terminal = try container.decodeIfPresent(TerminalSize.self, forKey: .terminal)
    acceptsInput = try container.decodeIfPresent(Bool.self, forKey: .acceptsInput) ?? false
    timeLimit = try container.decodeIfPresent(Double.self, forKey: .timeLimit)
  }
}
