/// Turns one term of a selector, `^22.3` or `>=18`, into conditions.
struct TermReader {
  let scheme: VersionScheme
  private var reader: VersionReader { VersionReader(scheme: scheme) }

  init(scheme: VersionScheme) { self.scheme = scheme }

  /// Longest first: `~=` begins with `~`.
  private static let operators = ["===", "~=", "~>", ">=", "<=", "==", "!=", "^", "~", ">", "<", "="]

  static func isOperator(_ word: String) -> Bool { operators.contains(word) }

  func term(_ word: String) throws(SelectorFault) -> VersionRange {
    let sign = TermReader.operators.first { word.hasPrefix($0) } ?? ""
    let version = try partial(String(word.dropFirst(sign.count)))
    let opens = scheme != .pep440 || !["!=", "<", ">"].contains(sign)
    return VersionRange(clauses: try clauses(sign, version), namedPreReleases: opens ? version.namedPreReleases : [])
  }

  func hyphenRange(from first: String, to last: String) throws(SelectorFault) -> VersionRange {
    let low = try partial(first)
    let high = try partial(last)
    let clauses = try clauses(">=", low) + clauses("<=", high)
    return VersionRange(clauses: clauses, namedPreReleases: low.namedPreReleases + high.namedPreReleases)
  }

  private func partial(_ text: String) throws(SelectorFault) -> PartialVersion {
    guard let version = PartialVersion(text, reader: reader) else {
      throw SelectorFault(message: text.isEmpty ? "a version is missing after its sign" : "'\(text.prefix(40))' is not a version")
    }
    return version
  }

  private func clauses(_ sign: String, _ version: PartialVersion) throws(SelectorFault) -> [VersionClause] {
    guard !version.numbers.isEmpty else { return [sign == ">" || sign == "<" || sign == "!=" ? .none : .any] }
    switch sign {
    case "^": return caret(version)
    case "~=" where scheme == .pep440: return try compatible(version)
    case "~", "~>", "~=": return [.atLeast(version.lowest(reader)), .below(reader.floor(tildeEnd(sign, version)))]
    case ">=": return [.atLeast(version.lowest(reader))]
    case "<=":
      return [isWhole(version) ? .atMost(version.lowest(reader)) : .below(reader.floor(version.next(at: version.numbers.count)))]
    case ">": return above(version)
    case "<": return [below(version)]
    case "!=": return [isPrefix(sign, version) ? .notPrefix(version.numbers) : .notEqual(version.lowest(reader))]
    default: return [isPrefix(sign, version) ? .prefix(version.numbers) : .equal(version.lowest(reader))]
    }
  }

  /// Whether all of a version is stated, so that it is a point and not a span.
  private func isWhole(_ version: PartialVersion) -> Bool {
    if version.isOpen { return false }
    if !scheme.comparesSpans || version.suffixed != nil { return true }
    return !scheme.completesVersions && version.numbers.count >= 3
  }

  private func isPrefix(_ sign: String, _ version: PartialVersion) -> Bool {
    if version.isOpen { return true }
    if version.suffixed != nil { return false }
    if !scheme.comparesSpans, ["==", "===", "!="].contains(sign) { return false }
    return scheme.completesVersions || version.numbers.count < 3
  }

  /// npm's `~` fixes the first two numbers; RubyGems' and Composer's all that are written but the last.
  private func tildeEnd(_ sign: String, _ version: PartialVersion) -> [Int] {
    let fixesAllButLast = (scheme == .ruby && sign == "~>") || (scheme == .composer && sign == "~")
    guard fixesAllButLast else { return version.next(at: min(2, version.numbers.count)) }
    return version.next(at: max(1, version.numbers.count - 1))
  }

  /// Up to the next change of the first number that is not zero.
  private func caret(_ version: PartialVersion) -> [VersionClause] {
    let significant = version.numbers.firstIndex { $0 != 0 }.map { $0 + 1 } ?? version.numbers.count
    let end = min(significant, 3)
    return [.atLeast(version.lowest(reader)), .below(reader.floor(version.next(at: end)))]
  }

  /// PEP 440: `~=3.9.1` is at least 3.9.1 and begins with 3.9.
  private func compatible(_ version: PartialVersion) throws(SelectorFault) -> [VersionClause] {
    guard version.numbers.count >= 2, !version.isOpen else {
      throw SelectorFault(message: "'~=' needs at least two numbers, as in ~=3.9")
    }
    return [.atLeast(version.lowest(reader)), .prefix(Array(version.numbers.dropLast()))]
  }

  /// PEP 440: `>3.9` leaves out the post-releases of 3.9 itself.
  private func above(_ version: PartialVersion) -> [VersionClause] {
    guard isWhole(version) else { return [.atLeast(reader.final(version.next(at: version.numbers.count)))] }
    let bound = version.lowest(reader)
    if case .python(let suffix) = bound.suffix, suffix.post == nil, !suffix.isPreRelease {
      return [.above(VersionNumber(epoch: bound.epoch, release: bound.release, suffix: .python(PythonSuffix(post: .max))))]
    }
    return [.above(bound)]
  }

  /// PEP 440: `<3.9` leaves out the pre-releases of 3.9, unless it names one.
  private func below(_ version: PartialVersion) -> VersionClause {
    let leavesOutPreReleases = !isWhole(version) || (scheme == .pep440 && version.suffixed == nil)
    return .below(leavesOutPreReleases ? reader.floor(version.numbers) : version.lowest(reader))
  }
}
