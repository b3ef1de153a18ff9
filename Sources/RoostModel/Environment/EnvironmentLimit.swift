/// A limit of a whole environment that it has come to. See ``ResourceLimits``.
package enum EnvironmentLimit: String, Sendable, Codable, CaseIterable {
  /// Everything in it ends because its time is over.
  case time
  /// Nothing more can be written over its stack.
  case disk
}
