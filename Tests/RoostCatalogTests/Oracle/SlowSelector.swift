@testable import RoostCatalog

/// A selector put together by a test: alternatives of terms that must all hold.
struct SlowSelector {
  var dialect: SlowDialect
  var alternatives: [[SlowTerm]]

  var text: String { alternatives.map { $0.map(\.text).joined(separator: " ") }.joined(separator: dialect.either) }

  func contains(_ version: SlowVersion) -> Bool {
    alternatives.contains { terms in terms.allSatisfy { $0.contains(version) } && mayBeEarly(version, terms) }
  }

  /// Whether only finals are wanted: Debian has no word for what is not final.
  private func mayBeEarly(_ version: SlowVersion, _ terms: [SlowTerm]) -> Bool {
    guard version.early != nil, dialect.scheme != .debian else { return true }
    if dialect.scheme == .pep440 {
      // Any early version, once one is named after a sign that may include it.
      return terms.contains { $0.bound.early != nil && !["!=", "<", ">"].contains($0.sign) }
    }
    return terms.contains { $0.bound.early != nil && $0.bound.triple == version.triple }
  }

  /// The best of what is installed, else of what is available, as a list of all that fit shows it.
  func pick(available: [SlowVersion], installed: [SlowVersion]) -> SlowVersion? {
    newest(installed.filter(contains)) ?? newest(available.filter(contains)) ?? onlyEarly(available)
  }

  /// Python: when nothing else fits, early versions will do.
  private func onlyEarly(_ available: [SlowVersion]) -> SlowVersion? {
    guard dialect.scheme == .pep440 else { return nil }
    return newest(available.filter { version in alternatives.contains { $0.allSatisfy { $0.contains(version) } } })
  }

  private func newest(_ versions: [SlowVersion]) -> SlowVersion? {
    versions.first { candidate in versions.allSatisfy { SlowVersion.order($0, candidate) <= 0 } }
  }

  static func random(_ dialect: SlowDialect, _ random: inout SeededGenerator) -> SlowSelector {
    let alternatives = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in term(dialect, &random) }
    }
    return SlowSelector(dialect: dialect, alternatives: alternatives)
  }

  private static func term(_ dialect: SlowDialect, _ random: inout SeededGenerator) -> SlowTerm {
    let sign = dialect.signs.randomElement(using: &random) ?? ""
    var bound = dialect.version(&random)
    let count = Int.random(in: 1...3, using: &random)
    // To dpkg, 1.2 and 1.2.0 are two versions: no oracle of numbers can tell.
    let isWhole = dialect.scheme == .debian && !sign.isEmpty
    if count < 3, !isWhole { bound = SlowVersion(numbers: Array(bound.numbers.prefix(count))) }
    if sign == "~=", bound.numbers.count == 1 { bound.numbers.append(0) }
    return SlowTerm(dialect: dialect, sign: sign, bound: bound)
  }
}
