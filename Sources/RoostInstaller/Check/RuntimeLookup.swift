import RoostModel

/// What asking for a runtime's versions came to.
enum RuntimeLookup: Sendable, Equatable {
  /// This one would be installed.
  case offered(String)
  /// No version that fits exists.
  case nothing(Problem)
  /// Nobody could be asked, or it is no layer.
  case unknown(Problem)

  init(_ missing: MissingRuntime) {
    if let version = missing.version {
      self = .offered(version)
    } else {
      let problem =
        missing.lookupProblem ?? Problem(.internal, "nobody was asked for \(missing.title)", hint: "run the command again")
      self = problem.code == .runtimeVersionUnavailable ? .nothing(problem) : .unknown(problem)
    }
  }

  var version: String? {
    if case .offered(let version) = self { version } else { nil }
  }

  var problem: Problem? {
    switch self {
    case .offered: nil
    case .nothing(let problem), .unknown(let problem): problem
    }
  }
}
