/// One line of a requirements file.
enum RequirementLine: Equatable {
  /// Normalised name, and the requirement as it is written.
  case package(name: String, specifier: String)
  /// `-r FILE` or `-c FILE`.
  case include(String)
  /// The project itself or a directory of it.
  case project
  case other

  /// Bytes of lines that go on in each other.
  private static let lineLimit = 16 * 1024

  /// With numbers from 1. Lines that end in a backslash go on in the next.
  static func lines(of text: String) -> [(number: Int, line: RequirementLine)] {
    var found: [(Int, RequirementLine)] = []
    var pending = ""
    var start = 0
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if pending.isEmpty { start = index + 1 }
      let piece = withoutComment(raw)
      if piece.utf8.last == UInt8(ascii: "\\"), pending.utf8.count < lineLimit {
        pending += piece.dropLast() + " "
        continue
      }
      if let parsed = parse((pending + piece).trimmed) { found.append((start, parsed)) }
      pending = ""
    }
    return found
  }

  /// The normalised name a requirement begins with: `Flask[async]>=3` is `flask`.
  static func name(of requirement: String) -> String? {
    let name = requirement.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    guard let first = name.first, first.isLetter || first.isNumber else { return nil }
    return PythonRequirements.normalized(name)
  }

  private static func withoutComment(_ line: Substring) -> String {
    if line.trimmed.hasPrefix("#") { return "" }
    return line.firstRange(of: " #").map { String(line[..<$0.lowerBound]) } ?? String(line)
  }

  private static func parse(_ line: String) -> RequirementLine? {
    if line.isEmpty { return nil }
    if let path = option(line, ["--requirement", "--constraint", "-r", "-c"]) { return .include(path) }
    if let path = option(line, ["--editable", "-e"]) { return isLocal(path) ? .project : .other }
    if line.hasPrefix("-") { return .other }
    if isLocal(line) { return .project }
    guard let name = name(of: line) else { return .other }
    return .package(name: name, specifier: line)
  }

  private static func isLocal(_ text: String) -> Bool { text.hasPrefix(".") || text.hasPrefix("/") || text.hasPrefix("file:") }

  private static func option(_ line: String, _ names: [String]) -> String? {
    for name in names where line.hasPrefix(name) {
      let rest = line.dropFirst(name.count)
      let isLong = name.hasPrefix("--")
      guard !isLong || rest.first == "=" || rest.first?.isWhitespace == true else { continue }
      return (rest.first == "=" ? rest.dropFirst() : rest).trimmed
    }
    return nil
  }
}
