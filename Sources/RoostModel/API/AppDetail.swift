/// Everything `roost app info` shows.
package struct AppDetail: Codable, Sendable, Equatable {
  package var summary: AppSummary
  package var plan: Plan?
  /// Newest first.
  package var releases: [ReleaseSummary]
  /// Names of the installed layers the live release runs on, base first.
  package var layers: [String]
  package var dataDirectory: String
  package var lastExit: ExitStatus?
  /// Why the app is in state `error`, if it is.
  package var problem: Problem?
  /// Requests without the app's prefix that were sent back to it since the daemon began: its pages use addresses that
  /// only fit a host of its own.
  package var rescued: Int?
  /// Beside the one that serves.
  package var processes: [AppProcess]?

  package init(
    summary: AppSummary, plan: Plan?, releases: [ReleaseSummary], layers: [String], dataDirectory: String,
    lastExit: ExitStatus?, problem: Problem?, rescued: Int? = nil, processes: [AppProcess]? = nil
  ) {
    self.summary = summary
    self.plan = plan
    self.releases = releases
    self.layers = layers
    self.dataDirectory = dataDirectory
    self.lastExit = lastExit
    self.problem = problem
    self.rescued = rescued
    self.processes = processes
  }
}

package struct ReleaseSummary: Codable, Sendable, Equatable {
  package enum State: String, Codable, Sendable, CaseIterable {
    /// Being built or gated.
    case pending
    case live
    /// Was live before.
    case retired
    case failed
  }
  package var number: Int
  package var state: State
  /// Seconds since 1970.
  package var createdAt: Double
  package var problem: Problem?
  /// What it was made of.
  package var source: SourceRecord?
  /// Kept however many releases follow. `nil` is no.
  package var pinned: Bool?

  package init(
    number: Int, state: State, createdAt: Double, problem: Problem?, source: SourceRecord? = nil, pinned: Bool? = nil
  ) {
    self.number = number
    self.state = state
    self.createdAt = createdAt
    self.problem = problem
    self.source = source
    self.pinned = pinned
  }
}
