import Checkout

/// A rule of the house that a text search can hold: a pattern that no line may contain.
struct HouseRule: Sendable {
  enum Scope: Sendable {
    /// Swift without comments and string literals.
    case code
    /// Every line as it is.
    case text
  }

  let name: String
  let scope: Scope
  /// A regular expression, kept as text so that a rule can be sent between tests.
  let pattern: String
  /// Paths that the rule does not speak of.
  var exceptions: [String] = []

  /// `path:line: name`, for each line that breaks the rule.
  func violations(in file: TextFile) throws -> [String] {
    guard !exceptions.contains(file.path) else { return [] }
    let lines = scope == .code ? file.codeLines : file.lines
    return try file.places(of: Regex(pattern), in: lines).map { "\($0): \(name)" }
  }
}

extension HouseRule: CustomStringConvertible {
  var description: String { name }
}
