/// Reads `setup`: commands that do what a maintainer script would do.
enum SetupStepReader {
  static func read(_ entry: ObjectReader) throws(DocumentFault) -> [SetupStep] {
    var steps: [SetupStep] = []
    for reader in try entry.objects("setup", knownKeys: ["run", "seconds"]) {
      let run = try reader.texts("run")
      guard let program = run.first, !program.isEmpty, !program.hasPrefix("-") else { throw reader.fault("run", "is missing") }
      steps.append(SetupStep(run: run, timeout: try reader.seconds("seconds", default: 120)))
    }
    return steps
  }
}
