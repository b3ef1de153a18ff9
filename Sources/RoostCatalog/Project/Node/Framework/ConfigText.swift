import RoostModel

/// The settings of a JavaScript tool, which are a program: only lines that set one key to a plain value are understood.
struct ConfigText {
  private let file: String
  private let lines: [(number: Int, line: Substring)]

  /// The first of `NAME.js`, `.mjs`, `.cjs`, `.ts`, `.mts`, `.cts` there is.
  static func load(_ name: String, in tree: ProjectTree) throws(Problem) -> ConfigText? {
    guard let file = ["js", "mjs", "cjs", "ts", "mts", "cts"].map({ "\(name).\($0)" }).first(where: tree.contains),
      let text = try tree.source(file)
    else { return nil }
    return ConfigText(file: file, lines: SourceLines.of(text, comment: "//").map { ($0.number, Self.withoutComment($0.line)) })
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    line.firstRange(of: " //").map { line[..<$0.lowerBound] } ?? line
  }

  /// `output: "standalone"`
  func text(of key: String) -> Stated<String>? { value(of: key, /["'`]([^"'`]*)["'`]/) }

  /// A text that is a directory of the project.
  func directory(of key: String) -> Stated<String>? {
    guard let stated = text(of: key), let path = RelativePath.normalized(stated.value) else { return nil }
    return Stated(path, by: stated.evidence)
  }

  /// The line that sets a key to false, or to true.
  func line(_ key: String, isFalse: Bool) -> Evidence? {
    value(of: key, isFalse ? /(false)\b/ : /(true)\b/)?.evidence
  }

  private func value(of key: String, _ form: Regex<(Substring, Substring)>) -> Stated<String>? {
    for (number, line) in lines {
      guard let place = line.firstRange(of: key + ":") ?? line.firstRange(of: key + " ="),
        line[..<place.lowerBound].last.map({ !$0.isLetter && !$0.isNumber && $0 != "_" }) ?? true,
        let match = line[place.upperBound...].drop(while: \.isWhitespace).prefixMatch(of: form)
      else { continue }
      let says = String(line.drop(while: \.isWhitespace).prefix(100))
      return Stated(String(match.1), by: Evidence(file: file, line: number, says: says))
    }
    return nil
  }
}
