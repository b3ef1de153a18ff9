/// How text looks on a terminal. Disabled, it leaves text as it is.
struct TextStyle: Sendable, Equatable {
  let enabled: Bool
  /// Columns of the terminal, for what has to fit; `nil` for output that nobody looks at line by line.
  var width: Int?

  static let plain = TextStyle(enabled: false)

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }
  func red(_ text: String) -> String { wrapped(text, "31") }
  func green(_ text: String) -> String { wrapped(text, "32") }
  func yellow(_ text: String) -> String { wrapped(text, "33") }

  /// A number of "Select Graphic Rendition" (ECMA-48).
  private func wrapped(_ text: String, _ code: String) -> String {
    enabled && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
