/// A file of a project in which a version of a runtime may be stated, or which shows that the runtime is needed, and how to
/// read it.
package struct VersionFile: Hashable, Sendable, Codable {
  package enum Form: String, Sendable, Codable, CaseIterable {
    /// The first line that is neither empty nor a comment.
    case line
    /// A line `KEY VERSION`.
    case toolVersions = "tool-versions"
    /// The text at a dotted path; of a list the first, of a table its `version`. `[name=node]` chooses among objects.
    case json, toml
    /// A line `KEY VERSION` of a go.mod or go.work.
    case goModule = "go-module"
    /// The line `ruby "~> 3.2"`.
    case gemfile
    /// What stands below `RUBY VERSION`.
    case gemfileLock = "gemfile-lock"
    /// A channel, alone in the file or in its table `toolchain`.
    case rustToolchain = "rust-toolchain"
    /// `KEY@9.1.0+sha512...` in the field `packageManager` of a JSON document.
    case packageManager = "package-manager"
    /// The option `version` of a feature whose name ends in KEY, in a devcontainer.json.
    case devcontainer
    /// The file need only be there. It states no version.
    case presence
  }

  /// What a stated version means to the project.
  package enum Meaning: String, Sendable, Codable, CaseIterable {
    /// This one, or one that begins like it.
    case exact
    /// Any that fits; what is installed is enough.
    case range
    /// This one or any later one.
    case floor
  }

  /// Relative to the project.
  package var file: String
  package var form: Form
  /// The name in a line or feature, or the dotted path in a JSON or TOML document.
  package var key: String?
  /// What stands before the version in a line: `python-`. Without it the line is about something else.
  package var prefix: String?
  /// `nil` is what the form usually means.
  package var meaning: Meaning?

  package init(file: String, form: Form, key: String? = nil, prefix: String? = nil, meaning: Meaning? = nil) {
    self.file = file
    self.form = form
    self.key = key
    self.prefix = prefix
    self.meaning = meaning
  }
}

extension VersionFile.Form {
  /// Whether a rule of this form has to name what it looks for.
  var needsKey: Bool {
    switch self {
    case .line, .gemfile, .gemfileLock, .rustToolchain, .presence: false
    case .toolVersions, .json, .toml, .goModule, .packageManager, .devcontainer: true
    }
  }

  var usualMeaning: VersionFile.Meaning {
    switch self {
    case .line, .toolVersions, .gemfileLock, .rustToolchain, .packageManager, .presence: .exact
    case .json, .toml, .gemfile, .devcontainer: .range
    case .goModule: .floor
    }
  }
}
