import RoostModel

/// A project's `Procfile`: the command line of each kind of process.
struct Procfile: Equatable, Sendable {
  private(set) var processes: [String: Stated<String>] = [:]

  /// How the app itself is started.
  var web: Stated<String>? { processes["web"] }

  static func load(from tree: ProjectTree) throws(Problem) -> Procfile? {
    guard let text = try tree.text("Procfile") else { return nil }
    do throws(DocumentFault) {
      return try Procfile(text)
    } catch {
      throw error.inProject()
    }
  }

  init(_ text: String) throws(DocumentFault) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let content = line.trimmed
      if content.isEmpty || content.hasPrefix("#") { continue }
      guard let (name, command) = Procfile.process(content) else {
        let position = SourcePosition(line: index + 1, column: 1)
        throw DocumentFault(file: "Procfile", position: position, message: "expected NAME: COMMAND, as in web: node server.js")
      }
      guard processes[name] == nil else {
        let position = SourcePosition(line: index + 1, column: 1)
        throw DocumentFault(file: "Procfile", position: position, message: "the process '\(name)' appears twice")
      }
      processes[name] = Stated(command, by: Evidence(file: "Procfile", line: index + 1, says: "\(name): \(command)"))
    }
  }

  private static func process(_ line: String) -> (name: String, command: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon].trimmed
    let command = line[line.index(after: colon)...].trimmed
    guard !name.isEmpty, !command.isEmpty, name.utf8.allSatisfy({ ASCII.isWord($0) || $0 == UInt8(ascii: "-") }) else {
      return nil
    }
    return (name, command)
  }
}
