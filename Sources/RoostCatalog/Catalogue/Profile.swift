/// A named set of runtimes.
package struct Profile: Hashable, Sendable, Codable {
  /// Like a runtime's name.
  package var name: String
  package var title: String
  /// `nodejs@lts`; `docker@system` is had from the host.
  package var specifiers: [String]
  package var isDefault: Bool
  /// Written by this machine's user.
  package var isCustom: Bool

  package init(
    name: String, title: String, specifiers: [String], isDefault: Bool = false, isCustom: Bool = false
  ) {
    self.name = name
    self.title = title
    self.specifiers = specifiers
    self.isDefault = isDefault
    self.isCustom = isCustom
  }
}
