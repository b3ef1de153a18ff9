import RoostModel

/// What is wrong with a document, and where.
struct DocumentFault: Error, Equatable {
  var file: String
  var position: SourcePosition
  var message: String

  /// `roost.yml:3:5: unknown key 'strat'`
  var text: String { "\(file):\(position.line):\(position.column): \(message)" }

  /// The same for the author of a project.
  func inProject() -> Problem {
    Problem(.projectManifestInvalid, text, hint: "correct line \(position.line) of \(file), then run `roost plan` again")
  }

  /// The same for whoever maintains this machine's catalogue.
  func inCatalogue() -> Problem {
    Problem(.catalogueInvalid, text, hint: "correct line \(position.line) of \(file), or move the file out of the directory")
  }
}
