/// The `ruby` line of a Gemfile, which is Ruby code: only a line with plain texts is understood.
struct GemfileVersion {
  let file: VersionFile

  /// Files that a line may name instead; they are read themselves.
  private static let files = [".ruby-version", ".tool-versions", "mise.toml"]

  func find(in text: String) -> VersionFinding? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(1000)
    for (index, raw) in lines.enumerated() {
      let line = raw.trimmed
      guard line.hasPrefix("ruby"), let next = line.dropFirst(4).first, next == "(" || next.isWhitespace else { continue }
      return statement(line.dropFirst(4), line: index + 1, says: "says \(line)")
    }
    return nil
  }

  private func statement(_ arguments: Substring, line: Int, says: String) -> VersionFinding? {
    let unclear = { (why: String) in VersionFinding(.unclear(why), in: file, line: line, says: says) }
    let (versions, rest) = GemfileVersion.texts(arguments)
    if rest.contains("engine") { return unclear("it asks for another implementation than Ruby's own") }
    if !versions.isEmpty { return .version(versions.joined(separator: ", "), in: file, line: line, says: says) }
    if GemfileVersion.files.contains(where: arguments.contains) { return nil }
    return unclear("it is no version in quotes")
  }

  /// The texts in quotes that stand first, and what follows them.
  private static func texts(_ arguments: Substring) -> (texts: [String], rest: Substring) {
    var texts: [String] = []
    var rest = arguments.drop { $0 == "(" || $0.isWhitespace }
    while let quote = rest.first, quote == "\"" || quote == "'" {
      guard let end = rest.dropFirst().firstIndex(of: quote) else { break }
      texts.append(String(rest[rest.index(after: rest.startIndex)..<end]))
      rest = rest[rest.index(after: end)...].drop { $0 == "," || $0.isWhitespace }
    }
    return (texts, rest)
  }
}
