/// What a runtime is to its users.
package enum RuntimeKind: String, Sendable, Codable, CaseIterable {
  /// The bottom of a stack.
  case base
  case language
  case tool
  case server
  /// Runs containers or machines.
  case engine
  /// Files for the dashboard.
  case asset
}
