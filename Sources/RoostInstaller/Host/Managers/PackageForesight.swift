/// What a package manager says an action would come to. Names as it writes them: without an architecture where that is the
/// machine's own.
struct PackageForesight: Sendable, Equatable {
  /// New, or in another version than before.
  var installing: Set<String> = []
  /// Of a removal only what goes besides what was asked.
  var removing: Set<String> = []

  /// Whether `key`, a name of ``PackageSet``, is one of `names`.
  static func contains(_ key: String, in names: Set<String>) -> Bool {
    if names.contains(key) { return true }
    guard let mark = key.lastIndex(where: { $0 == ":" || $0 == "." }) else { return false }
    return names.contains(String(key[..<mark]))
  }
}
