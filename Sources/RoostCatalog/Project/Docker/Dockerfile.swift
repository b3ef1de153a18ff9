import RoostModel

/// What a project's `Dockerfile` says of the image it makes. What base images say is not known here.
struct Dockerfile: Equatable, Sendable {
  static let names = ["Dockerfile", "Containerfile"]
  private static let most = 5000

  let file: String
  /// The first TCP port the last stage exposes.
  private(set) var port: Stated<UInt16>?
  /// What the last stage starts, as it is written.
  private(set) var command: Stated<String>?
  /// Whom the last stage would have its command run as.
  private(set) var user: Evidence?
  private(set) var hasStage = false

  static func load(from tree: ProjectTree) throws(Problem) -> Dockerfile? {
    guard let file = names.first(where: { tree.contains($0) || tree.others.contains($0) }), let text = try tree.text(file) else {
      return nil
    }
    return Dockerfile(text, file: file)
  }

  init(_ text: String, file: String) {
    self.file = file
    var entrypoint: Stated<String>?
    for (number, line) in Self.instructions(text) {
      let name = line.prefix { !$0.isWhitespace }.uppercased()
      let rest = line.dropFirst(name.count).trimmed
      let evidence = Evidence(file: file, line: number, says: String("\(name) \(rest)".prefix(120)))
      switch name {
      case "FROM": (hasStage, port, command, entrypoint, user) = (true, nil, nil, nil, nil)
      case "EXPOSE" where port == nil: port = Self.port(rest).map { Stated($0, by: evidence) }
      case "USER": user = evidence
      case "CMD": command = Stated(rest, by: evidence)
      case "ENTRYPOINT": entrypoint = Stated(rest, by: evidence)
      default: break
      }
    }
    command = entrypoint ?? command
  }

  /// `8080`, `8080/tcp`; a variable is not known here.
  private static func port(_ text: String) -> UInt16? {
    for word in text.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 1 || parts[1].lowercased() == "tcp" else { continue }
      if let port = UInt16(parts[0]), port > 0 { return port }
    }
    return nil
  }

  /// Whole instructions with the numbers of their first lines. Lines that end in `\` go on; the text of a `<<WORD` is skipped.
  private static func instructions(_ text: String) -> [(number: Int, line: String)] {
    var found: [(Int, String)] = []
    var pending = ""
    var start = 0
    var ends: [String] = []
    for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(most).enumerated() {
      let line = raw.trimmed
      if let end = ends.first {
        if line == end { ends.removeFirst() }
        continue
      }
      if line.isEmpty || line.hasPrefix("#") { continue }
      if pending.isEmpty { start = index + 1 }
      if line.hasSuffix("\\"), pending.utf8.count < 16_384 {
        pending += line.dropLast() + " "
        continue
      }
      let whole = (pending + line).trimmed
      found.append((start, whole))
      ends = heredocs(whole)
      pending = ""
    }
    return found
  }

  private static func heredocs(_ line: String) -> [String] {
    guard ["RUN", "COPY", "ADD"].contains(line.prefix { !$0.isWhitespace }.uppercased()) else { return [] }
    return line.matches(of: /<<-?["']?([A-Za-z_][A-Za-z0-9_]*)["']?/).map { String($0.1) }
  }
}
