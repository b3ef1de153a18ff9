import GRDB
package import RoostModel

/// A row of `runs`: an environment that belongs to an app, so that a restarted daemon knows what it finds.
package struct RunRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "runs"

  package enum Purpose: String, Codable, Sendable {
    case build, serve
    /// Commands for once in the life of a release.
    case release
    /// A process beside the one that serves.
    case work
    /// A command whose time had come.
    case schedule
  }

  package var environment: EnvironmentID
  package var app: AppID
  package var release: Int
  package var purpose: Purpose
  /// Which start of the app this is; numbers the directory its output is kept in.
  package var run: Int
  /// The app's main process; `nil` until it was spawned.
  package var process: UInt32?
  package var startedAt: Double
  /// What the process is called; `nil` is the one that serves.
  package var role: String?

  package init(
    environment: EnvironmentID, app: AppID, release: Int, purpose: Purpose, run: Int, process: UInt32? = nil, startedAt: Double,
    role: String? = nil
  ) {
    self.role = role
    self.environment = environment
    self.app = app
    self.release = release
    self.purpose = purpose
    self.run = run
    self.process = process
    self.startedAt = startedAt
  }
}
