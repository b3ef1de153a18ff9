/// What a document may be at most. Project files come from strangers.
enum DocumentLimits {
  /// Objects and lists inside each other.
  static let depth = 64
  /// Values in one document.
  static let nodes = 100_000
  /// A settings file written by hand.
  static let yamlBytes = 64 * 1024
}
