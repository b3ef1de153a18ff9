/// A version as its parts, put together by a test rather than read from a text. Order and equality are spelled out in plain steps.
struct SlowVersion: Hashable {
  var numbers: [Int]
  /// `rc` and 1; `nil` for a final version.
  var early: Early?
  /// Java's build, Debian's revision. 0 for none.
  var build = 0

  struct Early: Hashable {
    /// In the order they come before the final version.
    enum Word: String, CaseIterable, Comparable {
      case a, b, rc
      static func < (left: Word, right: Word) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
      }
    }
    var word: Word
    var number: Int
  }

  /// The first three numbers, zeros for those that are not there.
  var triple: [Int] { (0..<3).map { $0 < numbers.count ? numbers[$0] : 0 } }

  /// -1, 0 or 1.
  static func order(_ left: SlowVersion, _ right: SlowVersion) -> Int {
    for place in 0..<3 {
      if left.triple[place] < right.triple[place] { return -1 }
      if left.triple[place] > right.triple[place] { return 1 }
    }
    if let mine = left.early, let theirs = right.early {
      if mine.word < theirs.word { return -1 }
      if mine.word > theirs.word { return 1 }
      if mine.number != theirs.number { return mine.number < theirs.number ? -1 : 1 }
    } else if left.early != nil {
      return -1
    } else if right.early != nil {
      return 1
    }
    if left.build == right.build { return 0 }
    return left.build < right.build ? -1 : 1
  }
}
