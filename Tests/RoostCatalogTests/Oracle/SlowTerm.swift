@testable import RoostCatalog

/// One sign with its version, decided by looking at numbers one by one.
struct SlowTerm {
  var dialect: SlowDialect
  var sign: String
  /// One to three numbers, and an early word only after three.
  var bound: SlowVersion

  var text: String { sign + dialect.text(bound) }

  private var count: Int { bound.numbers.count }
  /// All that is stated is the beginning of a version.
  private var isShort: Bool { bound.early == nil && bound.build == 0 && (count < 3 || leavesBuildsOpen) }
  private var leavesBuildsOpen: Bool { dialect.scheme == .java || dialect.scheme == .debian }

  func contains(_ version: SlowVersion) -> Bool {
    let order = SlowVersion.order(version, bound)
    switch sign {
    case ">=": return order >= 0
    case "<": return isBelow(version)
    case ">": return isSpan ? order >= 0 && !begins(version) : order > 0
    case "<=": return isSpan ? order <= 0 || (begins(version) && version.early == nil) || isEarlyOfSpan(version) : order <= 0
    case "~", "~>", "~=": return order >= 0 && isBelowEnd(version, fixed: fixedByTilde)
    case "^": return order >= 0 && isBelowEnd(version, fixed: fixedByCaret)
    case "!=": return !equals(version, order)
    default: return equals(version, order)
    }
  }

  /// npm and Java: a short version after a comparator stands for all that begin with it.
  private var isSpan: Bool { isShort && (dialect.scheme == .semver || dialect.scheme == .java) }

  private func begins(_ version: SlowVersion) -> Bool { (0..<count).allSatisfy { version.triple[$0] == bound.numbers[$0] } }
  /// `<=1.2` is `<1.3.0-0`: what is early of 1.2.0 is below.
  private func isEarlyOfSpan(_ version: SlowVersion) -> Bool { begins(version) }

  private func isBelow(_ version: SlowVersion) -> Bool {
    let order = SlowVersion.order(version, bound)
    let sameNumbers = version.triple == bound.triple
    // npm's <1.2 and Python's <1.2.0 leave out what is early of the bound itself.
    if bound.early == nil, bound.build == 0, sameNumbers, isSpan || dialect.scheme == .pep440 { return false }
    return order < 0
  }

  private func equals(_ version: SlowVersion, _ order: Int) -> Bool {
    let isPoint = ["==", "!="].contains(sign) && !isSpan
    return isShort && !(isPoint) ? begins(version) : order == 0
  }

  private var fixedByTilde: Int {
    switch dialect.scheme {
    case .semver: min(2, count)
    default: max(1, count - 1)
    }
  }

  /// Up to and with the first number that is not zero.
  private var fixedByCaret: Int {
    for place in 0..<count where bound.numbers[place] != 0 { return place + 1 }
    return count
  }

  /// The first `fixed` numbers must not grow. What is early of the first version beyond them is beyond them too.
  private func isBelowEnd(_ version: SlowVersion, fixed: Int) -> Bool {
    (0..<fixed).allSatisfy { version.triple[$0] == bound.triple[$0] }
  }
}
