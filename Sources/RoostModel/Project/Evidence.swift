/// Why something was decided: a file of the project, where in it, and what it says.
package struct Evidence: Codable, Sendable, Equatable {
  /// Relative to the project; `nil` for a fact that no file states ("catalogue default", "command line").
  package var file: String?
  /// Counted from 1.
  package var line: Int?
  package var says: String

  package init(file: String? = nil, line: Int? = nil, says: String) {
    self.file = file
    self.line = line
    self.says = says
  }
}

extension Evidence: CustomStringConvertible {
  /// `package.json:7 engines.node is ">=22"`
  package var description: String {
    guard let file else { return says }
    return line.map { "\(file):\($0) \(says)" } ?? "\(file) \(says)"
  }
}
