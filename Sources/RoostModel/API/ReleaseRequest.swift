/// The body of `POST /api/v1/rollbacks`, `/renewals` and `/resumptions`.
package struct ReleaseRequest: Codable, Sendable, Equatable {
  package var app: AppName
  /// For a rollback: which release; `nil` is the one that served before.
  package var release: Int?

  package init(app: AppName, release: Int? = nil) {
    self.app = app
    self.release = release
  }
}
