/// The state of an app as its user sees it.
package enum AppState: String, Codable, Sendable, CaseIterable {
  case stopped, starting, running, sleeping, error
  case runtimeMissing = "runtime-missing"
}

/// An app in a list.
package struct AppSummary: Codable, Sendable, Equatable {
  package var name: AppName
  /// `nil` until a first deployment got as far as a plan.
  package var type: ProjectType?
  package var state: AppState
  /// The number of the live release; `nil` before the first one passed.
  package var release: Int?
  package var urls: [String]
  /// Host process number of the live process; `nil` for a static site or a stopped app.
  package var pid: Int32?
  /// Seconds since 1970 when the live process started.
  package var startedAt: Double?
  package var restarts: Int
  /// Closed to its visitors; `nil` is open.
  package var maintenance: Maintenance?
  /// Of an app in state `sleeping`.
  package var sleep: SleepStatus?

  package init(
    name: AppName, type: ProjectType?, state: AppState, release: Int?, urls: [String], pid: Int32?, startedAt: Double?,
    restarts: Int, maintenance: Maintenance? = nil, sleep: SleepStatus? = nil
  ) {
    self.name = name
    self.type = type
    self.state = state
    self.release = release
    self.urls = urls
    self.pid = pid
    self.startedAt = startedAt
    self.restarts = restarts
    self.maintenance = maintenance
    self.sleep = sleep
  }
}
