import RoostModel

/// Reading a TOML file of a project.
enum TOMLDocument {
  /// `nil` when there is no such file.
  static func read(_ file: String, in tree: ProjectTree) throws(Problem) -> DocumentNode? {
    guard let text = try tree.text(file) else { return nil }
    do throws(DocumentFault) {
      return try TOMLReader.read(text, file: file)
    } catch {
      throw error.inProject()
    }
  }
}
