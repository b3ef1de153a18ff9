/// A version read by its scheme: numbers, then what orders versions of the same numbers.
///
/// `==` compares spelling; use ``compare(_:)`` for order, where 3.11 and 3.11.0 are the same.
struct VersionNumber: Hashable, Sendable {
  enum Suffix: Hashable, Sendable {
    /// Identifiers of a pre-release; none for a final version.
    case semantic([SemanticIdentifier])
    case python(PythonSuffix)
    case debian(DebianVersion)
    case java(JavaSuffix)
  }

  /// Only Python's and Debian's versions have one.
  var epoch = 0
  var release: [Int]
  var suffix: Suffix

  var isPreRelease: Bool {
    switch suffix {
    case .semantic(let identifiers): !identifiers.isEmpty
    case .python(let suffix): suffix.isPreRelease
    case .debian: false
    case .java(let suffix): suffix.isEarlyAccess
    }
  }

  /// Below zero when `self` is older, 0 when they are the same, above zero when it is newer.
  func compare(_ other: VersionNumber) -> Int {
    if case .debian(let mine) = suffix, case .debian(let theirs) = other.suffix { return mine.compare(theirs) }
    if epoch != other.epoch { return epoch < other.epoch ? -1 : 1 }
    let numbers = compareRelease(other.release)
    return numbers != 0 ? numbers : compareSuffix(other.suffix)
  }

  /// Compares the numbers alone, the shorter filled up with zeros.
  func compareRelease(_ other: [Int]) -> Int {
    for index in 0..<max(release.count, other.count) {
      let mine = index < release.count ? release[index] : 0
      let theirs = index < other.count ? other[index] : 0
      if mine != theirs { return mine < theirs ? -1 : 1 }
    }
    return 0
  }

  /// Whether the numbers begin with these, filled up with zeros: 3 begins with 3.0. A Python version of a later epoch does not.
  func begins(with prefix: [Int]) -> Bool {
    if case .python = suffix, epoch != 0 { return false }
    return prefix.indices.allSatisfy { (release.indices.contains($0) ? release[$0] : 0) == prefix[$0] }
  }

  private func compareSuffix(_ other: Suffix) -> Int {
    switch (suffix, other) {
    case (.semantic(let mine), .semantic(let theirs)): SemanticIdentifier.compare(mine, theirs)
    case (.python(let mine), .python(let theirs)): mine.compare(theirs)
    case (.java(let mine), .java(let theirs)): mine.compare(theirs)
    default: 0
    }
  }
}
