/// Reads the `verify` steps of a runtime: `run`, and either `expect` (a line) or `matches` (a regular expression).
enum VerifyStepReader {
  static func read(_ entry: ObjectReader) throws(DocumentFault) -> [VerifyStep] {
    var steps: [VerifyStep] = []
    for reader in try entry.objects("verify", knownKeys: ["run", "expect", "matches", "stream", "seconds"]) {
      steps.append(try step(reader))
    }
    guard !steps.isEmpty else { throw entry.fault("verify", "needs at least one step: nothing else proves the runtime") }
    return steps
  }

  private static func step(_ reader: ObjectReader) throws(DocumentFault) -> VerifyStep {
    let run = try reader.texts("run")
    guard run.first?.isEmpty == false else { throw reader.fault("run", "is missing") }
    let seconds = try reader.number("seconds") ?? 20
    guard (1...600).contains(seconds) else { throw reader.fault("seconds", "expected 1 to 600") }
    return VerifyStep(
      run: run, expect: try expectation(reader), stream: try reader.choice("stream", VerifyStep.Stream.self) ?? .stdout,
      timeout: .seconds(Int(seconds)))
  }

  private static func expectation(_ reader: ObjectReader) throws(DocumentFault) -> VerifyStep.Expectation {
    switch (try reader.text("expect"), try reader.text("matches")) {
    case (let line?, nil): return .line(line)
    case (nil, let pattern?):
      do {
        _ = try Regex(pattern)
        return .pattern(pattern)
      } catch {
        throw reader.fault("matches", "not a regular expression: \(error)")
      }
    default: throw reader.fault("expect", "expected exactly one of expect, matches")
    }
  }
}
