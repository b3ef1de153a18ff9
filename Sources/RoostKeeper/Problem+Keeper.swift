import RoostEnvironments
package import RoostModel

extension Problem {
  static func noSuchEnvironment(_ name: EnvironmentName) -> Problem {
    Problem(.environmentNotFound, "there is no environment named '\(name)'", hint: "see which there are: roost env list")
  }

  static func gone(_ name: EnvironmentName) -> Problem {
    Problem(
      .environmentState, "nothing runs of environment '\(name)' any more",
      hint: "make it anew: roost env destroy \(name), roost env create \(name)")
  }

  static func paused(_ name: EnvironmentName) -> Problem {
    Problem(.environmentState, "environment '\(name)' is paused", hint: "let it go on: roost env resume \(name)")
  }

  /// In terms of a named environment.
  package func told(of name: EnvironmentName) -> Problem {
    guard hint == RestartHint.text else { return self }
    return Problem(code, message, hint: Problem.gone(name).hint, cause: cause)
  }

  static func noSuchProcess(_ number: ProcessNumber, _ name: EnvironmentName) -> Problem {
    Problem(
      .environmentNotFound, "environment '\(name)' has no process \(number)", hint: "see which it has: roost env info \(name)")
  }

  static func noSuchSnapshot(_ name: EnvironmentName) -> Problem {
    Problem(.environmentNotFound, "there is no snapshot named '\(name)'", hint: "see which there are: roost env snapshots")
  }
}
