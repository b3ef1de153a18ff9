/// A path of `_headers` and what stands below it.
package struct SiteHeaders: Sendable, Equatable {
  package let pattern: PathPattern
  package internal(set) var fields: [SiteField] = []
  /// In lower case: `! Name`, which takes away what rules above it have set.
  package internal(set) var removed: [String] = []

  init(_ pattern: PathPattern) { self.pattern = pattern }

  /// `line` is trimmed.
  mutating func add(_ line: Substring) throws(SiteRuleFault) {
    guard fields.count + removed.count < SiteRules.maximumFields else { throw .tooManyFields }
    if line.hasPrefix("!") {
      removed.append(try SiteField.name(SiteText.trimmed(line.dropFirst())).lowercased())
    } else {
      fields.append(try SiteField(line))
    }
  }
}
