/// A small file that Roost puts into a project before it is built, below ``directory``, where the project has nothing.
package struct AddedFile: Codable, Sendable, Equatable {
  /// At the top of the project; nothing of that name is taken along.
  package static let directory = ".roost"

  /// In that directory, without it.
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Relative to the project.
  package var path: String { "\(AddedFile.directory)/\(name)" }
}
