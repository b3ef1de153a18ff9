import RoostModel

/// What one file of a project says about a runtime.
struct VersionFinding: Equatable, Sendable {
  enum Content: Equatable, Sendable {
    /// As it is written there.
    case version(String)
    /// That it is needed, in whatever version.
    case presence
    /// Something that cannot be read as a version, and why.
    case unclear(String)
    /// A broken document, which may or may not speak of the runtime.
    case unreadable(String)
  }

  var content: Content
  var evidence: Evidence

  init(_ content: Content, in file: VersionFile, line: Int?, says: String) {
    self.content = content
    evidence = Evidence(file: file.file, line: line, says: String(says.prefix(120)))
  }

  /// `nil` for an empty text.
  static func version(_ text: String, in file: VersionFile, line: Int, says: String) -> VersionFinding? {
    let version = text.trimmed
    return version.isEmpty ? nil : VersionFinding(.version(version), in: file, line: line, says: says)
  }
}
