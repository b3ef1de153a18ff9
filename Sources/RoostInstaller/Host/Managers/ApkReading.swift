/// Reads what apk prints. Pure.
enum ApkReading {
  /// `nodejs-20.15.1-r0`: the version begins at the last but one dash.
  static func packages(_ text: String) -> [String: String] {
    var found: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count >= 3 else { continue }
      found[parts.dropLast(2).joined(separator: "-")] = parts.suffix(2).joined(separator: "-")
    }
    return found
  }

  /// `apk policy`: `nodejs policy:`, then versions in two columns, where they come from in four.
  static func candidates(_ text: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    var package = ""
    var version = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      if words.count == 2, words[1] == "policy:" {
        package = String(words[0])
      } else if words.count == 1, words[0].hasSuffix(":") {
        version = String(words[0].dropLast())
      } else if words.last?.contains("://") == true, found[package]?.contains(version) != true {
        found[package, default: []].insert(version, at: 0)
      }
    }
    return found
  }
}
