import RoostModel

/// A project's `composer.json`.
struct ComposerManifest: Equatable, Sendable {
  static let file = "composer.json"

  /// Packages the app needs to run; neither PHP itself nor its extensions.
  let packages: [Stated<String>]

  static func load(from tree: ProjectTree) throws(Problem) -> ComposerManifest? {
    guard let text = try tree.text(file) else { return nil }
    do throws(DocumentFault) {
      return ComposerManifest(try JSONReader.read(text, file: file))
    } catch {
      throw error.inProject()
    }
  }

  private init(_ document: DocumentNode) {
    packages = (document["require"]?.members ?? []).filter { $0.key.contains("/") }.map { member in
      Stated(
        member.key,
        by: Evidence(file: Self.file, line: member.keyPosition.line, says: "requires \(member.key.prefix(80))"))
    }
  }
}
