/// A command that proves an installed layer, run inside the stack the layer belongs to. It must also exit with 0.
package struct VerifyStep: Hashable, Sendable, Codable {
  package enum Stream: String, Sendable, Codable, CaseIterable { case stdout, stderr }

  package enum Expectation: Hashable, Sendable, Codable {
    /// A line of the output is this text, or begins with it and a space. `{version}` stands for the version.
    case line(String)
    /// The output contains a match of this regular expression.
    case pattern(String)
  }

  /// The program, looked up in PATH, and its arguments. `{version}` stands for the version.
  package var run: [String]
  package var expect: Expectation
  package var stream: Stream
  /// When it counts as hanging. Not a measure of speed: on a machine with a hundred times its work, Ruby takes half a minute to
  /// say its version.
  package var timeout: Duration

  package static let patience = Duration.seconds(90)

  package init(run: [String], expect: Expectation, stream: Stream = .stdout, timeout: Duration = VerifyStep.patience) {
    self.run = run
    self.expect = expect
    self.stream = stream
    self.timeout = timeout
  }

  package func arguments(version: String) -> [String] { run.map { $0.replacing("{version}", with: version) } }

  /// Whether `output`, what the command wrote to ``stream``, is what was expected.
  package func accepts(_ output: String, version: String) -> Bool {
    switch expect {
    case .line(let template):
      let wanted = template.replacing("{version}", with: version)
      return output.split(whereSeparator: \.isNewline).contains { $0 == wanted || $0.hasPrefix(wanted + " ") }
    case .pattern(let pattern):
      guard let regex = try? Regex(pattern) else { return false }
      return output.contains(regex)
    }
  }
}
