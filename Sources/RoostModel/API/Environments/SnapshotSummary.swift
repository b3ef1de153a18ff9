/// What was written in an environment, kept under a name; others begin with it.
package struct SnapshotSummary: Codable, Sendable, Equatable {
  package var name: EnvironmentName
  /// The environment it was taken of.
  package var environment: EnvironmentName
  /// Seconds since 1970.
  package var createdAt: Double
  /// Names of the layers below it.
  package var madeOf: [String]

  package init(name: EnvironmentName, environment: EnvironmentName, createdAt: Double, madeOf: [String]) {
    self.name = name
    self.environment = environment
    self.createdAt = createdAt
    self.madeOf = madeOf
  }
}

/// The body of `POST /api/v1/environments/{name}/snapshots`.
package struct SnapshotRequest: Codable, Sendable, Equatable {
  package var name: EnvironmentName
  package init(name: EnvironmentName) { self.name = name }
}
