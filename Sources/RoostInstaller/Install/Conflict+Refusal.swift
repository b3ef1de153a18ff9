package import RoostModel

extension Conflict {
  /// For people: what is taken, by whom, and what helps.
  package var sentence: String { "\(runtime) wants \(subject), which \(holder) has: \(resolution)" }
}

extension Problem {
  /// `runtime.conflict` for those that are errors; `nil` when none is.
  package static func stopping(_ conflicts: [Conflict]) -> Problem? {
    let errors = conflicts.filter { $0.severity == .error }
    guard let first = errors.first else { return nil }
    return Problem(
      .runtimeConflict, errors.map { "\($0.runtime) wants \($0.subject), which \($0.holder) has" }.joined(separator: "; "),
      hint: first.resolution)
  }
}
