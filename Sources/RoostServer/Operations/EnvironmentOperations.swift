package import RoostModel

/// Everything that can be done with named environments, as values. The daemon fills them in for the API, a client with its calls.
package struct EnvironmentOperations: Sendable {
  package typealias Name = EnvironmentName
  package var list: @Sendable () async throws(Problem) -> [EnvironmentSummary]
  /// Runs to its end even when the client that asked for it is gone.
  package var create: @Sendable (EnvironmentCreation, @escaping ProgressSink) async throws(Problem) -> EnvironmentDetail
  package var detail: @Sendable (Name) async throws(Problem) -> EnvironmentDetail
  package var pause: @Sendable (Name) async throws(Problem) -> EnvironmentSummary
  package var resume: @Sendable (Name) async throws(Problem) -> EnvironmentSummary
  package var destroy: @Sendable (Name) async throws(Problem) -> Void
  package var spawn: @Sendable (Name, ProcessRequest) async throws(Problem) -> ProcessSummary
  /// From an offset on; ends with how the process ended, or with what there is now when it does not follow.
  package var output:
    @Sendable (Name, ProcessNumber, _ from: UInt64, _ follows: Bool) async throws(Problem) -> AsyncThrowingStream<
      ProcessOutput, any Error
    >
  package var input: @Sendable (Name, ProcessNumber, ProcessInput) async throws(Problem) -> Void
  package var files: EnvironmentFileOperations
  package var snapshot: @Sendable (Name, SnapshotRequest) async throws(Problem) -> SnapshotSummary
  package var snapshots: @Sendable () async throws(Problem) -> [SnapshotSummary]
  package var removeSnapshot: @Sendable (Name) async throws(Problem) -> Void
  /// Of one environment or of all; those after a number; goes on with new ones when it follows.
  package var events:
    @Sendable (Name?, _ after: Int?, _ follows: Bool) async throws(Problem) -> AsyncThrowingStream<
      EnvironmentNotice, any Error
    >
  package var timings: @Sendable () async throws(Problem) -> [StrategyTimings]

  package init(
    list: @escaping @Sendable () async throws(Problem) -> [EnvironmentSummary],
    create: @escaping @Sendable (EnvironmentCreation, @escaping ProgressSink) async throws(Problem) -> EnvironmentDetail,
    detail: @escaping @Sendable (Name) async throws(Problem) -> EnvironmentDetail,
    pause: @escaping @Sendable (Name) async throws(Problem) -> EnvironmentSummary,
    resume: @escaping @Sendable (Name) async throws(Problem) -> EnvironmentSummary,
    destroy: @escaping @Sendable (Name) async throws(Problem) -> Void,
    spawn: @escaping @Sendable (Name, ProcessRequest) async throws(Problem) -> ProcessSummary,
    output:
      @escaping @Sendable (Name, ProcessNumber, UInt64, Bool) async throws(Problem) -> AsyncThrowingStream<
        ProcessOutput, any Error
      >,
    input: @escaping @Sendable (Name, ProcessNumber, ProcessInput) async throws(Problem) -> Void,
    files: EnvironmentFileOperations,
    snapshot: @escaping @Sendable (Name, SnapshotRequest) async throws(Problem) -> SnapshotSummary,
    snapshots: @escaping @Sendable () async throws(Problem) -> [SnapshotSummary],
    removeSnapshot: @escaping @Sendable (Name) async throws(Problem) -> Void,
    events:
      @escaping @Sendable (Name?, Int?, Bool) async throws(Problem) -> AsyncThrowingStream<EnvironmentNotice, any Error>,
    timings: @escaping @Sendable () async throws(Problem) -> [StrategyTimings]
  ) {
    self.list = list
    self.create = create
    self.detail = detail
    self.pause = pause
    self.resume = resume
    self.destroy = destroy
    self.spawn = spawn
    self.output = output
    self.input = input
    self.files = files
    self.snapshot = snapshot
    self.snapshots = snapshots
    self.removeSnapshot = removeSnapshot
    self.events = events
    self.timings = timings
  }
}
