/// One line of `GET /api/v1/events`.
package struct ServerEvent: Codable, Sendable, Equatable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case runtimeInstalled = "runtime.installed"
    case runtimeRemoved = "runtime.removed"
    case appState = "app.state"
    /// It came to one of its limits.
    case appLimit = "app.limit"
    case diskFull = "disk.full"
  }

  /// Grows by one; a client that saw 17 goes on with `after=17`.
  package var id: Int
  /// Seconds since 1970.
  package var at: Double
  package var kind: Kind
  /// The app or the layer it is about.
  package var subject: String
  /// One sentence.
  package var text: String
  /// The new state, for an app.
  package var state: AppState?

  package init(
    id: Int, at: Double, kind: Kind, subject: String, text: String, state: AppState? = nil
  ) {
    self.id = id
    self.at = at
    self.kind = kind
    self.subject = subject
    self.text = text
    self.state = state
  }
}
