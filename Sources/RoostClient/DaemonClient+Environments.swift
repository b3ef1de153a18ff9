import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func environments() async throws(Problem) -> [EnvironmentSummary] { try await value(.GET, "environments") }

  package func environment(_ name: EnvironmentName) async throws(Problem) -> EnvironmentDetail {
    try await value(.GET, "environments/\(name)")
  }

  /// Goes on in the daemon when this is cancelled.
  package func create(
    _ creation: EnvironmentCreation, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> EnvironmentDetail {
    try await operation("environments", creation, progress: progress)
  }

  package func pause(_ name: EnvironmentName) async throws(Problem) -> EnvironmentSummary {
    try await value(.POST, "environments/\(name)/pause")
  }

  package func resume(_ name: EnvironmentName) async throws(Problem) -> EnvironmentSummary {
    try await value(.POST, "environments/\(name)/resume")
  }

  package func destroy(_ name: EnvironmentName) async throws(Problem) { try await done(.DELETE, "environments/\(name)") }

  package func snapshot(_ name: EnvironmentName, as snapshot: EnvironmentName) async throws(Problem) -> SnapshotSummary {
    try await value(.POST, "environments/\(name)/snapshots", body: SnapshotRequest(name: snapshot))
  }

  package func snapshots() async throws(Problem) -> [SnapshotSummary] { try await value(.GET, "snapshots") }

  package func removeSnapshot(_ name: EnvironmentName) async throws(Problem) { try await done(.DELETE, "snapshots/\(name)") }

  /// With `follows`, returns only when the daemon ends the stream.
  package func environmentEvents(
    of name: EnvironmentName?, after number: Int? = nil, follows: Bool, each: (EnvironmentNotice) -> Void
  ) async throws(Problem) {
    let path =
      "environment-events?follow=\(follows)" + (name.map { "&environment=\($0)" } ?? "") + (number.map { "&after=\($0)" } ?? "")
    try await items(path, each: each)
  }

  package func strategyTimings() async throws(Problem) -> [StrategyTimings] { try await value(.GET, "strategies/timings") }
}
