/// A system's description of itself, as os-release(5) writes it.
package struct OSRelease: Sendable, Equatable {
  /// `debian`; `linux` where the file does not say.
  package var id = "linux"
  /// `12`; empty for systems without releases.
  package var versionID = ""
  package var name = "Linux"
  /// Systems it resembles, nearest first.
  package var like: [String] = []
  package var codename: String?

  package init() {}

  /// Lines that are no assignment are passed over, as the format demands.
  package init(_ text: String) {
    var values: [Substring: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      guard let sign = line.firstIndex(of: "="), line.first != "#" else { continue }
      values[line[..<sign]] = OSRelease.unquoted(line[line.index(after: sign)...])
    }
    if let id = values["ID"], !id.isEmpty { self.id = id }
    versionID = values["VERSION_ID"] ?? ""
    name = values["PRETTY_NAME"] ?? values["NAME"] ?? name
    like = values["ID_LIKE"].map { $0.split(separator: " ").map(String.init) } ?? []
    codename = values["VERSION_CODENAME"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Takes the quotes off a value as a shell would; control characters never get through.
  private static func unquoted(_ value: Substring) -> String {
    var rest = value
    while rest.last?.isWhitespace == true { rest.removeLast() }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return printable(rest) }
    rest.removeFirst()
    if rest.last == quote { rest.removeLast() }
    return quote == "'" ? printable(rest) : printable(withoutBackslashes(rest))
  }

  private static func withoutBackslashes(_ text: Substring) -> Substring {
    var plain = ""
    var escaped = false
    for character in text {
      if character == "\\", !escaped {
        escaped = true
      } else {
        plain.append(character)
        escaped = false
      }
    }
    return plain[...]
  }

  private static func printable(_ text: Substring) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.prefix(200)))
  }
}
