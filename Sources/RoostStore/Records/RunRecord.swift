import GRDB
package import RoostModel

/// A row of `runs`: an environment that belongs to an app, so that a restarted daemon knows what it finds.
package struct RunRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "runs"

  package enum Purpose: String, Codable, Sendable { case build, serve }

  package var environment: EnvironmentID
  package var app: AppID
  package var release: Int
  package var purpose: Purpose
  /// Which start of the app this is; numbers the directory its output is kept in.
  package var run: Int
  /// The app's main process; `nil` until it was spawned.
  package var process: UInt32?
  package var startedAt: Double

  package init(
    environment: EnvironmentID, app: AppID, release: Int, purpose: Purpose, run: Int, process: UInt32? = nil, startedAt: Double
  ) {
    self.environment = environment
    self.app = app
    self.release = release
    self.purpose = purpose
    self.run = run
    self.process = process
    self.startedAt = startedAt
  }
}
