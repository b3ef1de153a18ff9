/// Reads what follows the numbers of a Python version, in every spelling PEP 440 allows: `rc1`, `.RC-1`, `-1`, `.dev0`.
struct PythonSuffixReader {
  private var rest: Substring

  /// `nil` when `text` is no such suffix.
  static func read(_ text: Substring) -> PythonSuffix? {
    var reader = PythonSuffixReader(rest: text.lowercased()[...])
    let suffix = reader.suffix()
    return reader.rest.isEmpty ? suffix : nil
  }

  private mutating func suffix() -> PythonSuffix {
    var suffix = PythonSuffix()
    for (name, phase) in PythonSuffixReader.phases where suffix.phase == nil {
      guard let number = take(name) else { continue }
      suffix.phase = phase
      suffix.phaseNumber = number
    }
    suffix.post = take("post") ?? take("rev") ?? take("r") ?? takeBarePost()
    suffix.dev = take("dev")
    return suffix
  }

  /// Long names first: `a` begins `alpha`.
  private static let phases: [(String, PythonSuffix.Phase)] = [
    ("alpha", .alpha), ("beta", .beta), ("preview", .candidate), ("pre", .candidate), ("rc", .candidate),
    ("a", .alpha), ("b", .beta), ("c", .candidate),
  ]

  private mutating func take(_ name: String) -> Int? {
    var ahead = rest
    skipSeparator(&ahead)
    guard ahead.hasPrefix(name) else { return nil }
    ahead = ahead.dropFirst(name.count)
    var digits = ahead
    skipSeparator(&digits)
    let number = digits.prefix { $0.isASCII && $0.isNumber }
    guard number.count <= 9 else { return nil }
    rest = number.isEmpty ? ahead : digits.dropFirst(number.count)
    return Int(number) ?? 0
  }

  private mutating func takeBarePost() -> Int? {
    guard rest.first == "-" else { return nil }
    let number = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard (1...9).contains(number.count) else { return nil }
    rest = rest.dropFirst(number.count + 1)
    return Int(number)
  }

  private func skipSeparator(_ text: inout Substring) {
    if let first = text.first, ".-_".contains(first) { text = text.dropFirst() }
  }
}
