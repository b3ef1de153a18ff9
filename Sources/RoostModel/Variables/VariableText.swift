/// The value of a variable as somebody wrote it: text with references to other apps. Everything but `${app.` is literal.
///
///     http://${app.back.HOST}:${app.back.PORT}/    $${app. is a literal ${app.
package struct VariableText: Sendable, Equatable {
  package enum Fact: Sendable, Equatable {
    case url, host, port
    case variable(VariableName)
  }
  package enum Part: Sendable, Equatable {
    case text(String)
    case reference(AppName, Fact)
  }
  package let parts: [Part]

  private static let opening = "${app."
  private static let escaped = "$${app."

  /// `variable.invalid` for a reference that can never mean anything. `name` is whose value it is.
  package init(_ value: String, of name: String) throws(Problem) {
    var parts: [Part] = []
    var literal = ""
    var rest = Substring(value)
    while let start = rest.firstRange(of: Self.opening) {
      if rest[..<start.lowerBound].hasSuffix("$") {
        literal += rest[..<start.lowerBound].dropLast() + Self.opening
        rest = rest[start.upperBound...]
        continue
      }
      literal += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { throw Self.invalid("it has no closing }", name) }
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = ""
      parts.append(try Self.reference(rest[start.upperBound..<end], name))
      rest = rest[rest.index(after: end)...]
    }
    literal += rest
    if !literal.isEmpty || parts.isEmpty { parts.append(.text(literal)) }
    self.parts = parts
  }

  package var hasReferences: Bool {
    parts.contains { if case .reference = $0 { true } else { false } }
  }

  /// Apps whose variables it takes.
  package var usesVariables: Bool {
    parts.contains { if case .reference(_, .variable) = $0 { true } else { false } }
  }

  /// The text after `${app.`: `NAME.URL`, `NAME.env.X`.
  private static func reference(_ text: Substring, _ name: String) throws(Problem) -> Part {
    let words = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let app = words.first.flatMap({ try? AppName($0) }) else { throw invalid("it names no app", name) }
    switch words.dropFirst() {
    case ["URL"]: return .reference(app, .url)
    case ["HOST"]: return .reference(app, .host)
    case ["PORT"]: return .reference(app, .port)
    default:
      guard words.count == 3, words[1] == "env" else { throw invalid("it is none of URL, HOST, PORT and env.NAME", name) }
      return .reference(app, .variable(try VariableName(words[2])))
    }
  }

  private static func invalid(_ what: String, _ name: String) -> Problem {
    Problem(
      .variableInvalid, "the reference in \(name) is not understood: \(what)",
      hint: "write ${app.NAME.URL}, ${app.NAME.HOST}, ${app.NAME.PORT} or ${app.NAME.env.X}; $${app. is the text itself")
  }
}
