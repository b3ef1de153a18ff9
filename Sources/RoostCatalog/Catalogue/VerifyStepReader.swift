/// Reads `verify` steps: `run`, and either `expect` (a line) or `matches` (a regular expression).
enum VerifyStepReader {
  /// None when there is no `verify`.
  static func steps(_ reader: ObjectReader) throws(DocumentFault) -> [VerifyStep] {
    var steps: [VerifyStep] = []
    for step in try reader.objects("verify", knownKeys: ["run", "expect", "matches", "stream", "seconds"]) {
      steps.append(try self.step(step))
    }
    return steps
  }

  private static func step(_ reader: ObjectReader) throws(DocumentFault) -> VerifyStep {
    let run = try reader.texts("run")
    guard let program = run.first, !program.isEmpty, !program.hasPrefix("-") else { throw reader.fault("run", "is missing") }
    return VerifyStep(
      run: run, expect: try expectation(reader), stream: try reader.choice("stream", VerifyStep.Stream.self) ?? .stdout,
      timeout: try reader.seconds("seconds", default: Double(VerifyStep.patience.components.seconds)))
  }

  private static func expectation(_ reader: ObjectReader) throws(DocumentFault) -> VerifyStep.Expectation {
    switch (try reader.text("expect"), try reader.pattern("matches")) {
    case (let line?, nil): return .line(line)
    case (nil, let pattern?): return .pattern(pattern)
    default: throw reader.fault("expect", "expected exactly one of expect, matches")
    }
  }
}
