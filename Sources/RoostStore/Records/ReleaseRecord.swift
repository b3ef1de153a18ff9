import GRDB
package import RoostModel

/// A row of `releases`: one immutable version of an app.
package struct ReleaseRecord: Codable, Sendable, Equatable, FetchableRecord, PersistableRecord {
  package static let databaseTableName = "releases"

  package var app: AppID
  package var number: Int
  package var state: ReleaseSummary.State
  /// The deploy stage reached last; tells a restarted daemon how far a pending release had come.
  package var stage: String
  package var plan: Plan?
  /// Names of the runtime layers, base first.
  package var runtimeLayers: [String]
  /// Absolute paths of the app's own layers over them, lowest first.
  package var appLayers: [String]
  package var createdAt: Double
  package var problem: Problem?
  /// What it was made of.
  package var source: SourceRecord?

  /// `isPinned`: kept however many releases follow.
  package func summary(isPinned: Bool) -> ReleaseSummary {
    ReleaseSummary(
      number: number, state: state, createdAt: createdAt, problem: problem, source: source, pinned: isPinned ? true : nil)
  }
}
