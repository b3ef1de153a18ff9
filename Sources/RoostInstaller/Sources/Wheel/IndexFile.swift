/// A file that a package index offers.
struct IndexFile: Sendable, Equatable {
  var name: String
  /// As the page has it: absolute, or relative to the page.
  var url: String
  var sha256: String?
  var size: UInt64?
  /// Withdrawn by its author.
  var isYanked: Bool
}
