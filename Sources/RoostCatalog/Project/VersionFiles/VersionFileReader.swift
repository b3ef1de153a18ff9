import RoostModel

/// Reads what one file of a project says about a runtime.
enum VersionFileReader {
  /// `nil` when there is no such file or it says nothing of the runtime. A document that cannot be read is a finding too: it
  /// need not keep a project from running.
  static func read(_ file: VersionFile, in tree: ProjectTree) throws(Problem) -> VersionFinding? {
    if file.form == .presence {
      return tree.contains(file.file) ? VersionFinding(.presence, in: file, line: nil, says: "is there") : nil
    }
    guard let text = try tree.text(file.file) else { return nil }
    do throws(DocumentFault) {
      return try finding(text, file)
    } catch {
      return VersionFinding(.unreadable(error.message), in: file, line: error.position.line, says: "cannot be read")
    }
  }

  private static func finding(_ text: String, _ file: VersionFile) throws(DocumentFault) -> VersionFinding? {
    switch file.form {
    case .line: VersionLines(text).first(file)
    case .toolVersions: VersionLines(text).keyed(file)
    case .goModule: VersionLines(text, comment: "//").keyed(file)
    case .gemfile: GemfileVersion(file: file).find(in: text)
    case .gemfileLock: VersionLines(text).below("RUBY VERSION", file)
    case .rustToolchain: try RustToolchain(file: file).find(in: text)
    case .json: VersionDocument(file: file).atKey(of: try JSONReader.read(text, file: file.file))
    case .toml: VersionDocument(file: file).atKey(of: try TOMLReader.read(text, file: file.file))
    case .packageManager: VersionDocument(file: file).packageManager(of: try JSONReader.read(text, file: file.file))
    case .devcontainer:
      VersionDocument(file: file).feature(of: try JSONReader.read(text, file: file.file, allowingComments: true))
    case .presence: nil
    }
  }
}
