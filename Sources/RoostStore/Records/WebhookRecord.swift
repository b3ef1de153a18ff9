/// What an app's webhook listens to. The secret itself is in a file of the app.
package struct WebhookRecord: Codable, Sendable, Equatable {
  /// Only pushes to this branch deploy.
  package var branch: String
  /// Seconds since 1970 when the secret was made.
  package var createdAt: Double

  package init(branch: String, createdAt: Double) {
    self.branch = branch
    self.createdAt = createdAt
  }
}
