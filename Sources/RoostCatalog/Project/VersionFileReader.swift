import RoostModel

/// Reads what one file of a project says about a version.
enum VersionFileReader {
  static func read(_ file: VersionFile, in tree: ProjectTree) throws(Problem) -> Stated<String>? {
    guard let text = try tree.text(file.file) else { return nil }
    do throws(DocumentFault) {
      switch file.form {
      case .line: return line(text, file)
      case .toolVersions: return toolVersion(text, file)
      case .json: return value(try JSONReader.read(text, file: file.file), file)
      case .toml: return value(try TOMLReader.read(text, file: file.file), file)
      }
    } catch {
      throw error.inProject()
    }
  }

  private static func line(_ text: String, _ file: VersionFile) -> Stated<String>? {
    for (number, line) in lines(text) {
      let content = line.prefix { $0 != "#" }.trimmed
      if content.isEmpty { continue }
      if let prefix = file.prefix, !content.hasPrefix(prefix) { return nil }
      let version = String(content.dropFirst(file.prefix?.count ?? 0))
      return stated(version, file, number, says: "says \(content)")
    }
    return nil
  }

  /// `python 3.11.4 3.10.1`: the first version counts.
  private static func toolVersion(_ text: String, _ file: VersionFile) -> Stated<String>? {
    for (number, line) in lines(text) {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      if words.count >= 2, String(words[0]) == file.key {
        return stated(String(words[1]), file, number, says: "says \(words[0]) \(words[1])")
      }
    }
    return nil
  }

  private static func value(_ document: DocumentNode, _ file: VersionFile) -> Stated<String>? {
    guard let key = file.key, let node = document.at(key), let version = node.text else { return nil }
    return stated(version, file, node.position.line, says: "\(key) is \"\(version)\"")
  }

  private static func stated(_ version: String, _ file: VersionFile, _ line: Int, says: String) -> Stated<String>? {
    let version = version.trimmed
    guard !version.isEmpty else { return nil }
    return Stated(version, by: Evidence(file: file.file, line: line, says: String(says.prefix(120))))
  }

  private static func lines(_ text: String) -> [(number: Int, line: Substring)] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(1000).enumerated().map {
      ($0.offset + 1, $0.element)
    }
  }
}
