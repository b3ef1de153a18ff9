/// A range of versions that decides by looking at numbers one by one, as the documentation puts it.
struct SlowRange {
  struct Term {
    var sign: String
    /// One to three numbers.
    var numbers: [Int]

    var text: String { sign + numbers.map(String.init).joined(separator: ".") }

    func contains(_ version: [Int]) -> Bool {
      let begins = Array(version.prefix(numbers.count)) == numbers
      let low = numbers + Array(repeating: 0, count: 3 - numbers.count)
      let isAtLeast = !version.lexicographicallyPrecedes(low)
      switch sign {
      case ">=": return isAtLeast
      case "<": return !isAtLeast
      case ">": return isAtLeast && !begins
      case "<=": return !isAtLeast || begins
      case "~":
        return isAtLeast
          && Array(version.prefix(2)) == Array(numbers.prefix(2)) + Array(version.prefix(2).dropFirst(numbers.count))
      case "^": return isAtLeast && caret(version)
      default: return begins
      }
    }

    /// Nothing up to and including the first number that is not zero may change.
    private func caret(_ version: [Int]) -> Bool {
      for (index, number) in numbers.enumerated() {
        if version[index] != number { return false }
        if number != 0 { return true }
      }
      return true
    }
  }

  /// One of these must hold, with all of its terms.
  var alternatives: [[Term]]

  var text: String {
    alternatives.map { $0.map(\.text).joined(separator: " ") }.joined(separator: " || ")
  }

  func contains(_ version: [Int]) -> Bool {
    alternatives.contains { $0.allSatisfy { $0.contains(version) } }
  }

  static let grid: [[Int]] = (0...3).flatMap { a in (0...3).flatMap { b in (0...3).map { [a, b, $0] } } }

  static func random(_ random: inout SeededGenerator) -> SlowRange {
    let signs = ["", "=", "^", "~", ">=", "<=", ">", "<"]
    let alternatives = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      (0..<Int.random(in: 1...2, using: &random)).map { _ in
        let numbers = (0..<Int.random(in: 1...3, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
        return Term(sign: signs.randomElement(using: &random) ?? "", numbers: numbers)
      }
    }
    return SlowRange(alternatives: alternatives)
  }
}
