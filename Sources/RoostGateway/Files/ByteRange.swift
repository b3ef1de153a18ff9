/// One part of a file that a client asked for (RFC 9110, 14.2).
enum ByteRange: Equatable {
  case whole
  case part(from: Int, count: Int)
  case unsatisfiable

  /// Several ranges, other units and what is malformed all mean the whole file, as the RFC allows.
  init(_ field: String?, size: Int) {
    guard let field, field.hasPrefix("bytes="), let dash = field.firstIndex(of: "-") else {
      self = .whole
      return
    }
    let first = field[field.index(field.startIndex, offsetBy: 6)..<dash]
    let last = field[field.index(after: dash)...]
    self = ByteRange.parse(first, last, size: size)
  }

  private static func parse(_ first: Substring, _ last: Substring, size: Int) -> ByteRange {
    guard isNumber(first) || first.isEmpty, isNumber(last) || last.isEmpty, !(first.isEmpty && last.isEmpty) else {
      return .whole
    }
    guard let from = Int(first) else {
      guard let count = Int(last) else { return .whole }
      return count == 0 || size == 0 ? .unsatisfiable : .part(from: max(0, size - count), count: min(count, size))
    }
    if let to = Int(last), to < from { return .whole }
    guard from < size else { return .unsatisfiable }
    return .part(from: from, count: min(Int(last) ?? size - 1, size - 1) - from + 1)
  }

  private static func isNumber(_ text: Substring) -> Bool { (1...18).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit) }
}
