/// A limit of a whole environment that it has come to. See ``ResourceLimits``.
package enum EnvironmentLimit: String, Sendable, Codable, CaseIterable {
  /// Everything in it ends because its time is over.
  case time
  /// Nothing more could be written over its stack. Told once, also when there is room again.
  case disk
}
