import RoostCatalog
import RoostModel

/// A runtime that is wanted on the machine itself.
struct HostWish: Sendable {
  var entry: CatalogueEntry
  /// `nil` takes what the machine has or its package manager brings.
  var selector: VersionSelector?
  /// Empty for what was asked for by name.
  var requiredBy: [RuntimeID] = []

  /// As it was asked for: `nodejs@20`.
  var text: String { selector.map { "\(entry.id)@\($0)" } ?? entry.id.text }

  /// Whether a version that is there will do. `latest` is never settled by what is there alone.
  func accepts(_ version: String) -> Bool {
    guard let selector else { return true }
    return !selector.asksForNewest && selector.matches(version)
  }
}
