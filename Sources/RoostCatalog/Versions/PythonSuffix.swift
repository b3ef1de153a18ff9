/// What follows the numbers of a Python version (PEP 440): `rc1`, `.post2`, `.dev3`.
struct PythonSuffix: Hashable, Sendable {
  enum Phase: Int, Hashable, Sendable { case alpha, beta, candidate }

  var phase: Phase?
  var phaseNumber = 0
  var post: Int?
  var dev: Int?

  static let final = PythonSuffix()
  /// Before every other version of the same numbers.
  static let lowest = PythonSuffix(dev: -1)

  var isPreRelease: Bool { phase != nil || dev != nil }

  func compare(_ other: PythonSuffix) -> Int {
    for (mine, theirs) in zip(key, other.key) where mine != theirs { return mine < theirs ? -1 : 1 }
    return 0
  }

  /// A development version of the final one comes before its alphas; one of an alpha before that alpha.
  private var key: [Int] {
    let rank = phase?.rawValue ?? (post == nil && dev != nil ? -1 : Phase.candidate.rawValue + 1)
    return [rank, phaseNumber, post ?? -1, dev ?? .max]
  }
}
