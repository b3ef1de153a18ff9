/// A file of a project in which a version of a runtime may be stated, and how to read it.
package struct VersionFile: Hashable, Sendable, Codable {
  package enum Form: String, Sendable, Codable, CaseIterable {
    /// The first line that is neither empty nor a comment.
    case line
    /// A line `KEY VERSION`.
    case toolVersions = "tool-versions"
    /// The text at a dotted path.
    case json, toml
  }

  /// Relative to the project.
  package var file: String
  package var form: Form
  /// The name in `.tool-versions`, or the dotted path in a JSON or TOML document.
  package var key: String?
  /// What stands before the version in a line: `python-`.
  package var prefix: String?

  package init(file: String, form: Form, key: String? = nil, prefix: String? = nil) {
    self.file = file
    self.form = form
    self.key = key
    self.prefix = prefix
  }
}
